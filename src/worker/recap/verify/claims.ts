import type { Removed } from '../../../core/domain/recap.ts';
import type { Transcript, TranscriptMessage } from '../../../core/domain/transcript.ts';
import { RECAP_LIMITS } from './limits.ts';
import { linksOfMessages } from './links.ts';
import { saysSomething } from './plain-text.ts';
import { safeText } from './safe-text.ts';

/** Something that a recap says, with the messages that it rests on, oldest first. */
export interface Claim {
  text: string;
  sources: TranscriptMessage[];
}

export interface ClaimScope {
  transcript: Transcript;
  byNumber: ReadonlyMap<number, TranscriptMessage>;
  removed: Removed;
}

/**
 * The claim with real sources and a safe text; null where it rests on no message or says nothing. A link may stay only
 * where a message that the claim cites holds it, so that nobody's link is shown as someone else's words.
 */
export function checkedClaim(raw: { text: string; sources: number[] }, scope: ClaimScope): Claim | null {
  const sources = realSources(raw.sources, scope);
  if (sources.length === 0) {
    scope.removed.unsourced += 1;
    return null;
  }
  const text = safeText(raw.text, {
    ...scope,
    links: linksOfMessages(sources),
    limit: RECAP_LIMITS.text,
  });
  if (saysSomething(text)) return { text, sources };
  scope.removed.unsourced += 1;
  return null;
}

function realSources(numbers: readonly number[], { byNumber, removed }: ClaimScope): TranscriptMessage[] {
  const messages: TranscriptMessage[] = [];
  for (const number of new Set(numbers)) {
    const message = byNumber.get(number);
    if (message === undefined) removed.sources += 1;
    else messages.push(message);
  }
  if (messages.length > RECAP_LIMITS.sourcesEach) removed.shortened += 1;
  return inOrder(messages.slice(0, RECAP_LIMITS.sourcesEach));
}

function inOrder(messages: TranscriptMessage[]): TranscriptMessage[] {
  return messages.sort((one, other) => one.number - other.number);
}

/** A person of the transcript as an id, however the engine wrote the id; null for anyone else. */
export function knownPerson(raw: string | null, { transcript, removed }: ClaimScope): string | null {
  if (raw === null || raw.trim() === '') return null;
  const id = /^<?@?([UW][A-Z0-9]+)(?:\|[^>]*)?>?$/.exec(raw.trim())?.[1] ?? '';
  if (transcript.people.has(id)) return id;
  removed.people += 1;
  return null;
}

/**
 * Joins what says the same thing in the same words. The one that came first stays and gets the other's sources;
 * `join` says what else it gets, or gives null where the two are different after all.
 */
export function withoutDuplicates<T extends Claim>(
  claims: readonly T[],
  removed: Removed,
  join: (kept: T, repeated: T) => T | null = (kept) => kept,
): T[] {
  const distinct: T[] = [];
  for (const claim of claims) {
    if (!joinInto(distinct, claim, join)) distinct.push(claim);
    else removed.duplicates += 1;
  }
  return distinct;
}

function joinInto<T extends Claim>(
  distinct: T[],
  claim: T,
  join: (kept: T, repeated: T) => T | null,
): boolean {
  const key = wordsOf(claim.text);
  for (const [index, kept] of distinct.entries()) {
    if (wordsOf(kept.text) !== key) continue;
    const joined = join(kept, claim);
    if (joined === null) continue;
    distinct[index] = withSourcesOf(joined, claim);
    return true;
  }
  return false;
}

/** Leaves out of `points` what one of `others` says too; the sources go there. */
export function withoutRepeats(points: readonly Claim[], others: Claim[][], removed: Removed): Claim[] {
  return points.filter((point) => {
    const isRepeat = others.some((claims) => repeats(claims, point));
    if (isRepeat) removed.duplicates += 1;
    return !isRepeat;
  });
}

function repeats(claims: Claim[], point: Claim): boolean {
  const same = claims.find(({ text }) => wordsOf(text) === wordsOf(point.text));
  if (same === undefined) return false;
  same.sources = withSourcesOf(same, point).sources;
  return true;
}

/** The kept claim's own sources go first where there are too many, since its links rest on them. */
function withSourcesOf<T extends Claim>(kept: T, repeated: Claim): T {
  const sources = [...new Set([...kept.sources, ...repeated.sources])];
  return { ...kept, sources: inOrder(sources.slice(0, RECAP_LIMITS.sourcesEach)) };
}

function wordsOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}

export function atMost<T>(limit: number, items: T[], removed: Removed): T[] {
  removed.shortened += Math.max(0, items.length - limit);
  return items.slice(0, limit);
}
