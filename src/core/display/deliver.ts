import type { Conversation, DeliveryPart } from '../domain/conversation.ts';
import { ORIGINAL } from '../domain/conversation.ts';
import { asRecallError } from '../domain/errors.ts';
import type { MessageTs } from '../domain/transcript.ts';
import type { OutgoingMessage, Slack } from '../slack/client.ts';
import { findRecapParts } from '../slack/history.ts';
import type { Deliveries } from '../store/conversations/deliveries.ts';

/** How far Slack's clock and ours may be apart. */
const CLOCK_SKEW_MS = 5 * 60_000;

export interface DeliverDeps {
  slack: Slack;
  deliveries: Deliveries;
}

/** One copy of a conversation's recap in Slack. */
export interface CopyTarget {
  copy: number;
  channelId: string;
  /** Root of the thread that all its parts stand in; null where further parts stand below the first. */
  threadTs: MessageTs | null;
  /** Since when it may have been posted without being written down; null where it cannot. */
  postedSince: Date | null;
  /** Whether a part that somebody deleted is posted anew; else it stays away. */
  isPostedAnew: boolean;
}

/**
 * Shows `messages` in Slack: the first in the placeholder's place, further ones below it. Safe to repeat: what is posted
 * already is updated, and what may have been posted without being written down is looked for before anything is posted.
 */
export async function deliver(
  conversation: Conversation,
  messages: readonly OutgoingMessage[],
  deps: DeliverDeps,
): Promise<void> {
  const [first] = await deps.deliveries.list(conversation.id);
  await deliverCopy(
    conversation.id,
    messages,
    {
      copy: ORIGINAL,
      channelId: first?.channelId ?? (await channelOf(conversation, deps.slack)),
      threadTs: threadOf(conversation),
      postedSince: conversation.run > 1 || first?.part !== 0 ? conversation.requestedAt : null,
      isPostedAnew: true,
    },
    deps,
  );
}

/** The same for one copy. */
export async function deliverCopy(
  id: string,
  messages: readonly OutgoingMessage[],
  target: CopyTarget,
  deps: DeliverDeps,
): Promise<void> {
  const posted = new Map((await deps.deliveries.list(id, target.copy)).map((part) => [part.part, part]));
  if (messages.some((_, part) => !posted.has(part))) {
    for (const part of await lookForParts(id, target, posted, deps)) posted.set(part.part, part);
  }
  for (const [part, message] of messages.entries()) {
    const threadTs = target.threadTs ?? (part === 0 ? null : (posted.get(0)?.ts ?? null));
    const at = posted.get(part);
    const shown = await showPart({ id, target, threadTs, part, message, at }, deps);
    if (!shown) return;
    posted.set(part, shown);
  }
  for (const at of posted.values()) {
    if (at.part >= messages.length) await takeAway({ id, copy: target.copy, at }, deps);
  }
}

/** Removes a part from Slack, where it is still there, and forgets it. */
export async function takeAway(
  { id, copy, at }: { id: string; copy: number; at: DeliveryPart },
  { slack, deliveries }: DeliverDeps,
): Promise<void> {
  await removed(slack, at);
  await deliveries.forget(id, at.part, copy);
}

async function channelOf({ audience, askedBy, channel }: Conversation, slack: Slack): Promise<string> {
  return audience === 'private' ? slack.openDirectMessage(askedBy) : channel.id;
}

/** The thread that was read, where the recap stands in it. */
export function threadOf({ audience, source }: Conversation): MessageTs | null {
  return audience === 'thread' && source.kind === 'thread' ? source.threadTs : null;
}

async function lookForParts(
  id: string,
  { copy, channelId, threadTs, postedSince }: CopyTarget,
  posted: ReadonlyMap<number, DeliveryPart>,
  { slack, deliveries }: DeliverDeps,
): Promise<DeliveryPart[]> {
  if (postedSince === null) return [];
  const since = new Date(postedSince.getTime() - CLOCK_SKEW_MS);
  const below = threadTs ?? posted.get(0)?.ts ?? null;
  const found = await findRecapParts(slack, { conversationId: id, channelId, threadTs: below, since });
  const parts = [...found].map(([part, ts]) => ({ part, channelId, ts }));
  for (const part of parts) await deliveries.record(id, part, { copy, threadTs });
  return parts;
}

interface PartToShow {
  id: string;
  target: CopyTarget;
  threadTs: MessageTs | null;
  part: number;
  message: OutgoingMessage;
  at: DeliveryPart | undefined;
}

/** @returns where the part stands now; null where it was deleted, and stays away */
async function showPart(
  { id, target: { copy, channelId, isPostedAnew, ...target }, threadTs, part, message, at }: PartToShow,
  { slack, deliveries }: DeliverDeps,
): Promise<DeliveryPart | null> {
  const tag = { conversationId: id, part };
  // Whoever shows the recap has a plain text of all of it.
  const marks = { tag, whenRefused: 'throw' } as const;
  if (at && (await updated(slack, { ...at, message, ...marks }))) return at;
  if (at && !isPostedAnew) return null;
  const ts = await slack.post({ channelId, ...(threadTs ? { threadTs } : {}), message, ...marks });
  const shown = { part, channelId, ts };
  const place = { copy, threadTs: target.threadTs };
  if (at) {
    await deliveries.record(id, shown, place);
    return shown;
  }
  const standing = await deliveries.claim(id, shown, place);
  if (standing.ts === ts) return shown;
  // Another one posted it at the same time, such as the bot a placeholder that came late.
  await updated(slack, { ...standing, message, ...marks });
  await removed(slack, shown);
  return standing;
}

async function removed(slack: Slack, at: DeliveryPart): Promise<void> {
  await slack.remove(at).catch((error) => {
    if (asRecallError(error).code !== 'message_gone') throw error;
  });
}

/** @returns false where the message is gone, so that it has to be posted anew */
async function updated(slack: Slack, call: Parameters<Slack['update']>[0]): Promise<boolean> {
  try {
    await slack.update(call);
    return true;
  } catch (error) {
    if (asRecallError(error).code === 'message_gone') return false;
    throw error;
  }
}
