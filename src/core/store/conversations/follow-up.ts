import type { Ask } from '../../domain/conversation.ts';
import { RecallError } from '../../domain/errors.ts';
import type { Tx } from '../db.ts';
import type { Prisma } from '../generated/client.ts';
import { lockRecap } from '../recaps/recap-lock.ts';

/** What a new conversation takes over from the one whose recap it brings up to date. */
export interface Followed {
  followsId: string;
  isReread: boolean;
  /** The messages that carry the recap, which are to be edited; none for a private recap, which comes as a new message. */
  deliveries: Prisma.DeliveryCreateManyConversationInput[];
  /** What was done with a private recap. */
  sharedTo: string | null;
  keptAt: Date | null;
}

const withDeliveries = {
  id: true,
  sharedTo: true,
  keptAt: true,
  followedBy: { where: { recap: { isNot: null } }, select: { id: true }, take: 1 },
  deliveries: { select: { copy: true, part: true, channelId: true, threadTs: true, ts: true } },
} satisfies Prisma.ConversationSelect;
type Candidate = Prisma.ConversationGetPayload<{ select: typeof withDeliveries }>;

/** A chain of recaps is followed to its end at most so far. */
const LONGEST_CHAIN = 1000;
/** How often it is looked anew where another recap has taken its place meanwhile. */
const MOST_TRIES = 5;

/**
 * What `ask` says that it follows, or else the latest recap of the same thread for the same audience: of anyone for the thread itself,
 * of the same person for a private one.
 * It is held until the transaction ends, so that whoever deletes it meanwhile ends what follows it too.
 * @returns null where there is none
 * @throws RecallError `no_longer_there` where `ask` names one that is gone
 */
export async function findFollowed(tx: Tx, ask: Ask): Promise<Followed | null> {
  const { follows, audience } = ask;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const found = await findCandidate(tx, ask);
    if (!found) break;
    await lockRecap(tx, found.id);
    const held = await findCandidate(tx, ask);
    if (held?.id !== found.id) continue;
    const isReread = follows?.isReread ?? false;
    return toFollowed(held, { isReread, isInPlace: follows !== null || audience === 'thread' });
  }
  if (follows) throw new RecallError('no_longer_there', 'the recap was deleted meanwhile');
  return null;
}

function findCandidate(tx: Tx, ask: Ask): Promise<Candidate | null> {
  const { workspaceId, follows } = ask;
  return follows ? latestAfter(tx, workspaceId, follows.conversationId) : findLatest(tx, ask);
}

function toFollowed(
  { id: followsId, deliveries, sharedTo, keptAt }: Candidate,
  { isReread, isInPlace }: { isReread: boolean; isInPlace: boolean },
): Followed {
  if (!isInPlace) return { followsId, isReread, deliveries: [], sharedTo: null, keptAt: null };
  return { followsId, isReread, deliveries, sharedTo, keptAt };
}

async function findLatest(
  tx: Tx,
  { workspaceId, channel, source, audience, askedBy }: Ask,
): Promise<Candidate | null> {
  if (source.kind !== 'thread') return null;
  return tx.conversation.findFirst({
    where: {
      workspaceId,
      channelId: channel.id,
      threadTs: source.threadTs,
      audience,
      state: 'done',
      deletedAt: null,
      recap: { isCurrent: true },
      ...(audience === 'private' ? { askedBy } : {}),
    },
    orderBy: { finishedAt: 'desc' },
    select: withDeliveries,
  });
}

/** The last of the recaps that took each other's place, from the one of `id` on. */
async function latestAfter(tx: Tx, workspaceId: string, id: string): Promise<Candidate | null> {
  let next = id;
  for (let step = 0; step < LONGEST_CHAIN; step += 1) {
    const found = await tx.conversation.findFirst({
      where: { id: next, workspaceId, recap: { isNot: null } },
      select: withDeliveries,
    });
    const [later] = found?.followedBy ?? [];
    if (!found || !later) return found;
    next = later.id;
  }
  return null;
}
