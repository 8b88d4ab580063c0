import { COMMAND } from '../../core/slack/ids.ts';
import { FORMS } from './forms.ts';
import { editDistance, nearestWord } from './spelling.ts';
import { SUBCOMMAND_NAMES } from './subcommands.ts';

/** Understood at any moment, in every zone. */
export const NEAREST_OF_ALL = `${COMMAND} 24h`;

/** Words that a command may hold besides those of the forms. */
const OTHER_WORDS =
  'today yesterday since last past this public monday tuesday wednesday thursday friday saturday sunday weekend ' +
  'january february march april june july august september october november december ' +
  'hour hours day days week weeks month months year years minutes messages morning afternoon evening night ' +
  'between from until focus about search tasks config channel';

/** What of the forms can be typed as it stands. */
const TYPEABLE = FORMS.map(({ form }) => form.replace(/ [<[].*$/, '')).filter((form) =>
  form.startsWith(COMMAND),
);

const VOCABULARY = [...new Set([...TYPEABLE.join(' ').split(' '), ...OTHER_WORDS.split(' ')])].filter(
  (word) => /^[a-z]{3,}$/.test(word),
);

const MAX_WORDS = 12;
const MAX_FORM_LENGTH = 30;

/**
 * Commands that a misspelt text may have meant, the likeliest first: its first word put right, then all of its `windowWords`
 * with the `suffix` that stood beside them and without, then a form that looks like it.
 */
export function respelled(text: string, windowWords: string, suffix: string): string[] {
  const windows = allWordsRight(windowWords);
  return [
    ...firstWordRight(text),
    ...windows.map((command) => `${command}${suffix}`),
    ...windows,
    ...formLike(text),
  ];
}

function firstWordRight(text: string): string[] {
  const [first = '', ...rest] = text.split(' ');
  const name = nearestWord(first.toLowerCase(), SUBCOMMAND_NAMES);
  if (name === null) return [];
  return [[COMMAND, name, ...rest].join(' '), `${COMMAND} ${name}`];
}

function allWordsRight(words: string): string[] {
  const typed = words.toLowerCase().split(' ');
  if (typed.length > MAX_WORDS) return [];
  const right = typed.map((word) =>
    VOCABULARY.includes(word) ? word : (nearestWord(word, VOCABULARY) ?? word),
  );
  return right.join(' ') === typed.join(' ') ? [] : [`${COMMAND} ${right.join(' ')}`];
}

function formLike(text: string): string[] {
  if (text.length > MAX_FORM_LENGTH) return [];
  const typed = `${COMMAND} ${text.toLowerCase()}`;
  return TYPEABLE.map((form) => ({ form, distance: editDistance(form, typed) }))
    .filter(({ distance }) => distance <= Math.max(1, Math.floor(text.length / 3)))
    .toSorted((a, b) => a.distance - b.distance)
    .map(({ form }) => form);
}
