import type { ItsFunction } from 'wink-nlp';
import { unveiled } from './plain-text.ts';

/** A word of a sentence, punctuation marks included. */
export interface Word {
  /** As it was written. */
  text: string;
  /** Whether white space stands before it. */
  spaced: boolean;
  /** Lower-case, contractions resolved: `won't` is the two words `will` and `not`. */
  normal: string;
  lemma: string;
  /** Universal part of speech: `VERB`, `NOUN`, `PROPN`, … */
  pos: string;
  /** Whether it is too common to carry meaning. */
  stop: boolean;
}

/** Cuts one line of text into sentences of tagged words. */
export type SentenceReader = (line: string) => Word[][];

const MAX_LINE = 2_000;

/** Spellings of chat that the model does not know, as the words that the patterns look for. */
const CHAT_SPELLINGS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "i'm": 'i am',
    im: 'i am',
    ive: 'i have',
    gonna: 'going to',
    gotta: 'got to',
    wanna: 'want to',
    lets: 'let us',
    u: 'you',
    ya: 'you',
    ur: 'your',
    pls: 'please',
    plz: 'please',
    thx: 'thanks',
    tnx: 'thanks',
    ty: 'thanks',
    tmrw: 'tomorrow',
    tmr: 'tomorrow',
    ppl: 'people',
    b4: 'before',
    y: 'yes',
    yep: 'yes',
    yup: 'yes',
    yeah: 'yes',
    yea: 'yes',
    nope: 'no',
    okay: 'ok',
    k: 'ok',
    kk: 'ok',
    '&': 'and',
  }),
);

/**
 * Loads the English model (about 0.2 s, 5 MB) and returns its sentence reader. Text of other languages is cut into
 * sentences and words as well; only the tags are guesses then.
 */
export async function loadEnglish(): Promise<SentenceReader> {
  const [{ default: winkNLP }, { default: model }] = await Promise.all([
    import('wink-nlp'),
    import('wink-eng-lite-web-model'),
  ]);
  const { readDoc, its } = winkNLP(model, ['sbd', 'pos']);
  // The package declares `its.lemma` with one parameter less than `out` passes.
  const lemmaOf = its.lemma as ItsFunction<string>;

  return (line) => {
    const doc = readDoc(line.slice(0, MAX_LINE));
    const tokens = doc.tokens();
    const texts = tokens.out();
    const normals = tokens.out(its.normal);
    const lemmas = tokens.out(lemmaOf);
    const tags = tokens.out(its.pos);
    const stops = tokens.out(its.stopWordFlag);
    const spaces = tokens.out(its.precedingSpaces);
    const words = texts.map((text, i) => ({
      text: unveiled(text),
      spaced: (spaces[i] ?? '') !== '',
      normal: CHAT_SPELLINGS.get(text.toLowerCase()) ?? normals[i] ?? text.toLowerCase(),
      lemma: lemmas[i] ?? text.toLowerCase(),
      pos: tags[i] ?? 'X',
      stop: stops[i] === true,
    }));
    return joinBrokenSentences(words, doc.sentences().out(its.span).map(firstWordOf));
  };
}

function firstWordOf(span: number[] | string): number {
  return Number(span[0] ?? 0);
}

/** The model also cuts inside `v1.0` and `index.ts`; a sentence only starts after white space. */
function joinBrokenSentences(words: Word[], starts: number[]): Word[][] {
  const first = new Set(starts.filter((start) => words[start]?.spaced));
  const sentences: Word[][] = [];
  let current: Word[] = [];
  words.forEach((word, i) => {
    if (first.has(i) && current.length > 0) {
      sentences.push(current);
      current = [];
    }
    current.push(word);
  });
  if (current.length > 0) sentences.push(current);
  return sentences;
}

/** The words as they were written. */
export function textOf(words: readonly Word[]): string {
  return words.map((word, i) => (word.spaced && i > 0 ? ` ${word.text}` : word.text)).join('');
}
