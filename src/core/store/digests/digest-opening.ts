import type { DueDecision } from '../../domain/digest/decide.ts';
import { type Digest, NOTHING_HAPPENED } from '../../domain/digest/digest.ts';
import { coveringPeriod } from '../../domain/digest/period.ts';
import { asRecallError, type RecallError } from '../../domain/errors.ts';
import { type Db, inTransaction, type Tx } from '../db.ts';
import { Prisma } from '../generated/client.ts';
import { inScope } from '../scope.ts';
import { toDigest } from './digest-rows.ts';

/** A period that is to be made. */
export interface OpenedPeriod {
  periodId: string;
  /** Those of its conversations, which are queued, by workspace and channel. */
  conversationIds: string[];
}

export interface Opening
  extends Pick<Extract<DueDecision, { kind: 'run' }>, 'due' | 'period' | 'isLate' | 'folded' | 'isCut'> {
  now: Date;
  /** Until then the sweep leaves its conversations alone. */
  startAt: Date;
}

/** What a digest that is due is decided on. */
export interface DueDigest {
  digest: Digest;
  /** A channel of it that Recall is switched off in; null where there is none. */
  offIn: string | null;
  /** How many channels of digests the workspace has to be read, this one's included. */
  waiting: number;
}

export type Verdict =
  /** Left as it is. */
  { kind: 'leave' } | { kind: 'settle'; decision: DueDecision; startAt: Date };

export interface OpenedDigest extends OpenedPeriod {
  digest: Digest;
  decision: Extract<DueDecision, { kind: 'run' }>;
  startAt: Date;
}

export interface OpenedMany {
  opened: OpenedDigest[];
  /** Those that could not be decided on. */
  failed: { workspaceId: string; error: RecallError }[];
}

/**
 * Opens what is due among the digests of those ids, all or nothing: writes when each is due next, and for those that run their period
 * with a queued conversation for each channel. Each is held until that is written, so that it is decided on once; those that another
 * worker holds are left to it, as are those that were paused, changed or removed meanwhile.
 */
export async function openMany(
  db: Db,
  { ids, now }: { ids: readonly string[]; now: Date },
  decide: (due: DueDigest) => Verdict,
): Promise<OpenedMany> {
  return inTransaction(db, async (tx) => {
    const held = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM "Digest"
      WHERE id = ANY(${ids}::uuid[]) AND state = 'active' AND "nextDueAt" <= ${now} AND ${inScope(tx, OF_WORKSPACE)}
      FOR UPDATE SKIP LOCKED`;
    const rows = await tx.digest.findMany({
      where: { id: { in: held.map(({ id }) => id) } },
      orderBy: [{ nextDueAt: 'asc' }, { id: 'asc' }],
    });
    const around = await readAround(tx, rows, now);
    const failed: OpenedMany['failed'] = [];
    const settled: Settled[] = [];
    for (const row of rows) {
      try {
        const digest = toDigest(row);
        const verdict = decide({ digest, ...around(digest) });
        if (verdict.kind === 'settle') settled.push({ digest, ...verdict });
      } catch (cause) {
        failed.push({ workspaceId: row.workspaceId, error: asRecallError(cause) });
      }
    }
    await moveOn(tx, settled);
    return { opened: await insertRuns(tx, settled.flatMap(asRun), now), failed };
  });
}

const OF_WORKSPACE = Prisma.sql`"workspaceId"`;
const OF_PART = Prisma.sql`part."workspaceId"`;

interface Settled {
  digest: Digest;
  decision: DueDecision;
  startAt: Date;
}
type Run = Pick<OpenedDigest, 'digest' | 'decision' | 'startAt'>;

function asRun({ digest, decision, startAt }: Settled): Run[] {
  return decision.kind === 'run' ? [{ digest, decision, startAt }] : [];
}

/** What else there is to know of some digests, read once for all of them. */
async function readAround(
  tx: Tx,
  rows: readonly { workspaceId: string }[],
  now: Date,
): Promise<(digest: Digest) => Pick<DueDigest, 'offIn' | 'waiting'>> {
  const workspaceIds = [...new Set(rows.map(({ workspaceId }) => workspaceId))];
  const switchedOff = await tx.channel.findMany({
    where: { workspaceId: { in: workspaceIds }, mode: 'off' },
    select: { workspaceId: true, id: true },
  });
  const off = new Set(switchedOff.map(({ workspaceId, id }) => `${workspaceId} ${id}`));
  const counts = await tx.$queryRaw<{ workspaceId: string; waiting: number }[]>`
    SELECT "workspaceId", sum(channels)::int AS waiting FROM (
      SELECT "workspaceId", cardinality("channelIds") AS channels FROM "Digest"
        WHERE state = 'active' AND "nextDueAt" <= ${now} AND "workspaceId" = ANY(${workspaceIds})
      UNION ALL
      SELECT "workspaceId", 1 FROM "Conversation"
        WHERE state = 'queued' AND "digestPeriodId" IS NOT NULL AND "workspaceId" = ANY(${workspaceIds})
    ) AS each WHERE ${inScope(tx, OF_WORKSPACE)} GROUP BY "workspaceId"`;
  const waiting = new Map(counts.map((each) => [each.workspaceId, each.waiting]));
  return ({ workspaceId, channelIds, postTo }) => {
    const all = [...channelIds, ...(postTo === null ? [] : [postTo])];
    return {
      offIn: all.find((id) => off.has(`${workspaceId} ${id}`)) ?? null,
      waiting: waiting.get(workspaceId) ?? channelIds.length,
    };
  };
}

async function moveOn(tx: Tx, settled: readonly Settled[]): Promise<void> {
  if (settled.length === 0) return;
  const moves = settled.map(({ digest: { id, lastPeriodEnd }, decision }) => ({
    id,
    next: decision.nextDueAt,
    covered: decision.kind === 'run' ? decision.period.end : lastPeriodEnd,
  }));
  await tx.$executeRaw`
    UPDATE "Digest" AS d SET "nextDueAt" = move.next, "lastPeriodEnd" = move.covered
    FROM jsonb_to_recordset(${JSON.stringify(moves)}::jsonb) AS move(id uuid, next timestamptz, covered timestamptz)
    WHERE d.id = move.id AND ${inScope(tx, OF_WORKSPACE)}`;
}

async function insertRuns(tx: Tx, runs: readonly Run[], now: Date): Promise<OpenedDigest[]> {
  if (runs.length === 0) return [];
  const openings = runs.map(({ digest, decision, startAt }) => ({
    digest,
    opening: { ...decision, now, startAt },
  }));
  const opened = await insertPeriods(tx, openings);
  return runs.flatMap((run) => {
    const period = opened.get(run.digest.id);
    return period ? [{ ...run, ...period }] : [];
  });
}

/** @returns null where the digest has the period already */
export async function insertPeriod(tx: Tx, digest: Digest, opening: Opening): Promise<OpenedPeriod | null> {
  return (await insertPeriods(tx, [{ digest, opening }])).get(digest.id) ?? null;
}

/** One of each digest. @returns those that are new, by digest */
async function insertPeriods(
  tx: Tx,
  openings: readonly { digest: Digest; opening: Opening }[],
): Promise<Map<string, OpenedPeriod>> {
  const periods = await tx.digestPeriod.createManyAndReturn({
    data: openings.map(({ digest, opening: { period, now, due, isLate, folded, isCut } }) => {
      const { key, start, end } = period;
      const { id: digestId, postTo, isPersonal } = digest;
      return { digestId, postTo, isPersonal, key, start, end, due, isLate, folded, isCut, openedAt: now };
    }),
    skipDuplicates: true,
    select: { id: true, digestId: true },
  });
  const opened = new Map<string, OpenedPeriod>();
  for (const { id, digestId } of periods) opened.set(digestId, { periodId: id, conversationIds: [] });
  const missedFrom = await readMissed(tx, openings);
  const conversations = openings.flatMap(({ digest, opening }) => {
    const period = opened.get(digest.id);
    return period ? conversationsOf(digest, { ...opening, missedFrom }, period.periodId) : [];
  });
  await tx.channel.createMany({
    data: conversations.map(({ workspaceId, channelId: id }) => ({ workspaceId, id, name: '' })).sort(byKey),
    skipDuplicates: true,
  });
  const created = await tx.conversation.createManyAndReturn({
    data: conversations,
    select: { id: true, digestPeriodId: true },
  });
  const byPeriod = new Map([...opened.values()].map((period) => [period.periodId, period]));
  for (const { id, digestPeriodId } of created) byPeriod.get(digestPeriodId ?? '')?.conversationIds.push(id);
  return opened;
}

type MissedFrom = (digestId: string, channelId: string) => Date | null;

/** From when on the channels of some digests are to be told of that could not be read for the period that ended where the new one starts. */
async function readMissed(
  tx: Tx,
  openings: readonly { digest: Digest; opening: Opening }[],
): Promise<MissedFrom> {
  const starts = openings
    .filter(({ digest }) => digest.covers === 'since_last')
    .map(({ digest: { id }, opening: { period } }) => ({ id, start: period.start }));
  const rows = await tx.$queryRaw<{ key: string; missedFrom: Date }[]>`
    SELECT period."digestId" || ' ' || part."channelId" AS key, min(part."windowFrom") AS "missedFrom"
    FROM jsonb_to_recordset(${JSON.stringify(starts)}::jsonb) AS opening(id uuid, start timestamptz)
    JOIN "DigestPeriod" AS period ON period."digestId" = opening.id AND period."end" = opening.start
    JOIN "Conversation" AS part ON part."digestPeriodId" = period.id
    WHERE part.state = 'failed' AND part."errorCode" <> ALL(${[...NOTHING_HAPPENED]}) AND ${inScope(tx, OF_PART)}
    GROUP BY 1`;
  const missed = new Map(rows.map(({ key, missedFrom }) => [key, missedFrom]));
  return (digestId, channelId) => missed.get(`${digestId} ${channelId}`) ?? null;
}

function conversationsOf(
  { id, workspaceId, channelIds, postTo, author, covers, wishes }: Digest,
  { period, now, startAt, missedFrom }: Opening & { missedFrom: MissedFrom },
  digestPeriodId: string,
) {
  const windowFrom = (channelId: string) =>
    coveringPeriod(covers, [period], missedFrom(id, channelId) ?? period.start)?.period.start ?? period.start;
  return channelIds.map((channelId) => ({
    workspaceId,
    channelId,
    source: 'channel',
    windowFrom: windowFrom(channelId),
    windowTo: period.end,
    trigger: 'schedule',
    // What only its author sees is private in every way.
    audience: postTo === null ? 'private' : 'digest',
    askedBy: author,
    ...wishes,
    digestPeriodId,
    requestedAt: now,
    touchedAt: startAt,
  })) satisfies Prisma.ConversationCreateManyInput[];
}

/** Two that insert the same rows in the same order do not wait for each other for ever. */
function byKey(a: { workspaceId: string; id: string }, b: { workspaceId: string; id: string }): number {
  const [first, second] = [`${a.workspaceId} ${a.id}`, `${b.workspaceId} ${b.id}`];
  return first < second ? -1 : Number(first > second);
}
