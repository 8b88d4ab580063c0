import type { z } from 'zod';
import type { actionItemsQuery } from '../../domain/admin/action-items.ts';
import type { auditQuery } from '../../domain/admin/audit.ts';
import type { channelsQuery } from '../../domain/admin/channels.ts';
import type { conversationsQuery } from '../../domain/admin/conversations.ts';
import type { digestsQuery } from '../../domain/admin/digests.ts';
import type { feedbackQuery } from '../../domain/admin/feedback.ts';
import type { overviewQuery } from '../../domain/admin/overview.ts';
import type { settingsQuery, WorkspaceSettings } from '../../domain/admin/settings.ts';
import type { usageQuery } from '../../domain/admin/usage.ts';
import type { workspacesQuery } from '../../domain/admin/workspaces.ts';
import type { Db } from '../db.ts';
import { actionItems } from './action-items.ts';
import { audit } from './audit.ts';
import { channels } from './channels.ts';
import { conversation } from './conversation.ts';
import { conversations } from './conversations.ts';
import { digests } from './digests.ts';
import { feedback } from './feedback.ts';
import { overview } from './overview.ts';
import type { AdminScope } from './scope.ts';
import { settings } from './settings.ts';
import { allUsage, usage } from './usage.ts';
import { workspaces } from './workspaces.ts';

/**
 * What the admin view shows: figures, states and ids within a scope, and never what was said. Each throws RecallError `bad_input` for a
 * cursor that is not one of its list.
 */
export function createAdminReads(db: Db) {
  return {
    overview: (
      scope: AdminScope,
      query: z.output<typeof overviewQuery>,
      at: { now: Date; monthlyBudgetUsd: number },
    ) => overview(db, scope, { query, ...at }),
    workspaces: (
      scope: AdminScope,
      query: z.output<typeof workspacesQuery>,
      at: { now: Date; scopes: readonly string[] },
    ) => workspaces(db, scope, { query, ...at }),
    channels: (scope: AdminScope, query: z.output<typeof channelsQuery>) => channels(db, scope, query),
    conversations: (scope: AdminScope, query: z.output<typeof conversationsQuery>) =>
      conversations(db, scope, query),
    /** Null where there is none in the scope. */
    conversation: (scope: AdminScope, id: string) => conversation(db, scope, id),
    digests: (scope: AdminScope, query: z.output<typeof digestsQuery>) => digests(db, scope, query),
    actionItems: (scope: AdminScope, query: z.output<typeof actionItemsQuery>, now: Date) =>
      actionItems(db, scope, { query, now }),
    feedback: (scope: AdminScope, query: z.output<typeof feedbackQuery>) => feedback(db, scope, query),
    usage: (scope: AdminScope, query: z.output<typeof usageQuery>, now: Date) =>
      usage(db, scope, { query, now }),
    /** All of the rows, and not those alone that a page holds. */
    allUsage: (scope: AdminScope, query: z.output<typeof usageQuery>, now: Date) =>
      allUsage(db, scope, { query, now }),
    settings: (
      scope: AdminScope,
      query: z.output<typeof settingsQuery>,
      at: { now: Date; defaults: WorkspaceSettings },
    ) => settings(db, scope, { query, ...at }),
    audit: (scope: AdminScope, query: z.output<typeof auditQuery>) => audit(db, scope, query),
  };
}
export type AdminReads = ReturnType<typeof createAdminReads>;
