import type { VNode } from 'preact';
import type { WorkspacesPage } from '../../../core/domain/admin/workspaces.ts';
import type { PageFrame } from '../resource.ts';
import { Badge } from './badge.tsx';
import { Empty } from './empty.tsx';
import { Filters, Search } from './filters.tsx';
import { counted, formatCount, formatUsd } from './formats.ts';
import { Head } from './head.tsx';
import { linkTo, Paging, Table } from './table.tsx';
import { Time } from './time.tsx';

type Row = WorkspacesPage['rows'][number];

/** Where Recall is installed, and how that stands. */
export function WorkspacesView({ answer, frame }: { answer: WorkspacesPage; frame: PageFrame }): VNode {
  return (
    <>
      <Head title="Workspaces" lead="Where Recall is installed, and what it did there." />
      <Filters frame={frame}>
        <Search name="search" label="Name" query={frame.query} placeholder="Part of a name" />
      </Filters>
      {answer.rows.length === 0 ? (
        <Empty title="No workspace is called so">
          Try a shorter part of the name, or <a href={frame.path}>look at all</a>.
        </Empty>
      ) : (
        <Table
          caption="Workspaces"
          rows={answer.rows}
          columns={[
            {
              label: 'Workspace',
              cell: ({ id, name }) => <a href={linkTo('/admin', { workspace: id })}>{name}</a>,
            },
            { label: 'State', cell: (row) => <State row={row} /> },
            {
              label: 'Channels',
              isNumber: true,
              cell: ({ id, channels }) => (
                <a href={linkTo('/admin/channels', { workspace: id })}>{formatCount(channels)}</a>
              ),
            },
            {
              label: 'Recaps, 30 days',
              isNumber: true,
              cell: ({ id, recapsIn30Days }) => (
                <a href={linkTo('/admin/conversations', { workspace: id })}>{formatCount(recapsIn30Days)}</a>
              ),
            },
            {
              label: 'Cost this month',
              isNumber: true,
              cell: ({ costThisMonthUsd }) => formatUsd(costThisMonthUsd),
            },
            {
              label: 'Installed',
              cell: ({ installedAt, isOrgWide }) => (
                <>
                  {installedAt === null ? '–' : <Time at={installedAt} />}
                  {isOrgWide ? <small>by the whole organization</small> : null}
                </>
              ),
            },
          ]}
        />
      )}
      <Paging path={frame.path} query={frame.query} next={answer.next} />
    </>
  );
}

function State({ row }: { row: Row }): VNode {
  const { state, revokedAt, revokedFor, purgeAfter, missingScopes } = row;
  return (
    <>
      <Badge state={state} />
      {revokedAt === null ? null : (
        <small>
          since <Time at={revokedAt} />
          {revokedFor === null ? '' : ` (${revokedFor})`}
        </small>
      )}
      {purgeAfter === null ? null : (
        <small>
          its data is deleted after <Time at={purgeAfter} />; installing Recall again keeps it
        </small>
      )}
      {missingScopes.length === 0 ? null : (
        <small>
          lacks {counted(missingScopes.length, 'permission')}: <code>{missingScopes.join(', ')}</code>.
          Install Recall again to grant them
        </small>
      )}
    </>
  );
}
