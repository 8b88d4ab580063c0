import type { Db } from './db.ts';

/** What people of a workspace chose, and what is shown to them. People are Slack's user ids. */
export function createPersons(db: Db) {
  const put = async (
    workspaceId: string,
    id: string,
    data: { optedOutAt?: Date | null; homeOpenedAt?: Date },
  ) => {
    await db.person.upsert({
      where: { workspaceId_id: { workspaceId, id } },
      create: { workspaceId, id, ...data },
      update: data,
    });
  };

  return {
    /** From now on Recall leaves the person's words out. @returns false where it did already */
    async optOut(workspaceId: string, userId: string, now: Date): Promise<boolean> {
      if (await isOptedOut(db, workspaceId, userId)) return false;
      await put(workspaceId, userId, { optedOutAt: now });
      return true;
    },

    /** Recall may use the person's words again. @returns false where it might already */
    async optIn(workspaceId: string, userId: string): Promise<boolean> {
      const changed = await db.person.updateMany({
        where: { workspaceId, id: userId, optedOutAt: { not: null } },
        data: { optedOutAt: null },
      });
      return changed.count > 0;
    },

    /** Everyone of the workspace whose words are left out. */
    async optedOut(workspaceId: string): Promise<Set<string>> {
      const rows = await db.person.findMany({
        where: { workspaceId, optedOutAt: { not: null } },
        select: { id: true },
      });
      return new Set(rows.map(({ id }) => id));
    },

    isOptedOut: (workspaceId: string, userId: string) => isOptedOut(db, workspaceId, userId),

    /** Notes that the person opened the App Home, which is kept current for them from then on. */
    homeOpened: (workspaceId: string, userId: string, now: Date) =>
      put(workspaceId, userId, { homeOpenedAt: now }),

    /** Those of `userIds` who have ever opened the App Home. */
    async withHome(workspaceId: string, userIds: Iterable<string>): Promise<string[]> {
      const rows = await db.person.findMany({
        where: { workspaceId, id: { in: [...new Set(userIds)] }, homeOpenedAt: { not: null } },
        select: { id: true },
      });
      return rows.map(({ id }) => id);
    },
  };
}
export type Persons = ReturnType<typeof createPersons>;

async function isOptedOut(db: Db, workspaceId: string, id: string): Promise<boolean> {
  return (await db.person.count({ where: { workspaceId, id, optedOutAt: { not: null } } })) > 0;
}
