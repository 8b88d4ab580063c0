import type { Ask, Conversation, Source } from '../domain/conversation.ts';
import { type ErrorCode, RecallError } from '../domain/errors.ts';
import { type Db, inTransaction, isAlreadyThere, type Tx } from './db.ts';
import { findFollowed } from './follow-up.ts';
import type { Prisma, Conversation as Row } from './generated/client.ts';

const withChannel = {
  channel: { select: { id: true, name: true, language: true } },
} satisfies Prisma.ConversationInclude;
type RowWithChannel = Row & { channel: Conversation['channel'] };

const UNFINISHED = ['queued', 'running'] as const;

/** Conversations: picked up, taken up by workers, finished. */
export function createConversations(db: Db) {
  return {
    /**
     * Writes down what was asked for. The same ask delivered again gives the conversation that is there already.
     * @returns `created` false where it was there already
     */
    async pickUp(ask: Ask, now: Date): Promise<{ conversation: Conversation; created: boolean }> {
      const known = await findByEvent(db, ask);
      if (known) return { conversation: known, created: false };
      try {
        return { conversation: await inTransaction(db, (tx) => insert(tx, ask, now)), created: true };
      } catch (error) {
        const raced = isAlreadyThere(error) ? await findByEvent(db, ask) : null;
        if (!raced) throw error;
        return { conversation: raced, created: false };
      }
    },

    async find(id: string): Promise<Conversation | null> {
      const row = await db.conversation.findUnique({ where: { id }, include: withChannel });
      return row && toConversation(row);
    },

    /**
     * Takes a queued conversation up, or again one whose worker stopped half-way.
     * @returns null where it is finished already, or gone
     */
    async takeUp(id: string, now: Date): Promise<Conversation | null> {
      const [taken] = await db.conversation.updateManyAndReturn({
        where: { id, state: { in: [...UNFINISHED] } },
        data: { state: 'running', run: { increment: 1 }, touchedAt: now },
        include: withChannel,
      });
      return taken ? toConversation(taken) : null;
    },

    /** Puts a conversation that waits for another try back among the queued ones. */
    async putBack({ id, run }: Conversation, now: Date): Promise<void> {
      await db.conversation.updateMany({
        where: { id, run, state: 'running' },
        data: { state: 'queued', touchedAt: now },
      });
    },

    /** @throws RecallError `superseded` where another worker has taken the conversation up since */
    async finish({ id, run }: Conversation, now: Date): Promise<void> {
      const finished = await db.conversation.updateMany({
        where: { id, run, state: 'running' },
        data: { state: 'done', errorCode: null, finishedAt: now },
      });
      if (finished.count === 0) throw superseded(id);
    },

    /** @returns false where it was finished already, or another worker has taken it up since */
    async fail({ id, run }: Conversation, errorCode: ErrorCode, now: Date): Promise<boolean> {
      const failed = await db.conversation.updateMany({
        where: { id, run, state: { in: [...UNFINISHED] } },
        data: { state: 'failed', errorCode, finishedAt: now },
      });
      return failed.count > 0;
    },

    /**
     * Ends a queued or running conversation that is no longer wanted. One whose recap is saved is about to be shown, and is left
     * alone. Whoever works on it finds out by `standing`.
     * @returns false where it has ended already, its recap is saved, or it is not of this workspace
     */
    async cancel(workspaceId: string, id: string, now: Date): Promise<boolean> {
      return inTransaction(db, async (tx) => {
        const where = { id, workspaceId, state: { in: [...UNFINISHED] } };
        // Holds the row, so that a recap is seen here once it is saved, and none is saved after this.
        const held = await tx.conversation.updateMany({ where, data: { touchedAt: now } });
        if (held.count === 0) return false;
        if (await tx.recap.findUnique({ where: { conversationId: id }, select: { id: true } })) return false;
        const data = { state: 'cancelled' as const, errorCode: null, finishedAt: now };
        return (await tx.conversation.updateMany({ where, data })).count > 0;
      });
    },

    /** How a conversation stands now; null where it is gone. */
    async standing(id: string): Promise<Pick<Conversation, 'state' | 'run'> | null> {
      return db.conversation.findUnique({ where: { id }, select: { state: true, run: true } });
    },

    /**
     * Queues a failed or cancelled conversation once more. Its runs go on being counted, so that nothing is taken from an old one.
     * @returns false where it is neither, or not of this workspace
     */
    async retry(workspaceId: string, id: string, now: Date): Promise<boolean> {
      const queued = await db.conversation.updateMany({
        where: { id, workspaceId, state: { in: ['failed', 'cancelled'] } },
        data: { state: 'queued', errorCode: null, finishedAt: null, touchedAt: now },
      });
      return queued.count > 0;
    },

    /** Queued or running ones that nothing has happened to since `before`, the longest waiting first. */
    async unfinishedSince(before: Date, limit: number): Promise<Conversation[]> {
      const rows = await db.conversation.findMany({
        where: { state: { in: [...UNFINISHED] }, touchedAt: { lt: before } },
        orderBy: { touchedAt: 'asc' },
        take: limit,
        include: withChannel,
      });
      return rows.map(toConversation);
    },

    /** The error code of the conversation that finished last, of its own accord; null where it is done, or there is none. */
    async lastErrorCode(): Promise<string | null> {
      const last = await db.conversation.findFirst({
        where: { finishedAt: { not: null }, state: { not: 'cancelled' } },
        orderBy: { finishedAt: 'desc' },
        select: { errorCode: true },
      });
      return last?.errorCode ?? null;
    },

    /** Deletes conversations that finished before `before`, with everything that hangs on them. @returns how many */
    async purgeFinishedBefore(before: Date): Promise<number> {
      const purged = await db.conversation.deleteMany({ where: { finishedAt: { lt: before } } });
      return purged.count;
    },
  };
}
export type Conversations = ReturnType<typeof createConversations>;

export function superseded(conversationId: string): RecallError {
  return new RecallError('superseded', `another worker has taken up conversation ${conversationId}`);
}

async function findByEvent(db: Db, { workspaceId, eventKey }: Ask): Promise<Conversation | null> {
  const event = await db.inboundEvent.findUnique({
    where: { workspaceId_key: { workspaceId, key: eventKey } },
    include: { conversation: { include: withChannel } },
  });
  return event && toConversation(event.conversation);
}

async function insert(tx: Tx, ask: Ask, now: Date): Promise<Conversation> {
  const { workspaceId, channel, source, trigger, audience, askedBy, wishes, eventKey } = ask;
  await tx.channel.upsert({
    where: { workspaceId_id: { workspaceId, id: channel.id } },
    create: { workspaceId, id: channel.id, name: channel.name },
    update: channel.name === '' ? {} : { name: channel.name },
  });
  const followed = await findFollowed(tx, ask);
  const row = await tx.conversation.create({
    data: {
      workspaceId,
      channelId: channel.id,
      ...sourceColumns(source),
      trigger,
      audience,
      askedBy,
      requestedAt: now,
      touchedAt: now,
      ...wishes,
      ...(followed
        ? {
            followsId: followed.followsId,
            isReread: followed.isReread,
            isInPlace: followed.deliveries.length > 0,
            deliveries: { create: followed.deliveries },
          }
        : {}),
      events: { create: { workspaceId, key: eventKey, receivedAt: now } },
    },
    include: withChannel,
  });
  return toConversation(row);
}

function sourceColumns(source: Source) {
  if (source.kind !== 'channel') return { source: source.kind, threadTs: source.threadTs };
  const { kind, from, to, limit } = source;
  return { source: kind, windowFrom: from, windowTo: to, windowLimit: limit };
}

function toConversation(row: RowWithChannel): Conversation {
  return {
    id: row.id,
    workspaceId: row.workspaceId,
    channel: row.channel,
    source: toSource(row),
    trigger: row.trigger,
    audience: row.audience,
    askedBy: row.askedBy,
    wishes: { focus: row.focus, length: row.length, language: row.language },
    state: row.state,
    run: row.run,
    followsId: row.followsId,
    isReread: row.isReread,
    isInPlace: row.isInPlace,
    requestedAt: row.requestedAt,
  };
}

export function toSource(row: Row): Source {
  if (row.source !== 'channel' && row.threadTs) return { kind: row.source, threadTs: row.threadTs };
  if (row.source === 'channel' && row.windowFrom && row.windowTo) {
    return { kind: 'channel', from: row.windowFrom, to: row.windowTo, limit: row.windowLimit };
  }
  throw new RecallError('internal', `conversation ${row.id} has no readable source`);
}
