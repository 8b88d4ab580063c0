import { actionItemsQuery } from '../../src/core/domain/admin/action-items.ts';
import { auditQuery } from '../../src/core/domain/admin/audit.ts';
import { channelsQuery } from '../../src/core/domain/admin/channels.ts';
import { conversationsQuery } from '../../src/core/domain/admin/conversations.ts';
import { digestsQuery } from '../../src/core/domain/admin/digests.ts';
import { feedbackQuery } from '../../src/core/domain/admin/feedback.ts';
import { overviewQuery } from '../../src/core/domain/admin/overview.ts';
import { settingsQuery } from '../../src/core/domain/admin/settings.ts';
import { usageQuery } from '../../src/core/domain/admin/usage.ts';
import { workspacesQuery } from '../../src/core/domain/admin/workspaces.ts';
import type { AdminReads } from '../../src/core/store/admin/index.ts';
import type { AdminScope } from '../../src/core/store/admin/scope.ts';

/** A page of the admin view as somebody opens it. */
export interface BenchPage {
  /** Below `/admin`. */
  path: string;
  query: Readonly<Record<string, string>>;
  /** Shows sums alone: its plans may read a table from one end to the other. */
  isFigures?: boolean;
  /** Shows sums above a list: only those of the list are held to an index. */
  hasTotals?: boolean;
}

/** Every page with what makes it read most; the last ones are the rarest filters. */
export function pagesOf({ conversationId }: { conversationId: string }): BenchPage[] {
  const of = (path: string, query: Record<string, string> = {}): BenchPage => ({ path, query });
  const figures = (path: string, query: Record<string, string>) => ({ path, query, isFigures: true });
  const totalled = (path: string, query: Record<string, string>) => ({ path, query, hasTotals: true });
  const workspace = 'T0A000000';
  return [
    figures('', {}),
    figures('', { days: '90' }),
    figures('', { days: '366' }),
    figures('', { days: '366', workspace }),
    of('/workspaces'),
    of('/workspaces', { search: 'space 4' }),
    of('/channels'),
    of('/channels', { search: 'launch' }),
    of('/channels', { mode: 'on', workspace: 'T0A000000', limit: '100' }),
    of('/conversations'),
    of('/conversations', { limit: '100' }),
    of('/conversations', { to: '2026-05-01' }),
    of('/conversations', { state: 'done' }),
    of('/conversations', { state: 'failed' }),
    of('/conversations', { state: 'failed', trigger: 'reaction' }),
    of('/conversations', { state: 'queued' }),
    of('/conversations', { trigger: 'reaction' }),
    of('/conversations', { trigger: 'schedule', state: 'cancelled', to: '2026-05-01' }),
    of('/conversations', { error: 'internal' }),
    of('/conversations', { error: 'none_such' }),
    of('/conversations', { person: 'U0A000003' }),
    of('/conversations', { channel: 'C0A000000' }),
    of('/conversations', { channel: 'C0A000000', state: 'failed', trigger: 'reaction' }),
    of('/conversations', { workspace, state: 'failed' }),
    of(`/conversations/${conversationId}`),
    of('/digests'),
    of('/digests', { state: 'paused' }),
    totalled('/action-items', {}),
    totalled('/action-items', { state: 'open', due: 'overdue' }),
    totalled('/action-items', { assignee: 'U0A000003' }),
    totalled('/action-items', { due: 'undated' }),
    totalled('/action-items', { workspace }),
    totalled('/feedback', {}),
    totalled('/feedback', { verdict: 'down' }),
    totalled('/feedback', { workspace }),
    figures('/usage', { by: 'model' }),
    figures('/usage', { by: 'channel' }),
    figures('/usage', { by: 'day' }),
    figures('/usage', { by: 'channel', days: '366' }),
    figures('/usage', { by: 'day', days: '366' }),
    figures('/usage', { by: 'channel', days: '366', workspace }),
    of('/settings'),
    of('/audit'),
    of('/audit', { action: 'exported' }),
    of('/audit', { actor: 'U0A000003', workspace: 'T0A000003' }),
  ];
}

/** What a page reads from the database. */
export function readPage(
  reads: AdminReads,
  scope: AdminScope,
  { page: { path, query }, now }: { page: BenchPage; now: Date },
): Promise<unknown> {
  const [, name = '', id] = path.split('/');
  if (id !== undefined) return reads.conversation(scope, id);
  const defaults = { monthlyBudgetUsd: 0, retentionDays: 365, language: null };
  const read: Record<string, () => Promise<unknown>> = {
    '': () => reads.overview(scope, overviewQuery.parse(query), { now, monthlyBudgetUsd: 0 }),
    workspaces: () => reads.workspaces(scope, workspacesQuery.parse(query), { now, scopes: [] }),
    channels: () => reads.channels(scope, channelsQuery.parse(query)),
    conversations: () => reads.conversations(scope, conversationsQuery.parse(query)),
    digests: () => reads.digests(scope, digestsQuery.parse(query)),
    'action-items': () => reads.actionItems(scope, actionItemsQuery.parse(query), now),
    feedback: () => reads.feedback(scope, feedbackQuery.parse(query)),
    usage: () => reads.usage(scope, usageQuery.parse(query), now),
    settings: () => reads.settings(scope, settingsQuery.parse(query), { now, defaults }),
    audit: () => reads.audit(scope, auditQuery.parse(query)),
  };
  return read[name]?.() ?? Promise.reject(new Error(`there is no page ${path}`));
}
