import type { VNode } from 'preact';
import type { FeedbackAnswer } from '../../../core/domain/admin/feedback.ts';
import type { PageFrame } from '../resource.ts';
import { Badge } from './badge.tsx';
import { Empty } from './empty.tsx';
import { Choice, Filters } from './filters.tsx';
import { formatCount, formatShare, inWords } from './formats.ts';
import { Head } from './head.tsx';
import { OneWorkspace, Person } from './names.tsx';
import { Paging, Table } from './table.tsx';
import { Time } from './time.tsx';
import { Totals } from './totals.tsx';

const VERDICT_NAMES: Readonly<Record<string, string>> = { up: 'Helpful', down: 'Not helpful' };

/** What people thought of their recaps. */
export function FeedbackView({
  answer: { totals, page },
  frame,
}: {
  answer: FeedbackAnswer;
  frame: PageFrame;
}): VNode {
  return (
    <>
      <Head title="Feedback" lead="What people thought of their recaps, and what they wrote about it." />
      <OneWorkspace frame={frame} />
      <Totals
        entries={[
          ['Helpful', formatCount(totals.up)],
          ['Not helpful', formatCount(totals.down)],
          ['Share of helpful', formatShare(totals.up, totals.up + totals.down)],
          ...Object.entries(totals.byFault).map(
            ([fault, count]) => [inWords(fault), formatCount(count)] as const,
          ),
        ]}
      />
      <Filters frame={frame}>
        <Choice
          name="verdict"
          label="Verdict"
          values={['up', 'down']}
          names={VERDICT_NAMES}
          query={frame.query}
        />
      </Filters>
      {page.rows.length === 0 ? (
        <Empty title="Nobody said anything yet">
          Below each recap there is a button for it, <i>Was this helpful?</i>
        </Empty>
      ) : (
        <Table
          caption="Feedback"
          rows={page.rows}
          columns={[
            {
              label: 'Given',
              cell: ({ conversationId, givenAt }) => (
                <a href={`/admin/conversations/${conversationId}`}>
                  <Time at={givenAt} />
                </a>
              ),
            },
            {
              label: 'Verdict',
              cell: ({ verdict, fault }) => (
                <>
                  <Badge state={verdict} label={VERDICT_NAMES[verdict] ?? verdict} />
                  {fault === null ? null : <small>{inWords(fault)}</small>}
                </>
              ),
            },
            {
              label: 'In their words',
              cell: ({ words }) => (words === null ? '–' : <span class="prose">{words}</span>),
            },
            { label: 'By', cell: ({ userId }) => <Person id={userId} people={frame.people} /> },
            { label: 'Model', cell: ({ model }) => (model === null ? '–' : <code>{model}</code>) },
          ]}
        />
      )}
      <Paging path={frame.path} query={frame.query} next={page.next} />
    </>
  );
}
