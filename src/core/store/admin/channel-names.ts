import { inParallel } from '../../domain/in-parallel.ts';
import { Prisma } from '../generated/client.ts';
import type { AdminScope } from './scope.ts';

const AT_ONCE = 6;

/** A row that names a channel, as it was read. */
export interface Unnamed {
  workspaceId: string;
  channelId: string;
  /** What it is called, whoever may know that. */
  channelName: string | null;
  isPublic: boolean;
}

/** Whether a row of "Channel" is known to be public. */
export function isPublic(channel: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(${channel}."isPrivate" IS FALSE)`;
}

/**
 * Whether what `of` is about was said in a channel that is known to be public. A value of its own for each row, and no EXISTS, which would be
 * made a join, for which all rows would be read to find the newest few.
 */
export function isOfPublicChannel(of: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`coalesce((SELECT ${isPublic(Prisma.sql`said`)} FROM "Channel" AS said
    WHERE said."workspaceId" = ${of}."workspaceId" AND said."id" = ${of}."channelId"), false)`;
}

/** Takes away the names that the viewer may not know: of private channels that they cannot read, and of direct messages. */
export async function nameChannels<Row extends Unnamed>(
  { mayKnow }: Pick<AdminScope, 'mayKnow'>,
  rows: readonly Row[],
): Promise<(Omit<Row, 'isPublic'> & { mayRead: boolean })[]> {
  const hidden = new Map<string, Set<string>>();
  for (const { workspaceId, channelId, isPublic } of rows) {
    if (isPublic || isDirect(channelId)) continue;
    hidden.set(workspaceId, (hidden.get(workspaceId) ?? new Set()).add(channelId));
  }
  const known = new Map<string, ReadonlySet<string>>();
  if (mayKnow) {
    await inParallel([...hidden], AT_ONCE, async ([workspaceId, channelIds]) => {
      known.set(workspaceId, await mayKnow(workspaceId, [...channelIds]));
    });
  }
  return rows.map(({ isPublic, ...row }) => {
    const mayRead = isPublic || (known.get(row.workspaceId)?.has(row.channelId) ?? false);
    const channelName = mayRead && !isDirect(row.channelId) && row.channelName ? row.channelName : null;
    return { ...row, channelName, mayRead };
  });
}

function isDirect(channelId: string): boolean {
  return channelId.startsWith('D');
}
