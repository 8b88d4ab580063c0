import type { Person } from '../../../core/domain/transcript.ts';
import type { Word } from './english.ts';
import { wordSet } from './patterns.ts';

/** People by the lower-case name or first name that only they have. */
export type NameIndex = ReadonlyMap<string, { id: string; rest: string[] }[]>;

/** Given names that are everyday words as well: they only count where they are clearly called, as in `Will, …`. */
const EVERYDAY_WORDS = wordSet(
  'will mark may june april august art bill grace hope faith joy rich pat sue rob drew chase chuck',
  'frank guy max nick ray rose sandy skip stew wade summer autumn page test user admin bot',
);
const MIN_NAME = 3;

/** The names by which people may be called in a text. First names that two people share call nobody. */
export function indexNames(people: ReadonlyMap<string, Person>): NameIndex {
  const index = new Map<string, { id: string; rest: string[] }[]>();
  for (const { id, name } of people.values()) {
    const [first = '', ...rest] = name.toLowerCase().split(/[\s._]+/);
    if (first.length < MIN_NAME) continue;
    index.set(first, [...(index.get(first) ?? []), { id, rest }]);
  }
  return index;
}

/**
 * The words with each name of a person turned into one word whose normal form is `@u…`, as it is for a mention.
 * The text stays as it was written.
 */
export function markNames(words: readonly Word[], index: NameIndex): Word[] {
  const marked: Word[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (word === undefined) continue;
    const called = personAt(words, i, index);
    if (called === null) {
      marked.push(word);
      continue;
    }
    const parts = words.slice(i, i + called.length);
    marked.push({
      ...word,
      text: parts.map((part) => part.text).join(' '),
      normal: called.normal,
      pos: 'PROPN',
      stop: false,
    });
    i += called.length - 1;
  }
  return marked;
}

function personAt(
  words: readonly Word[],
  at: number,
  index: NameIndex,
): { normal: string; length: number } | null {
  const word = words[at];
  const name = word?.text.replace(/^@/, '').toLowerCase() ?? '';
  const namesakes = index.get(name);
  if (word === undefined || namesakes === undefined || !isWrittenAsName(word, words[at + 1], name))
    return null;
  const inFull = namesakes.find(
    ({ rest }) => rest.length > 0 && rest.every((part, i) => words[at + 1 + i]?.text.toLowerCase() === part),
  );
  if (inFull !== undefined) return { normal: `@${inFull.id.toLowerCase()}`, length: 1 + inFull.rest.length };
  const [only, ...others] = namesakes;
  return only === undefined || others.length > 0 ? null : { normal: `@${only.id.toLowerCase()}`, length: 1 };
}

function isWrittenAsName(word: Word, next: Word | undefined, name: string): boolean {
  if (word.text.startsWith('@')) return true;
  const called = next !== undefined && /^[,:]$/.test(next.normal);
  if (EVERYDAY_WORDS.has(name) || word.stop) return called && /^\p{Lu}/u.test(word.text);
  return /^\p{Lu}/u.test(word.text) || called;
}
