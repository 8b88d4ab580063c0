import type { ReminderKey } from '../domain/action-item.ts';
import type { MessageTs } from '../domain/transcript.ts';
import type { Page, Slack } from './client.ts';
import { digestPartOf, digestPauseOf, recapPartOf, reminderOf, type SlackMessage } from './read-message.ts';

const MICROSECONDS = 1_000_000;

/** Slack's clock reads seconds with six decimals. */
export function toTs(moment: Date): MessageTs {
  return (moment.getTime() / 1000).toFixed(6);
}

/**
 * The last tick of Slack's clock before a moment, none before 1970: Slack leaves out a message that stands exactly at `oldest`.
 */
function justBefore(moment: Date): MessageTs {
  return (Math.max(moment.getTime() * 1000 - 1, 0) / MICROSECONDS).toFixed(6);
}

/** All messages of a thread, root first, each once, a page at a time. */
export function threadPages(
  slack: Pick<Slack, 'replies'>,
  at: { channelId: string; threadTs: MessageTs },
): AsyncGenerator<SlackMessage[]> {
  return pages((cursor) => slack.replies({ ...at, ...cursor }));
}

/** The top-level messages of a channel in [from, to), newest first, a page at a time. */
export function windowPages(
  slack: Pick<Slack, 'history'>,
  { channelId, from, to }: { channelId: string; from: Date; to: Date },
): AsyncGenerator<SlackMessage[]> {
  const window = { channelId, oldest: justBefore(from), latest: toTs(to) };
  return pages((cursor) => slack.history({ ...window, ...cursor }));
}

async function* pages(read: (cursor: { cursor?: string }) => Promise<Page>): AsyncGenerator<SlackMessage[]> {
  const seen = new Set<MessageTs>();
  let cursor: string | null = null;
  do {
    const page: Page = await read(cursor ? { cursor } : {});
    const fresh = page.messages.filter(({ ts }) => !seen.has(ts));
    for (const { ts } of fresh) seen.add(ts);
    yield fresh;
    if (page.nextCursor === cursor) return;
    cursor = page.nextCursor;
  } while (cursor);
}

/**
 * Where the parts of a conversation's recap stand, told by their metadata. Looks through a thread where `threadTs` is given,
 * else through what the channel got since `since`.
 */
export async function findRecapParts(
  slack: Pick<Slack, 'replies' | 'history'>,
  { conversationId, channelId, threadTs, since }: FindParts,
): Promise<Map<number, MessageTs>> {
  const found = new Map<number, MessageTs>();
  const read = threadTs
    ? threadPages(slack, { channelId, threadTs })
    : pages((cursor) => slack.history({ channelId, oldest: toTs(since), ...cursor }));
  for await (const messages of read) {
    for (const message of messages) {
      const carried = recapPartOf(message);
      if (carried?.conversationId === conversationId) found.set(carried.part, message.ts);
    }
  }
  return found;
}

export interface FindParts {
  conversationId: string;
  channelId: string;
  threadTs: MessageTs | null;
  since: Date;
}

/** Where the parts of a period's digest stand: the first among what the channel got since `since`, the others below it. */
export async function findDigestParts(
  slack: Pick<Slack, 'replies' | 'history'>,
  { digestPeriodId, channelId, since }: { digestPeriodId: string; channelId: string; since: Date },
): Promise<Map<number, MessageTs>> {
  const found = new Map<number, MessageTs>();
  const look = async (read: AsyncGenerator<SlackMessage[]>) => {
    for await (const messages of read) {
      for (const message of messages) {
        const carried = digestPartOf(message);
        if (carried?.digestPeriodId === digestPeriodId) found.set(carried.part, message.ts);
      }
    }
  };
  await look(pages((cursor) => slack.history({ channelId, oldest: toTs(since), ...cursor })));
  const first = found.get(0);
  if (first !== undefined) await look(threadPages(slack, { channelId, threadTs: first }));
  return found;
}

/** The reminders among the latest messages of a direct message. */
export async function findReminders(
  slack: Pick<Slack, 'history'>,
  channelId: string,
): Promise<{ reminder: ReminderKey; ts: MessageTs }[]> {
  const { messages } = await slack.history({ channelId });
  return messages.flatMap((message) => {
    const reminder = reminderOf(message);
    return reminder ? [{ reminder, ts: message.ts }] : [];
  });
}

/** Whether one of the latest messages of a direct message tells of that pause of a digest. */
export async function isPauseTold(
  slack: Pick<Slack, 'history'>,
  { channelId, digestId, pausedAt }: { channelId: string; digestId: string; pausedAt: Date },
): Promise<boolean> {
  const { messages } = await slack.history({ channelId });
  return messages.some((message) => {
    const told = digestPauseOf(message);
    return told?.digestId === digestId && told.pausedAt === pausedAt.toISOString();
  });
}
