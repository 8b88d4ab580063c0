import { newWord } from '../ids.ts';

const KEPT = 200;

/** Sentences that are to be shown at the top of the page that comes next. */
export interface Notices {
  /** @returns the word by which the next page asks for it */
  add(sentence: string): string;
  get(word: string): string | undefined;
}

export function createNotices(): Notices {
  const byWord = new Map<string, string>();
  return {
    add(sentence) {
      const word = newWord(10);
      byWord.set(word, sentence);
      const [oldest] = byWord.keys();
      if (byWord.size > KEPT && oldest !== undefined) byWord.delete(oldest);
      return word;
    },
    get: (word) => byWord.get(word),
  };
}
