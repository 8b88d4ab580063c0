import { startingWith, wordSet } from './patterns.ts';
import type { Sentence } from './sentences.ts';

/** What is left of a link without words, such as `docs.example.org`: it says little where it cannot be followed. */
const HOST =
  /(?<![\p{L}\p{N}@.])(?:[\p{L}\p{N}-]+\.)+(?:com|org|net|io|dev|de|fr|es|edu|gov|ai|app|co|me|be|ly|us|uk|eu|ca|test|info)(?![\p{L}\p{N}]|\.\p{L})/giu;
/** Words that point at what stands elsewhere; `that error` names what it means, `that` does not. */
const POINTING =
  /\b(?:this|that|these|those)(?= (?:is|are|was|were|can|could|will|would|should|does|do|did|has|have|had|in|on|to|for|and|or|but|if|way|one|[,.!?;:)–-])|$)|\b(?:it|them|they|here|ones?|there(?! (?:is|are|was|were|an?|any))|the following|the (?:above|below))\b/gu;
const LEADING_IN = '(?:(?:and|but|so|or|also|then|well|even|maybe|perhaps|ok|oh|ah|yes|no|hm+)(?: ,)? )*';
/** A start that goes on with what somebody said before. */
const GOING_ON = startingWith(
  `${LEADING_IN}(?:this|that|it|these|those|he|she|they|the (?:last|first|other|latter|former) ones?)`,
  'in other words|as in|same here|like (?:so|this|that)|where|since|because|which|as per|e\\.?g|i\\.?e|or (?:just|even)|whereas',
  'see also|only|except|instead|otherwise|then|and|or|but|yes|no|right|exactly|indeed|though|context',
);
const ASIDE = /^\W*\(/;
/** Words about nothing in particular: `is there any specific reason?`. */
const GENERAL = wordSet(
  'thing stuff way one idea issue problem question reason error code example link page doc docs case point part bit lot',
  'kind sort fact place end time thread message answer meaning approach solution option matter sense try attempt chance',
  'think know want need look see check get use make do go work try find say tell give take put let mean seem read have',
  'like happen come keep show start help hope guess understand believe wonder suppose expect feel ask talk experience',
  'good nice great sure easy hard simple possible able interesting interested specific particular certain known correct',
  'right wrong new other same different helpful useful better best bad fine ok cool weird strange fun similar actual',
  'thanks thank please sorry hello hi yes no today tomorrow now later awesome perfect anyone someone workaround',
);
const ENOUGH = 2;
/** What goes on with another sentence, or points at something, has to say so much besides. */
const ENOUGH_BESIDES = 4;

/** The links of a text, as what is left of them. */
export function hostsIn(text: string): string[] {
  return text.match(HOST) ?? [];
}

/** Words that say what a sentence is about, once each: neither general ones nor those of a link. */
export function contentOf({ terms, text }: Pick<Sentence, 'terms' | 'text'>): string[] {
  const hosts = hostsIn(text).join(' ').toLowerCase();
  return [...new Set(terms.map((term) => term.toLowerCase()))].filter(
    (term) => !GENERAL.has(term) && !hosts.includes(term),
  );
}

/**
 * Whether a sentence only makes sense beside another, or beside a link: `I think this is the one, example.org`, `any idea why?`.
 * Of a sentence in a language other than English this is not known, and false.
 */
export function leansOnAnother(sentence: Sentence): boolean {
  const { normal, language, text } = sentence;
  if (language === null ? /(?!\p{ASCII})\p{L}/u.test(text) : language !== 'en') return false;
  const content = contentOf(sentence).length;
  const isTied = ASIDE.test(normal) || GOING_ON.test(normal) || normal.search(POINTING) >= 0;
  return content < (isTied ? ENOUGH_BESIDES : ENOUGH);
}
