import { de } from './de/index.ts';
import { en, type Wording } from './en/index.ts';

const DEFAULT_LANGUAGE = 'en';
/** The languages, by their ISO 639 code. A new one is a folder, and a line here. */
const WORDINGS = new Map<string, Wording>([
  [DEFAULT_LANGUAGE, en],
  ['de', de],
]);

export const LANGUAGES: readonly string[] = [...WORDINGS.keys()];

/** What Recall says in a language, given by its ISO 639 code: in English where there is no translation. */
export function wordingFor(language: string): { language: string; words: Wording } {
  const words = WORDINGS.get(language);
  return words ? { language, words } : { language: DEFAULT_LANGUAGE, words: en };
}
