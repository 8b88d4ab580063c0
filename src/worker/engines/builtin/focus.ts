import type { Person } from '../../../core/domain/transcript.ts';
import type { SentenceReader, Word } from './english.ts';
import { indexNames, markNames } from './names.ts';
import { wordSet } from './patterns.ts';
import { linesOf } from './plain-text.ts';
import type { RankedSentence } from './ranking.ts';
import type { Sentence } from './sentences.ts';

/** How much more a sentence on the focus counts than another. */
const LIFT = 5;
/** Words of a wish that say what is to be done, not about what. */
const STEERING = wordSet(
  'focus concentrate dwell recap recall summary summarize summarise tell show give want need know',
  'report mention please especially particularly mainly only thread channel conversation message',
);

export type IsOnFocus = (sentence: Sentence) => boolean;

/** Whether a sentence shares a word with what a person wants to know most about, or is by or about somebody whom they name. */
export function focusOn(
  focus: string,
  { people, read }: { people: ReadonlyMap<string, Person>; read: SentenceReader },
): IsOnFocus {
  const names = indexNames(people);
  // In lower case as well, since a word with a capital is taken for a name, which has no other form.
  const words = linesOf(focus, people)
    .flatMap((line) => [line, line.toLowerCase()])
    .flatMap(read)
    .flatMap((sentence) => markNames(sentence, names));
  const wanted = new Set(words.filter(saysAboutWhat).flatMap(formsOf));
  return ({ words: said, author }) =>
    (author !== null && wanted.has(`@${author.toLowerCase()}`)) ||
    said.some((word) => !word.stop && formsOf(word).some((form) => wanted.has(form)));
}

/** The same sentences, those on the focus with a higher score. */
export function lifted(ranked: readonly RankedSentence[], isOnFocus: IsOnFocus): RankedSentence[] {
  return ranked.map((each) => (isOnFocus(each.sentence) ? { ...each, score: each.score * LIFT } : each));
}

function saysAboutWhat(word: Word): boolean {
  return !word.stop && /[\p{L}\p{N}]/u.test(word.text) && !formsOf(word).some((form) => STEERING.has(form));
}

function formsOf({ lemma, normal }: Word): string[] {
  return [lemma.toLowerCase(), normal];
}
