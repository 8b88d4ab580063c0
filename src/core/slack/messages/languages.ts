import type { Speech } from './speech.ts';

/** BCP 47 tags of the languages that recaps are offered in. */
const OFFERED = [
  'ar',
  'cs',
  'da',
  'de',
  'el',
  'en',
  'es',
  'fi',
  'fr',
  'he',
  'hi',
  'id',
  'it',
  'ja',
  'ko',
  'nb',
  'nl',
  'pl',
  'pt',
  'sv',
  'tr',
  'uk',
  'vi',
  'zh-Hans',
  'zh-Hant',
] as const;

export interface LanguageOption {
  /** BCP 47. */
  tag: string;
  /** In the reader's language. */
  name: string;
}

/** The languages to choose from, in the order of their names. One that was chosen elsewhere, `chosen`, is among them. */
export function languageOptions(speech: Speech, chosen: string | null = null): LanguageOption[] {
  const tags = new Set<string>([...OFFERED, ...(chosen === null ? [] : [chosen])]);
  return [...tags]
    .map((tag) => ({ tag, name: languageName(tag, speech) }))
    .sort((a, b) => a.name.localeCompare(b.name, speech.locale));
}

/** “German” for `de`, in the reader's language; the tag itself where Intl does not know it. */
export function languageName(tag: string, speech: Speech): string {
  const name = nameOf(tag, speech.locale) ?? tag;
  return name.charAt(0).toLocaleUpperCase(speech.locale) + name.slice(1);
}

/** Whether `tag` can be chosen as the language of recaps. */
export function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

function nameOf(tag: string, locale: string): string | undefined {
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(tag);
  } catch {
    return undefined;
  }
}
