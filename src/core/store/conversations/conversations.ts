import type { Ask, Conversation } from '../../domain/conversation.ts';
import { type ErrorCode, RecallError } from '../../domain/errors.ts';
import type { Receipt } from '../../domain/recap.ts';
import { type Db, inTransaction } from '../db.ts';
import { findByEvent, lastWindowEnd, type PickedUp, pickUp, type WindowAsker } from './asking.ts';
import { toConversation, withChannel } from './conversation-rows.ts';

const UNFINISHED = ['queued', 'running'] as const;

/** Conversations: picked up, taken up by workers, finished. */
export interface Standing extends Pick<Conversation, 'state' | 'run'> {
  isInstalled: boolean;
}

export function createConversations(db: Db) {
  return {
    /**
     * Writes down what was asked for. The same ask delivered again gives the conversation that is there already, and an ask for what
     * is being read already gives the conversation that reads it.
     */
    pickUp: (ask: Ask, now: Date): Promise<PickedUp> => pickUp(db, ask, now),

    /** The conversation that an event asked for; null where it has not been picked up. */
    findByEvent: (workspaceId: string, eventKey: string): Promise<Conversation | null> =>
      findByEvent(db, { workspaceId, eventKey }),

    /** Up to when the person has had recaps of the channel's windows; null where they have had none. */
    lastWindowEnd: (asker: WindowAsker): Promise<Date | null> => lastWindowEnd(db, asker),

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
        where: { id, state: { in: [...UNFINISHED] }, deletedAt: null },
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

    /** Writes down what the stages of a run took, as far as it got; nothing where another worker has taken the conversation up since. */
    async noteStages(
      { id, run }: Pick<Conversation, 'id' | 'run'>,
      stages: Receipt['stages'],
    ): Promise<void> {
      await db.conversation.updateMany({ where: { id, run }, data: { stages: { ...stages } } });
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

    /** How a conversation stands now, and whether Recall may work in its workspace still; null where it is gone. */
    async standing(id: string): Promise<Standing | null> {
      const row = await db.conversation.findUnique({
        where: { id },
        select: {
          ...{ state: true, run: true },
          channel: { select: { workspace: { select: { installation: { select: { state: true } } } } } },
        },
      });
      if (!row) return null;
      const { state, run, channel } = row;
      return { state, run, isInstalled: channel.workspace.installation?.state === 'active' };
    },

    /**
     * Queues a failed or cancelled conversation once more. Its runs go on being counted, so that nothing is taken from an old one.
     * @returns false where it is neither, or not of this workspace
     */
    async retry(workspaceId: string, id: string, now: Date): Promise<boolean> {
      const queued = await db.conversation.updateMany({
        where: { id, workspaceId, state: { in: ['failed', 'cancelled'] }, deletedAt: null },
        data: { state: 'queued', errorCode: null, finishedAt: null, touchedAt: now, retriedAt: now },
      });
      return queued.count > 0;
    },

    /**
     * Queued or running ones that nothing has happened to since `before`, the longest waiting first. Those of workspaces that Recall was
     * taken out of wait until it comes back.
     */
    async unfinishedSince(before: Date, limit: number): Promise<Conversation[]> {
      const rows = await db.conversation.findMany({
        where: {
          state: { in: [...UNFINISHED] },
          touchedAt: { lt: before },
          channel: { workspace: { installation: { state: 'active' } } },
        },
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
  };
}
export type Conversations = ReturnType<typeof createConversations>;

export function superseded(conversationId: string): RecallError {
  return new RecallError('superseded', `another worker has taken up conversation ${conversationId}`);
}
