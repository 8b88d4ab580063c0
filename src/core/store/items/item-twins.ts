import type { ActionItem } from '../../domain/action-item.ts';
import type { RecapActionItem } from '../../domain/recap.ts';
import type { Db, Tx } from '../db.ts';
import type { Prisma } from '../generated/client.ts';
import { storedSources } from '../recaps/recap-json.ts';
import type { ContinuedItem, Visibility } from '../recaps/recap-rows.ts';
import { toItem, withRecap } from './action-item-rows.ts';

type Seen = Visibility & { workspaceId: string };
type Row = Prisma.ActionItemGetPayload<{ include: typeof withRecap }>;

/**
 * The same task in other recaps that stand, as far as `viewer` sees them: it rests on the same first message, and has the same words
 * or is all that rests on it there.
 */
export async function twinsOf(db: Db | Tx, item: ActionItem, viewer: string): Promise<ActionItem[]> {
  const [first] = item.sources;
  if (!first) return [];
  const { workspaceId, channelId } = item;
  const rows = await restingOn(db, { workspaceId, channelId, onlyFor: viewer, timestamps: [first.ts] });
  const isOwn = ({ recap }: Row) => recap.conversationId === item.conversationId;
  const isAlone = rows.filter(isOwn).length === 1;
  return twinsAmong(
    rows.filter((row) => !isOwn(row)),
    { text: item.text, isAlone },
  ).map(toItem);
}

/** What people last made of the same tasks in other recaps, by the position of the new item; `taken` go on with an item already. */
export async function livesOfTwins(
  tx: Tx,
  seen: Seen,
  items: readonly RecapActionItem[],
  taken: ReadonlySet<number>,
): Promise<Map<number, ContinuedItem>> {
  const timestamps = items.flatMap(({ sources: [first] }) => (first ? [first.ts] : []));
  const rows = await restingOn(tx, { ...seen, timestamps });
  const lives = items.flatMap(({ text, sources: [first] }, position) => {
    if (!first || taken.has(position)) return [];
    const isAlone = timestamps.filter((ts) => ts === first.ts).length === 1;
    const onSame = rows.filter((row) => firstSourceOf(row) === first.ts);
    const [last] = twinsAmong(onSame, { text, isAlone })
      .filter(({ changedAt }) => changedAt !== null)
      .toSorted((a, b) => Number(b.changedAt) - Number(a.changedAt));
    return last ? [[position, { ...last, id: null }] satisfies [number, ContinuedItem]] : [];
  });
  return new Map(lives);
}

function twinsAmong(rows: readonly Row[], { text, isAlone }: { text: string; isAlone: boolean }): Row[] {
  return [...new Set(rows.map(({ recapId }) => recapId))].flatMap((recapId) => {
    const ofRecap = rows.filter((row) => row.recapId === recapId);
    const same = ofRecap.find((row) => row.text === text);
    const sole = isAlone && ofRecap.length === 1 ? ofRecap[0] : undefined;
    return same ?? sole ?? [];
  });
}

async function restingOn(
  db: Db | Tx,
  { workspaceId, channelId, onlyFor, timestamps }: Seen & { timestamps: readonly string[] },
): Promise<Row[]> {
  if (timestamps.length === 0) return [];
  return db.actionItem.findMany({
    where: {
      workspaceId,
      channelId,
      AND: [
        { OR: timestamps.map((ts) => ({ sources: { path: ['0', 'ts'], equals: ts } })) },
        { OR: [{ onlyFor: null }, ...(onlyFor === null ? [] : [{ onlyFor }])] },
      ],
      recap: { isCurrent: true, conversation: { deletedAt: null } },
    },
    include: withRecap,
  });
}

function firstSourceOf({ sources }: Row): string | undefined {
  return storedSources.parse(sources)[0]?.ts;
}
