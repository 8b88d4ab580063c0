import { setTimeout as sleep } from 'node:timers/promises';
import type { Slack } from '../client.ts';
import type { People } from '../people.ts';
import { type Formats, formatsFor } from './formats.ts';
import type { Wording } from './wording/en/index.ts';
import { wordingFor } from './wording/index.ts';

/** Who reads a message, as far as words and dates go. */
export interface Reader {
  /** BCP 47 tag; null where Slack does not tell it. */
  locale: string | null;
  /** IANA zone; null where Slack does not tell it. */
  timeZone: string | null;
}

/** How Recall speaks to one reader. */
export interface Speech extends Formats {
  words: Wording;
}

/** A reader of whom nothing is known. */
export const ANYONE: Reader = { locale: null, timeZone: null };

const DEFAULT_LANGUAGE = 'en';
const DEFAULT_TIME_ZONE = 'UTC';
/** How long a message may wait for the language of its reader. */
const LOOK_UP_LIMIT_MS = 2000;
const MOST_KEPT = 200;
const kept = new Map<string, Speech>();

/**
 * Words in the reader's language, or in English; dates as their region writes them, in their zone, or in UTC. Never throws: what
 * Intl does not know counts as not told.
 */
export function speechFor({ locale, timeZone }: Reader): Speech {
  const key = `${locale} ${timeZone}`;
  const known = kept.get(key);
  if (known) return known;
  const speech = makeSpeech(parseLocale(locale), timeZone);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(key, speech);
  return speech;
}

/**
 * How to speak to a person of a workspace. Never throws, and does not wait long: to somebody whom Slack does not tell about, it is
 * as to anyone.
 */
export async function speechOf(
  people: People,
  slack: Pick<Slack, 'person'>,
  { workspaceId, userId }: { workspaceId: string; userId: string },
): Promise<Speech> {
  const known = people.named(slack, workspaceId, [userId]).catch(() => null);
  const answered = new AbortController();
  const limit = sleep(LOOK_UP_LIMIT_MS, null, { signal: answered.signal }).catch(() => null);
  const named = await Promise.race([known, limit]);
  answered.abort();
  return speechFor(named?.get(userId) ?? ANYONE);
}

function makeSpeech(locale: Intl.Locale | null, timeZone: string | null): Speech {
  const { language, words } = wordingFor(locale?.language ?? DEFAULT_LANGUAGE);
  const formats = formatsFor({
    language,
    region: locale?.maximize().region ?? null,
    hourCycle: locale ? hourCycleOf(locale) : undefined,
    timeZone: timeZone !== null && isZone(timeZone) ? timeZone : DEFAULT_TIME_ZONE,
  });
  return { ...formats, words };
}

function parseLocale(locale: string | null): Intl.Locale | null {
  if (locale === null) return null;
  try {
    return new Intl.Locale(locale);
  } catch {
    return null;
  }
}

function isZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat(DEFAULT_LANGUAGE, { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function hourCycleOf(locale: Intl.Locale): Intl.DateTimeFormatOptions['hourCycle'] {
  return new Intl.DateTimeFormat(locale.baseName, { hour: 'numeric' }).resolvedOptions().hourCycle;
}
