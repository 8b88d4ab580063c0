import { LATE_AFTER_MS } from '../domain/digest/decide.ts';
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

/** The errors that say that nothing happened. */
const NOTHING: ReadonlySet<ErrorCode> = new Set(['nothing_to_recap', 'thread_too_short']);

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
    channels: period.parts.map((part) => channelView(part, carriedOver)),
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
  return state === 'failed' && errorCode !== null && !NOTHING.has(errorCode) ? errorCode : null;
}

function channelView(part: PeriodPart, carriedOver: DigestViewing['carriedOver']): DigestChannel {
  const { conversation, recap: stored } = part;
  const channelId = conversation.channel.id;
  if (stored === null) {
    const code = failureOf(part);
    return code === null ? { channelId, kind: 'quiet' } : { channelId, kind: 'failed', code };
  }
  const { coverage, struck } = stored;
  const { window } = coverage;
  return {
    channelId,
    kind: 'recap',
    conversationId: conversation.id,
    ...shownItems(stored),
    coverage,
    carriedOver: carriedOver.get(channelId) ?? { closed: [], overdue: [] },
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
