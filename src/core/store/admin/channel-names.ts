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

/**
 * Joins what is known of a channel's members as `members`. A channel counts as public only while Slack's last word on it holds: it may have
 * been made private since.
 */
export function joinMembers(of: Prisma.Sql, channelId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`LEFT JOIN "ChannelMembers" AS members
    ON members."workspaceId" = ${of}."workspaceId" AND members."channelId" = ${channelId}`;
}
export const IS_PUBLIC = Prisma.sql`(members."isPrivate" IS FALSE AND members."checkedAt" IS NOT NULL)`;

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
