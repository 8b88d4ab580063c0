import type { VNode } from 'preact';
import type { ConversationsPage } from '../../../core/domain/admin/conversations.ts';
import { STATES, TRIGGERS } from '../../../core/domain/admin/overview.ts';
import type { PageFrame } from '../resource.ts';
import { Badge } from './badge.tsx';
import { Empty } from './empty.tsx';
import { Choice, Day, Filters, Text } from './filters.tsx';
import { formatDuration, formatUsd } from './formats.ts';
import { Head } from './head.tsx';
import { Channel, isAcross, OneWorkspace, Person } from './names.tsx';
import { Paging, Table } from './table.tsx';
import { Time } from './time.tsx';
import { SOURCE_NAMES, TRIGGER_NAMES } from './words.ts';

type Row = ConversationsPage['rows'][number];

/** What was picked up, and what became of it. */
export function ConversationsView({ answer, frame }: { answer: ConversationsPage; frame: PageFrame }): VNode {
  const { query } = frame;
  return (
    <>
      <Head
        title="Conversations"
        lead="Everything that Recall was asked to read, the latest first. What was said stays in Slack."
      />
      <OneWorkspace frame={frame} name={answer.rows[0]?.workspaceName} />
      <Filters frame={frame}>
        <Choice name="state" label="State" values={STATES} query={query} />
        <Choice name="trigger" label="Asked by" values={TRIGGERS} names={TRIGGER_NAMES} query={query} />
        <Text name="channel" label="Channel id" query={query} placeholder="C…" />
        <Text name="person" label="Person’s id" query={query} placeholder="U…" />
        <Day name="from" label="From" query={query} />
        <Day name="to" label="To" query={query} />
        <Text name="error" label="Error" query={query} placeholder="such as timed_out" />
      </Filters>
      {answer.rows.length === 0 ? (
        <Empty title="No such conversation">
          Nothing that Recall was asked for fits this. Clear the filter, or choose other days.
        </Empty>
      ) : (
        <ConversationTable rows={answer.rows} frame={frame} />
      )}
      <Paging path={frame.path} query={query} next={answer.next} />
    </>
  );
}

function ConversationTable({ rows, frame }: { rows: readonly Row[]; frame: PageFrame }): VNode {
  return (
    <Table
      caption="Conversations"
      rows={rows}
      columns={[
        {
          label: 'Requested',
          cell: ({ id, requestedAt }) => (
            <a href={`/admin/conversations/${id}`}>
              <Time at={requestedAt} />
            </a>
          ),
        },
        {
          label: 'State',
          cell: ({ state, errorCode }) => (
            <>
              <Badge state={state} />
              {errorCode === null ? null : (
                <small>
                  <code>{errorCode}</code>
                </small>
              )}
            </>
          ),
        },
        {
          label: 'What',
          cell: ({ source, channelId, channelName }) => (
            <>
              {SOURCE_NAMES[source]}
              <small>
                <Channel id={channelId} name={channelName} />
              </small>
            </>
          ),
        },
        isAcross(rows) ? { label: 'Workspace', cell: ({ workspaceName }) => workspaceName } : null,
        {
          label: 'Asked by',
          cell: ({ askedBy, trigger }) => (
            <>
              <Person id={askedBy} people={frame.people} />
              <small>{TRIGGER_NAMES[trigger]}</small>
            </>
          ),
        },
        { label: 'Took', isNumber: true, cell: tookOf },
        {
          label: 'Cost',
          isNumber: true,
          cell: ({ costUsd }) => (costUsd === null ? '–' : formatUsd(costUsd)),
        },
      ]}
    />
  );
}

function tookOf({ requestedAt, finishedAt }: Row): string {
  if (finishedAt === null) return '–';
  return formatDuration(Math.max(0, Date.parse(finishedAt) - Date.parse(requestedAt)));
}
