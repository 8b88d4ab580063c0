import type { VNode } from 'preact';
import { AUDIT_ACTIONS, type AuditPage } from '../../../core/domain/admin/audit.ts';
import type { PageFrame } from '../resource.ts';
import { Empty } from './empty.tsx';
import { Choice, Day, Filters, Text } from './filters.tsx';
import { inWords } from './formats.ts';
import { Head } from './head.tsx';
import { Actor, OneWorkspace } from './names.tsx';
import { Paging, Table } from './table.tsx';
import { Time } from './time.tsx';
import { AUDIT_NAMES } from './words.ts';

type Row = AuditPage['rows'][number];

/** Who did what. Nobody can change it, Recall included. */
export function AuditView({ answer, frame }: { answer: AuditPage; frame: PageFrame }): VNode {
  const { query } = frame;
  return (
    <>
      <Head
        title="Audit log"
        lead="Who did what, the latest first. Lines are only ever added; the database refuses to change them."
      />
      <OneWorkspace frame={frame} />
      <Filters frame={frame}>
        <Choice name="action" label="What" values={AUDIT_ACTIONS} names={AUDIT_NAMES} query={query} />
        <Text name="actor" label="Who (id)" query={query} placeholder="U…, operator, recall" />
        <Day name="from" label="From" query={query} />
        <Day name="to" label="To" query={query} />
      </Filters>
      {answer.rows.length === 0 ? (
        <Empty title="No such line">Nothing was done that fits this filter.</Empty>
      ) : (
        <Table
          caption="Audit log"
          rows={answer.rows}
          columns={[
            { label: 'When', cell: ({ at }) => <Time at={at} /> },
            { label: 'What', isHeader: true, cell: ({ action }) => AUDIT_NAMES[action] ?? inWords(action) },
            { label: 'Who', cell: ({ actor }) => <Actor actor={actor} people={frame.people} /> },
            { label: 'To what', cell: (row) => <Target row={row} /> },
            { label: 'Details', cell: ({ details }) => <Details details={details} /> },
          ]}
        />
      )}
      <Paging path={frame.path} query={query} next={answer.next} />
    </>
  );
}

function Target({ row: { action, target, workspaceId } }: { row: Row }): VNode {
  const isConversation = action.startsWith('conversation_');
  return (
    <>
      {target === null ? null : isConversation ? (
        <a href={`/admin/conversations/${target}`}>
          <code>{target}</code>
        </a>
      ) : (
        <code>{target}</code>
      )}
      {workspaceId === null || workspaceId === target ? null : (
        <small>
          in <code>{workspaceId}</code>
        </small>
      )}
    </>
  );
}

function Details({ details }: Pick<Row, 'details'>): VNode {
  const entries = Object.entries(details);
  if (entries.length === 0) return <>–</>;
  return (
    <ul class="plain">
      {entries.map(([name, value]) => (
        <li key={name}>
          {inWords(name)}: <b>{value === null ? 'none' : String(value)}</b>
        </li>
      ))}
    </ul>
  );
}
