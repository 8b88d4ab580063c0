import type { VNode } from 'preact';
import type { DigestsPage } from '../../../core/domain/admin/digests.ts';
import { remedyOf } from '../../remedies.ts';
import type { PageFrame } from '../resource.ts';
import { Badge } from './badge.tsx';
import { Empty } from './empty.tsx';
import { Choice, Filters, Text } from './filters.tsx';
import { counted } from './formats.ts';
import { Head } from './head.tsx';
import { Channel, isAcross, OneWorkspace, Person } from './names.tsx';
import { scheduleWords } from './schedule-words.ts';
import { Paging, Table } from './table.tsx';
import { Time, TimeAway } from './time.tsx';
import { COVERS_NAMES } from './words.ts';

type Row = DigestsPage['rows'][number];

/** What is posted by schedule, when next, and whether it works. */
export function DigestsView({
  answer: { rows, next },
  frame,
}: {
  answer: DigestsPage;
  frame: PageFrame;
}): VNode {
  return (
    <>
      <Head title="Digests" lead="What Recall posts by schedule, and when it does so next." />
      <OneWorkspace frame={frame} name={rows[0]?.workspaceName} />
      <Filters frame={frame}>
        <Choice name="state" label="State" values={['active', 'paused']} query={frame.query} />
        <Text name="channel" label="Channel id" query={frame.query} placeholder="C…" />
      </Filters>
      {rows.length === 0 ? (
        <Empty title="No digest is set up">
          Anybody in a channel can set one up with <code>/recall digest</code>.
        </Empty>
      ) : (
        <DigestTable rows={rows} frame={frame} />
      )}
      <Paging path={frame.path} query={frame.query} next={next} />
    </>
  );
}

function DigestTable({ rows, frame }: { rows: readonly Row[]; frame: PageFrame }): VNode {
  return (
    <Table
      caption="Digests"
      rows={rows}
      columns={[
        {
          label: 'Of',
          cell: ({ channels, postTo, postToName, isPersonal }) => (
            <>
              {channels.map(({ id, name }) => (
                <span key={id} class="listed">
                  <Channel id={id} name={name} />
                </span>
              ))}
              <small>
                {postTo === null ? (
                  'posted to its author alone'
                ) : (
                  <>
                    posted in <Channel id={postTo} name={postToName} />
                  </>
                )}
              </small>
              {isPersonal ? <small>with what is open for its author</small> : null}
            </>
          ),
        },
        isAcross(rows) ? { label: 'Workspace', cell: ({ workspaceName }) => workspaceName } : null,
        {
          label: 'When',
          cell: ({ cron, timeZone, covers }) => (
            <>
              {scheduleWords(cron, timeZone)}
              <small>covers {COVERS_NAMES[covers]}</small>
            </>
          ),
        },
        { label: 'Set up by', cell: ({ author }) => <Person id={author} people={frame.people} /> },
        { label: 'State', cell: (row) => <State row={row} /> },
        {
          label: 'Next',
          cell: ({ state, nextDueAt }) =>
            state === 'paused' || nextDueAt === null ? (
              '–'
            ) : (
              <>
                <Time at={nextDueAt} />
                <small>
                  <TimeAway at={nextDueAt} now={frame.now} />
                </small>
              </>
            ),
        },
        {
          label: 'Last posted',
          cell: ({ lastPostedAt }) => (lastPostedAt === null ? 'not yet' : <Time at={lastPostedAt} />),
        },
        { label: 'Change', cell: (row) => <Change row={row} frame={frame} /> },
      ]}
    />
  );
}

function State({ row: { state, pausedFor, failures } }: { row: Row }): VNode {
  return (
    <>
      <Badge state={state} />
      {pausedFor === null ? null : (
        <small>
          <code>{pausedFor}</code>: {remedyOf(pausedFor)}
        </small>
      )}
      {failures === 0 ? null : <small>{counted(failures, 'failure')} in a row</small>}
    </>
  );
}

function Change({ row: { id, workspaceId, state }, frame }: { row: Row; frame: PageFrame }): VNode {
  const deed = state === 'active' ? 'pause' : 'resume';
  return (
    <form method="post" action={`/admin/digests/${id}/${deed}`}>
      {frame.csrf}
      <input type="hidden" name="workspace" value={workspaceId} />
      <button class="button button-small" type="submit">
        {deed === 'pause' ? 'Pause' : 'Resume'}
      </button>
    </form>
  );
}
