import type { Ask } from '../domain/conversation.ts';
import type { Tx } from './db.ts';

/** What a new conversation takes over from the one whose recap it brings up to date. */
export interface Followed {
  followsId: string;
  /** The messages that carry the recap, which are to be edited; none for a private recap, which comes as a new message. */
  deliveries: { part: number; channelId: string; ts: string }[];
}

/**
 * The latest recap of the same thread for the same audience: of anyone for the thread itself, of the same person for a private one.
 * @returns null where there is none, or what was asked for is no thread
 */
export async function findFollowed(tx: Tx, ask: Ask): Promise<Followed | null> {
  const { workspaceId, channel, source, audience, askedBy } = ask;
  if (source.kind !== 'thread') return null;
  const followed = await tx.conversation.findFirst({
    where: {
      workspaceId,
      channelId: channel.id,
      threadTs: source.threadTs,
      audience,
      state: 'done',
      recap: { isNot: null },
      ...(audience === 'private' ? { askedBy } : {}),
    },
    orderBy: { finishedAt: 'desc' },
    select: { id: true, deliveries: { select: { part: true, channelId: true, ts: true } } },
  });
  if (!followed) return null;
  return { followsId: followed.id, deliveries: audience === 'thread' ? followed.deliveries : [] };
}
