import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actionItemsAnswer, actionItemsQuery } from '../../src/core/domain/admin/action-items.ts';
import { auditPage, auditQuery } from '../../src/core/domain/admin/audit.ts';
import { channelsPage, channelsQuery } from '../../src/core/domain/admin/channels.ts';
import {
  conversationDetail,
  conversationsPage,
  conversationsQuery,
} from '../../src/core/domain/admin/conversations.ts';
import { digestsPage, digestsQuery } from '../../src/core/domain/admin/digests.ts';
import { feedbackAnswer, feedbackQuery } from '../../src/core/domain/admin/feedback.ts';
import { overview as overviewAnswer, overviewQuery } from '../../src/core/domain/admin/overview.ts';
import { settingsAnswer, settingsQuery } from '../../src/core/domain/admin/settings.ts';
import { usageAnswer, usageQuery } from '../../src/core/domain/admin/usage.ts';
import { workspacesPage, workspacesQuery } from '../../src/core/domain/admin/workspaces.ts';
import type { AdminReads } from '../../src/core/store/admin/index.ts';
import type { AdminScope } from '../../src/core/store/admin/scope.ts';
import {
  ACME,
  at,
  NOW,
  ONLY_TWO,
  OTHER,
  type ToldOrganizations,
  toldOrganizations,
} from '../support/told-organizations.ts';
import { SECRET, twoOrganizations } from '../support/two-organizations.ts';

const DEFAULTS = { monthlyBudgetUsd: 25, retentionDays: 365, language: null };

let told: ToldOrganizations;
let reads: AdminReads;
let ids: ToldOrganizations['ids'];

beforeAll(async () => {
  told = await toldOrganizations();
  ({ reads, ids } = told);
});
afterAll(() => told?.close());

const overview = (scope: AdminScope, query: object = {}) =>
  reads.overview(scope, overviewQuery.parse(query), { now: NOW, monthlyBudgetUsd: 25 });
const conversations = (scope: AdminScope, query: object = {}) =>
  reads.conversations(scope, conversationsQuery.parse(query));
const channels = (scope: AdminScope, query: object = {}) => reads.channels(scope, channelsQuery.parse(query));

/** Everything that can be asked within a scope, checked against the models that it is sent by. */
async function everything(scope: AdminScope, query: object = {}): Promise<unknown[]> {
  const details = await Promise.all(Object.values(ids).map((id) => reads.conversation(scope, id)));
  const usages = await Promise.all(
    ['model', 'channel', 'day'].map((by) => reads.usage(scope, usageQuery.parse({ ...query, by }), NOW)),
  );
  return [
    overviewAnswer.parse(await overview(scope, query)),
    workspacesPage.parse(await reads.workspaces(scope, workspacesQuery.parse({}), { now: NOW, scopes: [] })),
    channelsPage.parse(await channels(scope, query)),
    conversationsPage.parse(await conversations(scope, query)),
    ...details.flatMap((detail) => (detail === null ? [] : [conversationDetail.parse(detail)])),
    digestsPage.parse(await reads.digests(scope, digestsQuery.parse(query))),
    actionItemsAnswer.parse(await reads.actionItems(scope, actionItemsQuery.parse(query), NOW)),
    feedbackAnswer.parse(await reads.feedback(scope, feedbackQuery.parse(query))),
    ...usages.map((usage) => usageAnswer.parse(usage)),
    settingsAnswer.parse(
      await reads.settings(scope, settingsQuery.parse(query), { now: NOW, defaults: DEFAULTS }),
    ),
    auditPage.parse(await reads.audit(scope, auditQuery.parse(query))),
  ];
}

describe('scope', () => {
  it('shows an organization nothing of another, whatever ids it is asked by', async () => {
    const acme = JSON.stringify([await everything(ACME), await everything(ACME, { workspace: 'T0OTHER' })]);
    expect(acme).not.toMatch(/T0OTHER|COTHER/);
    const other = JSON.stringify([await everything(OTHER), await everything(OTHER, { workspace: 'T0ONE' })]);
    expect(other).not.toMatch(/T0ONE|T0TWO|E0ACME/);
    expect(await reads.conversation(ACME, ids.other ?? '')).toBeNull();
    expect(await conversations(ACME, { channel: 'COTHERPUBLIC' })).toEqual({ rows: [], next: null });
    expect((await overview(OTHER)).costUsd).toBe(8);
  });

  it("shows a workspace's admin that workspace alone, and no line that is of none", async () => {
    const all = JSON.stringify([
      await everything(ONLY_TWO),
      await everything(ONLY_TWO, { workspace: 'T0ONE' }),
    ]);
    expect(all).not.toMatch(/T0ONE|CONE|T0OTHER/);
    expect((await overview(ONLY_TWO, { days: 4 })).costUsd).toBe(2);
    const { rows } = await reads.audit(ONLY_TWO, auditQuery.parse({}));
    expect(rows.map(({ workspaceId }) => workspaceId)).toEqual(['T0TWO']);
  });

  it('finds nothing by an id that is none', async () => {
    expect(await reads.conversation(ACME, "'; DROP TABLE x")).toBeNull();
  });
});

describe('what nobody is shown', () => {
  it('holds no word of a recap, a focus or private feedback, and no name that is not public', async () => {
    const all = JSON.stringify(await everything(ACME));
    expect(all).not.toContain(SECRET);
    expect(all).toContain('The date.');
    expect(all).toContain('general-100%_ONE');
  });

  it('names private channels to those who may read them, and asks about no others', async () => {
    const asked: string[] = [];
    const mayKnow = async (workspaceId: string, channelIds: readonly string[]) => {
      asked.push(...channelIds.map((id) => `${workspaceId} ${id}`));
      return new Set(['CONEPRIVATE']);
    };
    const { rows } = await conversations({ ...ACME, mayKnow }, { workspace: 'T0ONE' });
    expect(asked.sort()).toEqual(['T0ONE CONEPRIVATE', 'T0ONE CONEUNKNOWN']);
    const nameOf = (id: string | undefined) => rows.find((row) => row.id === id)?.channelName;
    expect(nameOf(ids.private)).toBe(`${SECRET}-plan`);
    expect(nameOf(ids.failed)).toBeNull();
    const feedback = await reads.feedback({ ...ACME, mayKnow }, feedbackQuery.parse({}));
    expect(feedback.page.rows.find((row) => row.conversationId === ids.private)?.words).toBeNull();
  });
});

describe('action items of what was not said in public', () => {
  const items = async (query: object = {}, mayRead: readonly string[] = []) => {
    const mayKnow = async () => new Set(mayRead);
    const { page } = await reads.actionItems({ ...ACME, mayKnow }, actionItemsQuery.parse(query), NOW);
    return page.rows.map((row) => ({ ...row, found: found[row.conversationId] }));
  };
  const whose = (rows: Awaited<ReturnType<typeof items>>, name: string) =>
    rows
      .filter((row) => row.found === name)
      .map(({ isTold, assignee, due }) => ({ isTold, assignee, due }))
      .sort((a, b) => String(a.assignee).localeCompare(String(b.assignee)));
  const MINE = { assignee: 'U0MARA', due: '2026-11-20' };
  const ALL = ['CONEPRIVATE', 'CTWOPUBLIC'];
  const NOTHING = { isTold: false, assignee: null, due: null };
  let found: Record<string, string> = {};

  beforeAll(async () => {
    const { tell } = twoOrganizations(told.database);
    const item = { at: at('22'), items: [MINE, {}] };
    const inPrivate = await tell({ ...item, channelId: 'CONEPRIVATE' });
    const alone = await tell({ ...item, workspaceId: 'T0TWO', audience: 'private' });
    found = { [inPrivate]: 'in a private channel', [alone]: 'alone', [ids.first ?? '']: 'in public' };
  });

  it('are told to nobody where the recap is for one person alone', async () => {
    expect(whose(await items({}, ALL), 'alone')).toEqual([NOTHING, NOTHING]);
  });

  it('are told of a private channel to whoever may read it', async () => {
    expect(whose(await items(), 'in a private channel')).toEqual([NOTHING, NOTHING]);
    expect(whose(await items({}, ALL), 'in a private channel')).toEqual([
      { isTold: true, assignee: null, due: null },
      { isTold: true, ...MINE },
    ]);
    expect(whose(await items(), 'in public')).toHaveLength(2);
  });

  it.each([
    [{ assignee: 'U0MARA' }, 0],
    [{ assignee: 'U0BO' }, 1],
    [{ due: 'undated' }, 0],
    [{ due: 'dated' }, 2],
    [{ due: 'overdue' }, 1],
  ])('are not found by %j', async (query, inPublic) => {
    const rows = await items(query, ALL);
    expect(rows.map((row) => row.found)).toEqual(Array(inPublic).fill('in public'));
  });
});
