import type { Prisma } from './generated/client.ts';

/** How a row tells which workspace it is of. */
export interface Owner {
  /** What is added to every query. */
  where(workspaceId: string): object;
  /**
   * The column that a new row must have: the workspace itself, a parent of it (`PARENTS`), or a key that starts with `ownKey`. Null where
   * no rows are made within a workspace.
   */
  pin: 'workspaceId' | ParentColumn | 'key' | null;
  /** Whether what it points to may be gone, and is not looked at. */
  isLoose?: boolean;
}

/** Columns that point to a row which must be of the same workspace. */
export const PARENTS = {
  conversationId: 'Conversation',
  followsId: 'Conversation',
  recapId: 'Recap',
  itemId: 'ActionItem',
  supersedesId: 'Decision',
  digestId: 'Digest',
  digestPeriodId: 'DigestPeriod',
  organizationId: 'Organization',
} as const satisfies Record<string, Prisma.ModelName>;
export type ParentColumn = keyof typeof PARENTS;
export type Parent = (typeof PARENTS)[ParentColumn];

const byColumn = { where: (workspaceId: string) => ({ workspaceId }), pin: 'workspaceId' } as const;

/**
 * Every table, and null for one that has nothing of a workspace's and cannot be reached within one. A new table has to be put here
 * before the project compiles.
 */
export const OWNERS = {
  ActionItem: byColumn,
  AdminSession: null,
  ApiToken: null,
  AuditEntry: byColumn,
  AuthAttempt: null,
  Channel: byColumn,
  ChannelFigures: byColumn,
  ChannelMembers: byColumn,
  ChannelQuarterFigures: byColumn,
  Citation: byColumn,
  Conversation: byColumn,
  DayFigures: byColumn,
  Decision: byColumn,
  Delivery: {
    where: (workspaceId): Prisma.DeliveryWhereInput => ({ conversation: { workspaceId } }),
    pin: 'conversationId',
  },
  Digest: byColumn,
  DigestPeriod: {
    where: (workspaceId): Prisma.DigestPeriodWhereInput => ({ digest: { workspaceId } }),
    pin: 'digestId',
  },
  // What a call cost is booked although its conversation was deleted meanwhile.
  EngineCall: { ...byColumn, isLoose: true },
  EnginePart: {
    where: (workspaceId): Prisma.EnginePartWhereInput => ({ key: { startsWith: ownKey(workspaceId, '') } }),
    pin: 'key',
  },
  EngineProbe: null,
  Erasure: byColumn,
  Feedback: byColumn,
  InboundEvent: byColumn,
  // Its own, or that of its whole organization, which it may end: then it ends for all.
  Installation: {
    where: (id): Prisma.InstallationWhereInput => ({ workspaces: { some: { id } } }),
    pin: null,
  },
  ItemFigures: null,
  ModelFigures: byColumn,
  Organization: {
    where: (id): Prisma.OrganizationWhereInput => ({ workspaces: { some: { id } } }),
    pin: null,
  },
  OrganizationFigures: null,
  OrganizationModelFigures: null,
  Person: byColumn,
  Recap: {
    where: (workspaceId): Prisma.RecapWhereInput => ({ conversation: { workspaceId } }),
    pin: 'conversationId',
  },
  Reminder: { where: (workspaceId): Prisma.ReminderWhereInput => ({ item: { workspaceId } }), pin: 'itemId' },
  SearchEntry: byColumn,
  SignInLink: byColumn,
  Tag: byColumn,
  WorkerBeat: null,
  Workspace: { where: (id): Prisma.WorkspaceWhereInput => ({ id }), pin: null },
} as const satisfies Record<Prisma.ModelName, Owner | null>;

/** A key of a table that has no workspace, so that it is one workspace's own. */
export function ownKey(workspaceId: string, key: string): string {
  return `${workspaceId} ${key}`;
}
