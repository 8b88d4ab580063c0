import type { Formats } from '../../formats.ts';

/** The App Home. */
export const home = {
  items: 'Your action items',
  noItems: 'You have no open action items. When a recap finds one for you, it appears here.',
  page: (f: Formats, { first, last, total }: { first: number; last: number; total: number }) =>
    `${f.number(first)}–${f.number(last)} of ${f.number(total)}`,
  more: 'More',
  back: 'Back',

  waiting: 'Waiting for an answer from you',
  moreWaiting: (f: Formats, { count }: { count: number }) =>
    `${f.plural(count, { one: 'One more question waits', other: '# more questions wait' })}: type \`/recall waiting\` in any channel.`,

  recaps: 'Your latest recaps',
  noRecaps: 'You have not asked for a recap yet. Below is how.',
  directMessages: 'our direct messages',
  ofDirectMessages: 'Recap of our direct messages',
  openRecap: 'Open in Slack',
  showRecap: 'Show',
  recapTitle: 'Recap',

  settings: 'Settings',
  wordsUsed: '*Your messages* are used in recaps.',
  wordsLeftOut:
    '*Your messages* are left out of recaps; each says how many it lacks. Action items from messages of others may still name you.',
  leaveOut: 'Leave them out',
  useAgain: 'Use them again',
  ofChannels: 'What I do in a channel, and in which language, is set there: type `/recall settings` in it.',

  howToAsk: 'How to ask',
  ways: [
    '• Mention me in a thread, or pick *⋮ More actions → Recall this thread*: everyone there sees the recap.',
    '• *Recall just for me* and `/recall` in a channel: only you see it.',
    '• `/recall help` has the rest.',
  ].join('\n'),

  failed: (_: Formats, { why }: { why: string }) => `I cannot show this right now. ${why}`,
};
