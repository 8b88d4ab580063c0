import type { Formats } from '../../formats.ts';

/** Finding past recaps, decisions and action items, and what waits for a person. */
export const finding = {
  /** `what` is what was looked for. */
  found: (f: Formats, { count, what }: { count: number; what: string }) =>
    `${f.plural(count, { one: '# result', other: '# results' })} for ${what}`,
  nothing: (_: Formats, { what }: { what: string }) =>
    `I found nothing for ${what} in the recaps, decisions and action items that you may read. Try fewer or other words, or type \`/recall tags\` to see what there is.`,
  words: (_: Formats, { words }: { words: string }) => `“${words}”`,
  anything: 'recaps',
  explanation:
    'Type what you look for, such as `/recall find launch date`. I look through past recaps, decisions and action items. `#tag` keeps to a tag, `#channel` to a channel, "quotes" to a phrase, and `-word` leaves a word out.',
  kinds: { recap: 'Recap', decision: 'Decision', action_item: 'Action item' },
  done: 'done',
  forYouAlone: 'for you alone',
  openRecap: 'Open the recap',
  openSource: 'Open the message',
  notes: 'your notes',
  range: (f: Formats, { first, last, total }: { first: number; last: number; total: number }) =>
    `${f.number(first)}–${f.number(last)} of ${f.number(total)}`,
  more: 'More',
  back: 'Back',

  tags: 'Tags',
  tagsExplained: 'Tags of the recaps that you may read, with the number of recaps. Pick one to see them.',
  pickTag: 'Pick a tag',
  noTags:
    'There are no tags yet in the recaps that you may read. Recaps get tags when they are made: type `/recall` for one.',

  waiting: 'What waits for you',
  waitingItems: (f: Formats, { count }: { count: number }) =>
    f.plural(count, { one: '# open action item', other: '# open action items' }),
  waitingQuestions: (f: Formats, { count }: { count: number }) =>
    f.plural(count, { one: '# question asked of you', other: '# questions asked of you' }),
  nothingWaits:
    'Nothing waits for you: no open action item is yours, and no question to you is without an answer, as far as recaps know. :tada:',
};
