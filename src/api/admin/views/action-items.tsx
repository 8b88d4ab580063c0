import type { VNode } from 'preact';
import type { ActionItemsAnswer } from '../../../core/domain/admin/action-items.ts';
import type { PageFrame } from '../resource.ts';
import { Badge } from './badge.tsx';
import { Empty } from './empty.tsx';
import { Choice, Filters, Text } from './filters.tsx';
import { formatCount, formatFullDay } from './formats.ts';
import { Head } from './head.tsx';
import { Channel, isAcross, OneWorkspace, Person } from './names.tsx';
import { Paging, Table } from './table.tsx';
import { Time } from './time.tsx';
import { Totals } from './totals.tsx';

type Row = ActionItemsAnswer['page']['rows'][number];

const NOT_TOLD = <small>private</small>;

/** Where the tasks stand that recaps found; what they say is shown in Slack alone. */
export function ActionItemsView({ answer, frame }: { answer: ActionItemsAnswer; frame: PageFrame }): VNode {
  const { totals, page } = answer;
  const { query } = frame;
  return (
    <>
      <Head
        title="Action items"
        lead="Where the tasks stand that recaps found. What they say is shown in Slack, to those who may read it. Of private recaps, and of private channels that you are not in, neither the person nor the date is told, and filters by either leave out all that is private."
      />
      <OneWorkspace frame={frame} name={page.rows[0]?.workspaceName} />
      <Totals
        entries={[
          ['Open', formatCount(totals.open)],
          ['Overdue', formatCount(totals.overdue)],
          ['Nobody’s', formatCount(totals.unassigned)],
          ['Done, 30 days', formatCount(totals.done)],
          ['Dropped, 30 days', formatCount(totals.dropped)],
        ]}
      />
      <Filters frame={frame}>
        <Choice name="state" label="State" values={['open', 'done', 'dropped']} query={query} />
        <Choice
          name="due"
          label="Due"
          values={['overdue', 'dated', 'undated']}
          names={{ dated: 'With a date', undated: 'Without a date' }}
          query={query}
        />
        <Text name="assignee" label="Person’s id" query={query} placeholder="U…" />
      </Filters>
      {page.rows.length === 0 ? (
        <Empty title="No such action item">Recaps make them when somebody takes something on.</Empty>
      ) : (
        <ItemTable rows={page.rows} frame={frame} />
      )}
      <Paging path={frame.path} query={query} next={page.next} />
    </>
  );
}

function ItemTable({ rows, frame }: { rows: readonly Row[]; frame: PageFrame }): VNode {
  const today = frame.now.toISOString().slice(0, 10);
  return (
    <Table
      caption="Action items"
      rows={rows}
      columns={[
        {
          label: 'Found',
          cell: ({ conversationId, createdAt }) => (
            <a href={`/admin/conversations/${conversationId}`}>
              <Time at={createdAt} />
            </a>
          ),
        },
        {
          label: 'Whose',
          cell: ({ assignee, isTold }) =>
            !isTold ? (
              NOT_TOLD
            ) : assignee === null ? (
              'nobody’s'
            ) : (
              <Person id={assignee} people={frame.people} />
            ),
        },
        {
          label: 'Due',
          cell: ({ due, state, isTold }) =>
            !isTold ? (
              NOT_TOLD
            ) : due === null ? (
              '–'
            ) : (
              <>
                {formatFullDay(due)} {state === 'open' && due < today ? <Badge state="overdue" /> : null}
              </>
            ),
        },
        { label: 'State', cell: ({ state }) => <Badge state={state} /> },
        {
          label: 'Channel',
          cell: ({ channelId, channelName }) => <Channel id={channelId} name={channelName} />,
        },
        isAcross(rows) ? { label: 'Workspace', cell: ({ workspaceName }) => workspaceName } : null,
        {
          label: 'Last change',
          cell: ({ changedAt }) => (changedAt === null ? '–' : <Time at={changedAt} />),
        },
      ]}
    />
  );
}
