import { purgeAfter } from '../../domain/retention.ts';
import type { Db } from '../db.ts';

/** A workspace, or a whole organization, that Recall was taken out of and still keeps something of. */
export interface Ended {
  id: string;
  name: string;
  /** What Slack called it, such as `app_uninstalled`; null where its organization took Recall out of this workspace. */
  for: string | null;
  /** When everything about it is deleted. */
  purgeAfter: Date;
}

export interface EndedList {
  /** The first to be deleted first. */
  ended: Ended[];
  /** How many there are, also beyond those of the list. */
  total: number;
}

/** What is to be deleted, and when. @param limit how many are listed at most */
export async function listEnded(db: Db, limit: number): Promise<EndedList> {
  const going = { purgeAfter: { not: null } };
  const bare = { state: 'revoked' as const, workspaces: { none: {} }, id: { startsWith: 'E' } };
  const [workspaces, workspacesTotal, organizations, organizationsTotal] = await Promise.all([
    db.workspace.findMany({
      where: going,
      select: { id: true, name: true, purgeAfter: true, installation: { select: { revokedFor: true } } },
      orderBy: [{ purgeAfter: 'asc' }, { id: 'asc' }],
      take: limit,
    }),
    db.workspace.count({ where: going }),
    db.installation.findMany({
      where: bare,
      select: { id: true, revokedAt: true, revokedFor: true, organization: { select: { name: true } } },
      orderBy: [{ revokedAt: 'asc' }, { id: 'asc' }],
      take: limit,
    }),
    db.installation.count({ where: bare }),
  ]);
  const ended: Ended[] = [
    ...workspaces.flatMap(({ id, name, purgeAfter: after, installation }) =>
      after === null ? [] : [{ id, name, for: installation?.revokedFor ?? null, purgeAfter: after }],
    ),
    ...organizations.flatMap(({ id, organization: { name }, revokedAt, revokedFor }) =>
      revokedAt === null ? [] : [{ id, name, for: revokedFor, purgeAfter: purgeAfter(revokedAt) }],
    ),
  ];
  const first = ended.toSorted((a, b) => a.purgeAfter.getTime() - b.purgeAfter.getTime()).slice(0, limit);
  return { ended: first, total: workspacesTotal + organizationsTotal };
}
