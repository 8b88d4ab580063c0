import { HOST_WORD, startingWith, wordSet } from './patterns.ts';
import type { Sentence } from './sentences.ts';

const HOST = new RegExp(HOST_WORD, 'giu');
/** Words that point at what stands elsewhere; `that error` names what it means, `that` does not. */
const POINTING =
  /\b(?:this|that|these|those)(?= (?:is|are|was|were|can|could|will|would|should|does|do|did|has|have|had|in|on|to|for|and|or|but|if|way|one|sounds?|looks?|seems?|means|works?|makes?|happens|[,.!?;:)–-])|$)|\b(?:it|them|they|here|ones?|there(?! (?:is|are|was|were|an?|any))|the following|the (?:above|below))\b/gu;
const LEADING_IN = '(?:(?:and|but|so|or|also|then|well|even|maybe|perhaps|ok|oh|ah|yes|no|hm+)(?: ,)? )*';
/** A start that goes on with what somebody said before. */
const GOING_ON = startingWith(
  `${LEADING_IN}(?:this|that|it|these|those|he|she|they|the (?:last|first|other|latter|former) ones?)`,
  'in other words|as in|same here|like (?:so|this|that)|where|since|because|which|as per|from|huh|if (?:that|it|so)|e\\.?g|i\\.?e|or (?:just|even)|whereas',
  'here (?:is|are) (?:an? |the |my |some )?(?:screenshot|link|code|example|gist|output|error|snippet)',
  'see also|only|except|instead|otherwise|then|and|or|but|yes|no|right|exactly|indeed|though|context',
);
const ASIDE = /^\W*\(/;
const LEFT_HANGING = /(?:[:(]|\b(?:like|such as|as follows))\W*$/;
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
/** Words of content; what goes on with another sentence, or points at something, has to have two more for each. */
const ENOUGH = 2;

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
  return isEnglish(sentence) && contentOf(sentence).length < ENOUGH + 2 * Math.min(2, tiesOf(sentence));
}

/** Whether a sentence does no more than point: `this one here`, `see example.org`. */
export function merelyPoints(sentence: Sentence): boolean {
  if (!isEnglish(sentence)) return false;
  const points = tiesOf(sentence) > 0 || hostsIn(sentence.text).length > 0;
  return points && contentOf(sentence).length < ENOUGH;
}

function isEnglish({ language, text }: Sentence): boolean {
  return language === null ? !/(?!\p{ASCII})\p{L}/u.test(text) : language === 'en';
}

/** How often a sentence points at what stands elsewhere, or stops before it. */
function tiesOf(sentence: Sentence): number {
  const { normal } = sentence;
  const hangs = LEFT_HANGING.test(normal) ? 1 : 0;
  return (normal.match(POINTING)?.length ?? 0) + (goesOn(sentence) ? 1 : 0) + hangs;
}

/** Whether a sentence starts as one that goes on with what was said before: `since that …`, `(or the last one …)`. */
export function goesOn({ normal }: Pick<Sentence, 'normal'>): boolean {
  return ASIDE.test(normal) || GOING_ON.test(normal);
}
