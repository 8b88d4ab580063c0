import type { Conversation, DeliveryPart } from '../domain/conversation.ts';
import { asRecallError } from '../domain/errors.ts';
import type { MessageTs } from '../domain/transcript.ts';
import type { OutgoingMessage, Slack } from '../slack/client.ts';
import { findRecapParts } from '../slack/history.ts';
import type { Deliveries } from '../store/deliveries.ts';

/** How far Slack's clock and ours may be apart. */
const CLOCK_SKEW_MS = 5 * 60_000;

export interface DeliverDeps {
  slack: Slack;
  deliveries: Deliveries;
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
  const posted = new Map((await deps.deliveries.list(conversation.id)).map((part) => [part.part, part]));
  const channelId = posted.get(0)?.channelId ?? (await channelOf(conversation, deps.slack));
  const mayBePosted = conversation.run > 1 || !posted.has(0);
  if (mayBePosted && messages.some((_, part) => !posted.has(part))) {
    for (const part of await lookForParts(conversation, channelId, posted, deps)) posted.set(part.part, part);
  }
  for (const [part, message] of messages.entries()) {
    const threadTs = threadOf(conversation, part, posted);
    const at = posted.get(part);
    posted.set(part, await showPart({ conversation, channelId, threadTs, part, message, at }, deps));
  }
  for (const at of posted.values()) if (at.part >= messages.length) await takeAway(conversation, at, deps);
}

/** An earlier form of this recap was longer. */
async function takeAway(
  { id }: Conversation,
  at: DeliveryPart,
  { slack, deliveries }: DeliverDeps,
): Promise<void> {
  await removed(slack, at);
  await deliveries.forget(id, at.part);
}

async function channelOf({ audience, askedBy, channel }: Conversation, slack: Slack): Promise<string> {
  return audience === 'private' ? slack.openDirectMessage(askedBy) : channel.id;
}

/** In the thread that was read; in a direct message, below the first part. */
function threadOf(
  { audience, source }: Conversation,
  part: number,
  posted: ReadonlyMap<number, DeliveryPart>,
): MessageTs | null {
  if (audience === 'thread') return source.kind === 'thread' ? source.threadTs : null;
  return part === 0 ? null : (posted.get(0)?.ts ?? null);
}

async function lookForParts(
  conversation: Conversation,
  channelId: string,
  posted: ReadonlyMap<number, DeliveryPart>,
  { slack, deliveries }: DeliverDeps,
): Promise<DeliveryPart[]> {
  const { id, requestedAt } = conversation;
  const threadTs = threadOf(conversation, posted.has(0) ? 1 : 0, posted);
  const since = new Date(requestedAt.getTime() - CLOCK_SKEW_MS);
  const found = await findRecapParts(slack, { conversationId: id, channelId, threadTs, since });
  const parts = [...found].map(([part, ts]) => ({ part, channelId, ts }));
  for (const part of parts) await deliveries.record(id, part);
  return parts;
}

interface PartToShow {
  conversation: Conversation;
  channelId: string;
  threadTs: MessageTs | null;
  part: number;
  message: OutgoingMessage;
  at: DeliveryPart | undefined;
}

/** @returns where the part stands now */
async function showPart(
  { conversation: { id }, channelId, threadTs, part, message, at }: PartToShow,
  { slack, deliveries }: DeliverDeps,
): Promise<DeliveryPart> {
  const tag = { conversationId: id, part };
  if (at && (await updated(slack, { ...at, message, tag }))) return at;
  const ts = await slack.post({ channelId, ...(threadTs ? { threadTs } : {}), message, tag });
  const shown = { part, channelId, ts };
  if (at) {
    await deliveries.record(id, shown);
    return shown;
  }
  const standing = await deliveries.claim(id, shown);
  if (standing.ts === ts) return shown;
  // The bot's placeholder came late, while this was being posted.
  await updated(slack, { ...standing, message, tag });
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
