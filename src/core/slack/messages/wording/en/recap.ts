import type { Formats } from '../../formats.ts';

/** The parts of a recap that no engine writes. */
export const recap = {
  about: (_: Formats, { what }: { what: string }) => `Recap of ${what}`,
  aboutForYou: (_: Formats, { what }: { what: string }) => `Recap of ${what}, for you alone`,
  points: 'Main points',
  decisions: 'Decisions',
  actionItems: 'Action items',
  openQuestions: 'Open questions',
  noLongerOpen: 'No longer open',
  headingContinued: (_: Formats, { heading }: { heading: string }) => `${heading} (continued)`,
  /** Stands before a person. */
  askedOf: 'asked of',
  due: (_: Formats, { date }: { date: string }) => `by ${date}`,

  /** What a notification shows of a recap; `remark` is what it holds, or that it goes on. */
  notification: (_: Formats, { headline, remark }: { headline: string; remark: string | null }) =>
    `Recap: ${headline}${remark === null ? '' : ` (${remark})`}`,
  decisionCount: (f: Formats, { count }: { count: number }) =>
    f.plural(count, { one: '# decision', other: '# decisions' }),
  actionItemCount: (f: Formats, { count }: { count: number }) =>
    f.plural(count, { one: '# action item', other: '# action items' }),
  continued: 'continued',

  readAll: (f: Formats, { count }: { count: number }) =>
    `Read ${f.plural(count, { one: '# message', other: '# messages' })}`,
  readSome: (f: Formats, { read, found }: { read: number; found: number }) =>
    `Read ${f.number(read)} of ${f.plural(found, { one: '# message', other: '# messages' })}`,
  readSomeOfMore: (f: Formats, { read, atLeast }: { read: number; atLeast: number }) =>
    `Read ${f.number(read)} of more than ${f.plural(atLeast, { one: '# message', other: '# messages' })}`,
  leftOut: (_: Formats, { reasons }: { reasons: string }) => `(left out: ${reasons})`,
  reasons: {
    bot: (f: Formats, { count }: { count: number }) => `${f.number(count)} from bots`,
    recall: (f: Formats, { count }: { count: number }) => `${f.number(count)} of Recall's own`,
    system: (f: Formats, { count }: { count: number }) => `${f.number(count)} from Slack itself`,
    empty: (f: Formats, { count }: { count: number }) => `${f.number(count)} without text`,
    over_limit: (f: Formats, { count }: { count: number }) => `${f.number(count)} over my limit`,
    opted_out: (f: Formats, { count }: { count: number }) => `${f.number(count)} from people who opted out`,
    off_the_record: (f: Formats, { count }: { count: number }) => `${f.number(count)} off the record`,
  },
  beyondLimit: 'everything beyond my limit',

  withoutModel: 'made without a model',
  costUnknown: 'cost unknown',
  under: (_: Formats, { amount }: { amount: string }) => `under ${amount}`,
  seconds: (_: Formats, { count }: { count: string }) => `${count} s`,
};
