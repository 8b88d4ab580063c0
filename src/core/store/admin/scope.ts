import { Prisma } from '../generated/client.ts';

/**
 * Of these channels, the names of which the viewer may know: those that they may read in Slack. It is asked for channels that are
 * private, or of which that is not known, and has to answer within the time of a page.
 */
export type MayKnow = (workspaceId: string, channelIds: readonly string[]) => Promise<ReadonlySet<string>>;

/** What an admin sees: their organization, all of it or some of its workspaces. */
export interface AdminScope {
  organizationId: string;
  /** Null: all workspaces of the organization. Ids of other organizations' add nothing. */
  workspaceIds: readonly string[] | null;
  /** Without it, nothing private has a name. */
  mayKnow?: MayKnow;
}

/** Ids of the workspaces that are in the scope, narrowed to the one that a query names. */
export function workspacesIn(
  { organizationId, workspaceIds }: AdminScope,
  workspace: string | undefined,
): Prisma.Sql {
  const conditions = [Prisma.sql`"organizationId" = ${organizationId}`];
  if (workspaceIds !== null) conditions.push(Prisma.sql`"id" = ANY(${[...workspaceIds]})`);
  if (workspace !== undefined) conditions.push(Prisma.sql`"id" = ${workspace}`);
  return Prisma.sql`SELECT "id" FROM "Workspace" WHERE ${Prisma.join(conditions, ' AND ')}`;
}

/** Whether the scope is an organization with all that it has. */
export function isWhole({ workspaceIds }: AdminScope, workspace: string | undefined): boolean {
  return workspaceIds === null && workspace === undefined;
}
