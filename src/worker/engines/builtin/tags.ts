import type { Dialogue } from './dialogue.ts';
import type { Word } from './english.ts';
import { wordSet } from './patterns.ts';

const MAX_TAGS = 5;
const MAX_WORDS = 2;
const MIN_LENGTH = 3;
const TOO_GENERAL = wordSet(
  'thing something anything way lot time day week today tomorrow yesterday people person guy one',
  'stuff bit example question problem issue idea point case kind sort part reason fact place end',
  'start number name morning afternoon evening monday tuesday wednesday thursday friday saturday',
  'sunday january february march april may june july august september october november december',
  'thanks thank hello please sure ok yes no sorry lol need want know think look make take get go',
  'use work try see say good great nice new old big small many more much same other different right',
  'wrong first last next real able hour minute second month year everyone someone anyone somebody',
  'anybody everybody line word',
);

/** What the conversation is about, as at most five short phrases: those that several messages share. */
export function findTags(dialogue: Dialogue): string[] {
  const messagesByPhrase = new Map<string, Set<number>>();
  for (const { number, sentences } of dialogue.messages) {
    for (const phrase of sentences.flatMap((sentence) => phrasesOf(sentence.words))) {
      const holders = messagesByPhrase.get(phrase) ?? new Set();
      messagesByPhrase.set(phrase, holders.add(number));
    }
  }
  const ranked = [...messagesByPhrase]
    .map(([phrase, holders]) => ({
      phrase,
      weight: holders.size * (phrase.includes('-') ? 1.6 : 1),
      count: holders.size,
    }))
    .filter(({ count }) => count > 1)
    .toSorted((a, b) => b.weight - a.weight || a.phrase.localeCompare(b.phrase));
  const tags: string[] = [];
  for (const { phrase } of ranked) {
    if (tags.length === MAX_TAGS) break;
    if (!tags.some((tag) => sharesWord(tag, phrase))) tags.push(phrase);
  }
  return tags;
}

function sharesWord(a: string, b: string): boolean {
  const words = new Set(a.split('-'));
  return b.split('-').some((word) => words.has(word));
}

/** Runs of nouns, each as one phrase and as its last word. */
function phrasesOf(words: readonly Word[]): string[] {
  const phrases: string[] = [];
  let run: string[] = [];
  for (const word of [...words, undefined]) {
    if (word !== undefined && isTopical(word)) {
      run.push(word.lemma.toLowerCase());
      continue;
    }
    if (run.length > 0) phrases.push(...new Set([run.slice(-MAX_WORDS).join('-'), run.at(-1) ?? '']));
    run = [];
  }
  return phrases;
}

function isTopical({ pos, stop, lemma, normal }: Word): boolean {
  if (stop || (pos !== 'NOUN' && pos !== 'PROPN') || normal.startsWith('@')) return false;
  return lemma.length >= MIN_LENGTH && /^[\p{L}][\p{L}\p{N}]*$/u.test(lemma) && !TOO_GENERAL.has(lemma);
}
