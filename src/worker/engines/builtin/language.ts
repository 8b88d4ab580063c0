import type { Word } from './english.ts';
import { wordSet } from './patterns.ts';

/** Languages whose dates and promises the engine knows. */
export type Language = 'en' | 'de' | 'fr' | 'es';

/** Short words that stand in almost every sentence of one language and in few of another. */
const MARKERS: Readonly<Record<Language, ReadonlySet<string>>> = {
  en: wordSet('the is are was i you we it to of and that this for with not can will do have on be'),
  de: wordSet(
    'der die das ist sind ich du wir es zu und dass für mit nicht kann wird auf ein eine wie den dem im bis noch auch wer',
  ),
  fr: wordSet(
    'le la les est sont je tu nous vous il de et que pour avec pas peux un une des du on qui sur au ce dans',
  ),
  es: wordSet(
    'el los las es son yo nosotros de y que para con no puedo un una del lo por se hay en está qué',
  ),
};

/** The language that most of these words point to; null where too few point anywhere. */
export function languageOf(wordsOfText: readonly Word[]): Language | null {
  const texts = wordsOfText.map((word) => word.text.toLowerCase());
  const scores = Object.entries(MARKERS).map(([language, markers]) => ({
    language,
    count: texts.filter((text) => markers.has(text)).length,
  }));
  const best = scores.reduce((a, b) => (b.count > a.count ? b : a));
  if (best.count === 0 || best.count < texts.length / 20) return null;
  return isLanguage(best.language) ? best.language : null;
}

function isLanguage(tag: string): tag is Language {
  return tag in MARKERS;
}
