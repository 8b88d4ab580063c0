import type { Ask, Conversation, Source } from '../../domain/conversation.ts';
import { isSameWindow } from '../../domain/same-window.ts';
import { type Db, inTransaction, isAlreadyThere, type Tx } from '../db.ts';
import { toConversation, withChannel } from './conversation-rows.ts';
import { type Followed, findFollowed } from './follow-up.ts';

/** What became of an ask. */
export interface PickedUp {
  conversation: Conversation;
  /** False where the conversation was there already. */
  created: boolean;
  /** True where it was there because somebody had asked for the same, and is not finished. */
  joined: boolean;
}

export async function pickUp(db: Db, ask: Ask, now: Date): Promise<PickedUp> {
  const known = await deliveredBefore(db, ask);
  if (known) return known;
  try {
    return await inTransaction(db, (tx) => joinOrInsert(tx, ask, now));
  } catch (error) {
    const raced = isAlreadyThere(error) ? await deliveredBefore(db, ask) : null;
    if (!raced) throw error;
    return raced;
  }
}

export async function findByEvent(
  db: Tx,
  { workspaceId, eventKey }: Pick<Ask, 'workspaceId' | 'eventKey'>,
): Promise<Conversation | null> {
  const event = await db.inboundEvent.findUnique({
    where: { workspaceId_key: { workspaceId, key: eventKey } },
    include: { conversation: { include: withChannel } },
  });
  return event && toConversation(event.conversation);
}

export interface WindowAsker {
  workspaceId: string;
  channelId: string;
  askedBy: string;
}

export async function lastWindowEnd(db: Tx, asker: WindowAsker): Promise<Date | null> {
  const last = await db.conversation.findFirst({
    where: {
      ...asker,
      digestPeriodId: null,
      source: 'channel',
      state: { in: ['running', 'done'] },
      recap: { isNot: null },
    },
    orderBy: { windowTo: 'desc' },
    select: { windowTo: true },
  });
  return last?.windowTo ?? null;
}

async function deliveredBefore(db: Tx, ask: Ask): Promise<PickedUp | null> {
  const conversation = await findByEvent(db, ask);
  return conversation && { conversation, created: false, joined: false };
}

async function joinOrInsert(tx: Tx, ask: Ask, now: Date): Promise<PickedUp> {
  await oneAtATime(tx, ask);
  const known = await deliveredBefore(tx, ask);
  if (known) return known;
  const followed = await findFollowed(tx, ask);
  const running = await findRunning(tx, ask, { followed, now });
  if (!running)
    return { conversation: await insert(tx, ask, { followed, now }), created: true, joined: false };
  const { workspaceId, eventKey: key } = ask;
  await tx.inboundEvent.create({
    data: { workspaceId, key, conversationId: running.id, receivedAt: now },
  });
  return { conversation: running, created: false, joined: true };
}

/** Of two asks for the same at the same time the second waits here until the first is written down. */
async function oneAtATime(tx: Tx, { workspaceId, channel, source, audience }: Ask): Promise<void> {
  const what = source.kind === 'channel' ? 'window' : source.threadTs;
  const key = `ask ${workspaceId} ${channel.id} ${what} ${audience}`;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
}

interface Asking {
  followed: Followed | null;
  now: Date;
}

/**
 * A conversation that is not finished and will answer the ask as well: of the same, with the same wishes and for the same audience. For
 * the thread itself anyone's, else only the same person's.
 */
async function findRunning(tx: Tx, ask: Ask, { followed, now }: Asking): Promise<Conversation | null> {
  const { workspaceId, channel, source, audience, askedBy, wishes } = ask;
  const rows = await tx.conversation.findMany({
    where: {
      workspaceId,
      channelId: channel.id,
      source: source.kind,
      ...(source.kind === 'channel' ? { windowLimit: source.limit } : { threadTs: source.threadTs }),
      audience,
      ...(audience === 'thread' ? {} : { askedBy }),
      ...wishes,
      digestPeriodId: null,
      followsId: followed?.followsId ?? null,
      isReread: followed?.isReread ?? false,
      state: { in: ['queued', 'running'] },
    },
    orderBy: { requestedAt: 'desc' },
    include: withChannel,
  });
  return rows.map(toConversation).find((running) => readsTheSame(source, now, running)) ?? null;
}

function readsTheSame(source: Source, now: Date, running: Conversation): boolean {
  if (source.kind !== 'channel' || running.source.kind !== 'channel') return true;
  return isSameWindow({ ...source, askedAt: now }, { ...running.source, askedAt: running.requestedAt });
}

async function insert(tx: Tx, ask: Ask, { followed, now }: Asking): Promise<Conversation> {
  const { workspaceId, channel, source, trigger, audience, askedBy, wishes, eventKey } = ask;
  await tx.channel.upsert({
    where: { workspaceId_id: { workspaceId, id: channel.id } },
    create: { workspaceId, id: channel.id, name: channel.name },
    update: channel.name === '' ? {} : { name: channel.name },
  });
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
      updatedBy: ask.updatedBy ?? null,
      ...(followed ? followColumns(followed) : {}),
      events: { create: { workspaceId, key: eventKey, receivedAt: now } },
    },
    include: withChannel,
  });
  return toConversation(row);
}

function followColumns({ deliveries, ...followed }: Followed) {
  return { ...followed, isInPlace: deliveries.length > 0, deliveries: { create: deliveries } };
}

function sourceColumns(source: Source) {
  if (source.kind !== 'channel') return { source: source.kind, threadTs: source.threadTs };
  const { kind, from, to, limit } = source;
  return { source: kind, windowFrom: from, windowTo: to, windowLimit: limit };
}
