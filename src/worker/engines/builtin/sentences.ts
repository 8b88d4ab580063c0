import type { Person, TranscriptMessage } from '../../../core/domain/transcript.ts';
import { type SentenceReader, textOf, type Word } from './english.ts';
import { type Language, languageOf } from './language.ts';
import { markNames, type NameIndex } from './names.ts';
import { linesOf } from './plain-text.ts';

/** One sentence of a message, in words and as the text that patterns are matched against. */
export interface Sentence {
  /** Number of the message that it stands in. */
  number: number;
  author: string | null;
  /** Position within its message, from 0. */
  position: number;
  /** Null where it cannot be told. */
  language: Language | null;
  words: Word[];
  /** As it was written, with mentioned people as `@U…`. */
  text: string;
  /** The words' normal forms with one space between them, people as `@u…`. */
  normal: string;
  /** Lemmas of the words that carry meaning, in order, with repetitions. */
  terms: string[];
}

export interface Reading {
  people: ReadonlyMap<string, Person>;
  names: NameIndex;
  read: SentenceReader;
}

const MEANINGFUL = new Set(['NOUN', 'PROPN', 'VERB', 'ADJ', 'NUM', 'X']);
const HAS_LETTERS = /[\p{L}\p{N}]{2}|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** The sentences of a message, in order; none for one that says nothing in words. */
export function sentencesOf(message: TranscriptMessage, { people, names, read }: Reading): Sentence[] {
  const sentences = linesOf(message.text, people)
    .flatMap(read)
    .map((words) => markNames(words, names));
  const language = languageOf(sentences.flat());
  return sentences.map((words, position) => ({
    number: message.number,
    author: message.author,
    position,
    language,
    words,
    text: textOf(words),
    normal: words.map(normalOf).join(' '),
    terms: words.filter(isTerm).map((word) => word.lemma),
  }));
}

/** A hyphen within a word gets its own sign, so that ` - ` always is a dash. */
function normalOf({ normal, spaced }: Word): string {
  return normal === '-' && !spaced ? '‐' : normal;
}

function isTerm(word: Word): boolean {
  return (
    !word.stop && MEANINGFUL.has(word.pos) && HAS_LETTERS.test(word.text) && !word.normal.startsWith('@')
  );
}

/** The words that the characters `from` to `to` of a sentence's normal text belong to. */
export function wordsBetween(sentence: Sentence, from: number, to = sentence.normal.length): Word[] {
  let offset = 0;
  return sentence.words.filter((word) => {
    const start = offset;
    offset += word.normal.length + 1;
    return start >= from && start < to;
  });
}

/** People named in the words, by id. */
export function peopleIn(words: readonly Word[], people: ReadonlyMap<string, Person>): string[] {
  const ids = words
    .filter((word) => word.normal.startsWith('@'))
    .map((word) => word.normal.slice(1).toUpperCase());
  return [...new Set(ids)].filter((id) => people.has(id));
}

export function isQuestion(sentence: Sentence): boolean {
  return /[?？؟]\W*$/u.test(sentence.text);
}

/** Share of the terms of the shorter text that the other has too, from 0 to 1. */
export function sharedTerms(a: readonly string[], b: readonly string[]): number {
  const [small, large] = a.length < b.length ? [new Set(a), new Set(b)] : [new Set(b), new Set(a)];
  if (small.size === 0) return 0;
  return [...small].filter((term) => large.has(term)).length / small.size;
}
