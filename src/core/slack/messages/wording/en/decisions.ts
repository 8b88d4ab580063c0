import type { Formats } from '../../formats.ts';

/** The ledger of decisions. Titles of modals have at most 24 characters, buttons 75. */
export const decisions = {
  ledger: (f: Formats, { count, place }: { count: number; place: string }) =>
    `*${f.plural(count, { one: '# decision', other: '# decisions' })} in ${place}*`,
  ledgerOf: (f: Formats, { count, place, words }: { count: number; place: string; words: string }) =>
    `*${f.plural(count, { one: '# decision', other: '# decisions' })} in ${place} with “${words}”*`,
  none: (_: Formats, { place }: { place: string }) =>
    `No decisions are noted in ${place} yet. Recaps note them: type \`/recall\` for one of this channel, or use *Recall this thread* where something was decided.`,
  noneWith: (_: Formats, { place, words }: { place: string; words: string }) =>
    `No decision in ${place} has “${words}” in it. Try other words, \`/recall decisions\` for all of them, or \`/recall find\` to look everywhere.`,
  supersededBy: 'superseded by',
  supersede: 'Superseded by…',
  supersedeAnew: 'Superseded by another…',
  undo: 'Still stands',

  title: 'Superseded by…',
  loading: 'One moment…',
  question: 'Which decision takes its place?',
  noOther:
    'There is no other decision of this channel that could take its place. Once a recap notes one, come back here.',
  save: 'Save',
  cancel: 'Cancel',
  close: 'Close',
  saved: ':white_check_mark: Noted. `/recall decisions` shows it so from now on.',
  overtaken:
    'Somebody else linked one of these decisions in the meantime, so I changed nothing. Type `/recall decisions` to see how they stand now.',
  circle: 'That decision is itself superseded by this one, so it cannot take its place. Pick another.',
};
