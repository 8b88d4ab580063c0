import type { Formats } from '../../formats.ts';

type Link = (label: string) => string;

/** Notes that a person pastes, and their way to a recap. */
export const note = {
  title: 'Recap meeting notes',
  submit: 'Make the recap',
  close: 'Close',
  about:
    'Paste what was said or written. It is kept in our direct messages, and nowhere else; only you see the recap, until you share it.',
  name: 'Title',
  namePlaceholder: 'Weekly, 23 November',
  text: 'Notes',
  more: 'More notes',
  moreHint: 'A field takes 3,000 characters. Go on here with what did not fit.',
  focus: 'Focus on',
  language: 'Language',
  ownLanguage: 'As the notes are written',
  empty: 'There is nothing to read here. Paste your notes.',

  saving: 'Putting your notes into our direct messages…',
  saved: (_: Formats, { link }: { link: Link }) =>
    `Your notes are in ${link('our direct messages')}. The recap comes there, below them.`,
  notSaved: (_: Formats, { reason }: { reason: string }) =>
    `Your notes are still here, but I could not put them into our direct messages. ${reason}`,
  root: (_: Formats, { name }: { name: string }) => `*Your notes: ${name}*`,
  rootUnnamed: '*Your notes*',
  rootExplained: 'They stand in this thread. Delete them whenever you like; the recap stays.',
  notStarted: (_: Formats, { reason }: { reason: string }) =>
    `Your notes are safe here, but the recap is not under way. ${reason}`,
  tryAgain: 'Try again',
  started: 'The recap of your notes is on its way.',
};
