import { LATE_AFTER_MS } from '../domain/digest/decide.ts';
import { NOTHING_HAPPENED } from '../domain/digest/digest.ts';
import { ERASED } from '../domain/erasure.ts';
import type { ErrorCode } from '../domain/errors.ts';
import type {
  ChannelRecap,
  DigestChannel,
  DigestOfPerson,
  DigestToShow,
} from '../slack/messages/digest/digest.ts';
import type { Speech } from '../slack/messages/speech.ts';
import type { DigestPeriod, PeriodPart } from '../store/digests/digest-periods.ts';
import type { StoredRecap } from '../store/recaps/saved-recap.ts';

/** What a period came to: something to tell, nothing that happened, or nothing that could be made. */
export type PeriodOutcome = 'news' | 'quiet' | 'failed';

const NOTHING_CARRIED: ChannelRecap['carriedOver'] = { closed: [], overdue: [] };

export interface DigestViewing {
  personal: DigestOfPerson | null;
  carriedOver: ReadonlyMap<string, ChannelRecap['carriedOver']>;
  workspaceUrl: string;
  now: Date;
  speech: Speech;
}

export function digestView(period: DigestPeriod, viewing: DigestViewing): DigestToShow {
  const { digest, start, end, due, folded, isCut } = period;
  const { personal, carriedOver, workspaceUrl, now, speech } = viewing;
  const shownAt = period.settledAt ?? now;
  return {
    period: { start, end },
    due,
    isLate: period.isLate || shownAt.getTime() - due.getTime() > LATE_AFTER_MS,
    folded,
    isCut,
    channels: period.parts.map((part) => channelView(part, period, carriedOver)),
    personal,
    author: digest.author,
    workspaceUrl,
    now: shownAt,
    speech,
  };
}

export function outcomeOf(
  { parts }: Pick<DigestPeriod, 'parts'>,
  personal: DigestOfPerson | null,
): PeriodOutcome {
  const hasWaiting = personal !== null && personal.items.length + personal.questions.length > 0;
  if (hasWaiting || parts.some(({ recap }) => recap !== null)) return 'news';
  return parts.some((part) => failureOf(part) !== null) ? 'failed' : 'quiet';
}

/** Why a channel is missing; null where it is not, or nothing happened there. */
export function failureOf({ conversation: { state }, errorCode, recap }: PeriodPart): ErrorCode | null {
  if (recap !== null) return null;
  if (state === 'cancelled') return 'cancelled';
  return state === 'failed' && errorCode !== null && !NOTHING_HAPPENED.has(errorCode) ? errorCode : null;
}

/** Whether it is not known yet what comes of a channel. */
export function isBeingMade({ conversation: { state } }: PeriodPart): boolean {
  return state === 'queued' || state === 'running';
}

/** The one person whom a period was opened for; null where it goes to a channel. */
export function readerOf({ postTo, parts, digest }: DigestPeriod): string | null {
  if (postTo !== null) return null;
  const [part] = parts;
  return part?.conversation.askedBy ?? (digest.postTo === null ? digest.author : ERASED);
}

function channelView(
  part: PeriodPart,
  { start, parts }: DigestPeriod,
  carriedOver: DigestViewing['carriedOver'],
): DigestChannel {
  const { conversation, recap: stored } = part;
  const { id: channelId } = conversation.channel;
  const carried = carriedOver.get(channelId) ?? NOTHING_CARRIED;
  if (stored === null) {
    const code = failureOf(part);
    if (code !== null) return { channelId, kind: 'failed', code, conversationId: conversation.id };
    if (isBeingMade(part)) return { channelId, kind: 'coming' };
    const hasNews = parts.some(({ recap }) => recap !== null);
    return { channelId, kind: 'quiet', carriedOver: hasNews ? carried : NOTHING_CARRIED };
  }
  const { source } = conversation;
  const { coverage, struck } = stored;
  const { window } = coverage;
  return {
    channelId,
    kind: 'recap',
    conversationId: conversation.id,
    ...shownItems(stored),
    coverage,
    carriedOver: carried,
    missedFrom: source.kind === 'channel' && source.from < start ? source.from : null,
    threads: new Map(window?.threads.map(({ rootTs, ...counts }) => [rootTs, counts])),
    numbers: window ? { people: window.people, threads: window.threads.length } : null,
    lookedBackTo: window?.lookedBackTo ? new Date(window.lookedBackTo) : null,
    struck,
  };
}

/** What is no task is not shown. */
function shownItems({ recap, items }: StoredRecap): Pick<ChannelRecap, 'recap' | 'items'> {
  const shown = recap.actionItems.flatMap((item, index) => {
    const life = items[index];
    return life && life.state !== 'dropped' ? [{ item, life }] : [];
  });
  return {
    recap: { ...recap, actionItems: shown.map(({ item }) => item) },
    items: shown.map(({ life }) => life),
  };
}
