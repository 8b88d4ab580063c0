import { newWord } from '../ids.ts';

const KEPT = 200;

/** What is to be shown on the page that comes next. */
export interface Notice {
  sentence: string;
  /** What was typed and went nowhere. */
  unsent?: string | undefined;
}

export interface Notices {
  /** @returns the word by which the next page asks for it */
  add(notice: Notice): string;
  get(word: string): Notice | undefined;
}

export function createNotices(): Notices {
  const byWord = new Map<string, Notice>();
  return {
    add(notice) {
      const word = newWord(10);
      byWord.set(word, notice);
      const [oldest] = byWord.keys();
      if (byWord.size > KEPT && oldest !== undefined) byWord.delete(oldest);
      return word;
    },
    get: (word) => byWord.get(word),
  };
}
