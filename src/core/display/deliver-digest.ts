import { asRecallError, RecallError } from '../domain/errors.ts';
import type { OutgoingMessage, Slack } from '../slack/client.ts';
import { findDigestParts } from '../slack/history.ts';
import type { StoredMessages } from '../store/digests/digest-json.ts';
import type { DigestPeriod, DigestPeriods, PeriodClaim } from '../store/digests/digest-periods.ts';
import { readerOf } from './digest-view.ts';

/** How far Slack's clock and ours may be apart. */
const CLOCK_SKEW_MS = 5 * 60_000;

type At = StoredMessages[number];

interface Delivering {
  claim: PeriodClaim;
  slack: Slack;
  periods: Pick<DigestPeriods, 'record'>;
  now(): Date;
}

/**
 * Shows `messages` in Slack: the first where the digest goes, further ones below it. Safe to repeat: what is posted already is updated,
 * and what another worker may have posted without writing it down is looked for before anything is posted.
 * @throws RecallError `superseded` where another worker has taken the period over
 */
export async function deliverDigest(
  period: DigestPeriod,
  messages: readonly OutgoingMessage[],
  delivering: Delivering,
): Promise<void> {
  const { claim, slack, periods, now } = delivering;
  const isFirstTime = period.settledAt === null || period.messages.length === 0;
  const channelId = await channelOf(period, slack);
  const posted = new Map<number, At>(period.messages.entries());
  const mayStand = isFirstTime && claim.isTakenOver && posted.size < messages.length;
  if (mayStand) await lookForParts(period, { posted, channelId, slack });
  const record = () => periods.record(claim, inOrder(posted), now());
  for (const [part, message] of messages.entries()) {
    const tag = { digestPeriodId: period.id, part };
    const at = posted.get(part);
    if (at && (await updated(slack, { ...at, message, tag }))) continue;
    // Somebody deleted it.
    if (at && !isFirstTime) return;
    const ts = await slack.post({ channelId, ...below(posted, part), message, tag });
    posted.set(part, { channelId, ts });
    if (!(await record())) await giveWay(slack, { channelId, ts });
  }
  const isShorter = await removeSurplus(posted, messages.length, slack);
  if (isShorter || mayStand) await record();
}

/** Further parts stand in the thread of the first. */
function below(posted: ReadonlyMap<number, At>, part: number): { threadTs?: string } {
  const root = posted.get(0);
  return part > 0 && root ? { threadTs: root.ts } : {};
}

async function channelOf(period: DigestPeriod, slack: Slack): Promise<string> {
  const { messages, postTo, digest } = period;
  return (
    messages[0]?.channelId ?? postTo ?? (await slack.openDirectMessage(readerOf(period) ?? digest.author))
  );
}

async function lookForParts(
  { id: digestPeriodId, openedAt }: DigestPeriod,
  { posted, channelId, slack }: { posted: Map<number, At>; channelId: string; slack: Slack },
): Promise<void> {
  const since = new Date(openedAt.getTime() - CLOCK_SKEW_MS);
  const found = await findDigestParts(slack, { digestPeriodId, channelId, since });
  for (const [part, ts] of found) posted.set(part, { channelId, ts });
}

function inOrder(posted: ReadonlyMap<number, At>): StoredMessages {
  return [...posted].toSorted(([a], [b]) => a - b).map(([, at]) => at);
}

async function giveWay(slack: Slack, at: At): Promise<never> {
  await removed(slack, at);
  throw new RecallError('superseded', 'another worker has taken the digest over');
}

/** @returns whether there was any */
async function removeSurplus(posted: Map<number, At>, wanted: number, slack: Slack): Promise<boolean> {
  const surplus = [...posted].filter(([part]) => part >= wanted);
  for (const [part, at] of surplus) {
    await removed(slack, at);
    posted.delete(part);
  }
  return surplus.length > 0;
}

async function removed(slack: Slack, at: At): Promise<void> {
  await slack.remove(at).catch((error) => {
    if (asRecallError(error).code !== 'message_gone') throw error;
  });
}

/** @returns false where the message is gone */
async function updated(slack: Slack, call: Parameters<Slack['update']>[0]): Promise<boolean> {
  try {
    await slack.update(call);
    return true;
  } catch (error) {
    if (asRecallError(error).code === 'message_gone') return false;
    throw error;
  }
}
