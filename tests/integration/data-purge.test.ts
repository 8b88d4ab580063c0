import { describe, expect, it } from 'vitest';
import { purgeAfter } from '../../src/core/domain/retention.ts';
import { ACME } from '../support/asks.ts';
import { at, BRAVO, inDays, stoppedAt, useFilledStore } from '../support/filled-store.ts';
import { fillWorkspace, GENERAL, SECOND } from '../support/filled-workspace.ts';
import { storeRecap } from '../support/stored-recap.ts';

const { acme, conversations, holdUp, keeps, lines, query, queueMany, store } = useFilledStore();
const { signal } = new AbortController();

describe('what is over its time', () => {
  it('goes by the retention of its channel, else of its workspace, else of all', async () => {
    await fillWorkspace(store(), { workspaceId: BRAVO, mark: 'zorp', at });
    await query(`UPDATE "Channel" SET "retentionDays" = 5 WHERE id = $1`, [SECOND]);
    await query(`UPDATE "Channel" SET "retentionDays" = 0 WHERE id = 'D0PERSON'`);
    await query(`UPDATE "Workspace" SET "retentionDays" = 20 WHERE id = $1`, [BRAVO]);
    const purge = (days: number) =>
      store().data.purgeRetained({ retentionDays: 10, now: inDays(days), signal });
    expect(await purge(5)).toBe(0);
    expect(await purge(6)).toBe(2);
    expect(await store().conversations.find(acme().second)).toBeNull();
    expect(await purge(10)).toBe(0);
    expect(await purge(11)).toBe(4);
    expect(await store().conversations.find(acme().notes)).not.toBeNull();
    expect(await purge(21)).toBe(4);
    expect(await purge(21)).toBe(0);
    expect((await lines('retention_purged')).map((line) => [line.workspaceId, line.details])).toEqual([
      [ACME.id, { conversations: 1, digestPeriods: 0, finishedBefore: '2026-03-03T00:00:00.000Z' }],
      [BRAVO, { conversations: 1, digestPeriods: 0, finishedBefore: '2026-03-03T00:00:00.000Z' }],
      [ACME.id, { conversations: 4, digestPeriods: 0, finishedBefore: '2026-03-03T00:00:00.000Z' }],
      [BRAVO, { conversations: 4, digestPeriods: 0, finishedBefore: '2026-03-03T00:00:00.000Z' }],
    ]);
  });

  it('goes with its words; what it cost, and what is unfinished, stays', async () => {
    await store().data.purgeRetained({ retentionDays: 1, now: inDays(3), signal });
    // The conversations of the digest that was started are not finished.
    expect(await conversations()).toHaveLength(2);
    expect(await query('SELECT 1 FROM "Recap"')).toEqual([]);
    expect(await query('SELECT 1 FROM "SearchEntry"')).toEqual([]);
    expect(await query('SELECT "conversationId" AS id FROM "EngineCall"')).toEqual([{ id: acme().thread }]);
  });

  it('has the recaps shown anew whose decisions it took the place of', async () => {
    const decision = (text: string) => ({ recap: { decisions: [{ text, by: null, sources: [] }] } });
    const early = await storeRecap(store(), { ...decision('in May'), at: inDays(30) });
    const late = await storeRecap(store(), { ...decision('in June'), at });
    const [may, june] = await Promise.all([early, late].map((id) => store().recaps.find(id)));
    const link = { id: may?.decisionIds[0] ?? '', byId: june?.decisionIds[0] ?? '', seenId: null };
    await store().decisions.supersede(link, at);
    const before = await store().recaps.find(early);
    expect(before?.supersededBy).toEqual(['in June']);
    await store().data.purgeRetained({ retentionDays: 10, now: inDays(31), signal });
    const after = await store().recaps.find(early);
    expect(after?.supersededBy).toEqual([null]);
    expect(after?.version).toBe((before?.version ?? 0) + 1);
  });

  it('is left where retention is 0', async () => {
    expect(await store().data.purgeRetained({ retentionDays: 0, now: inDays(10_000), signal })).toBe(0);
    expect(await lines('retention_purged')).toEqual([]);
  });

  it('goes where it can, though one workspace cannot be purged', async () => {
    await fillWorkspace(store(), { workspaceId: BRAVO, mark: 'zorp', at });
    await holdUp('workspaceId', ACME.id);
    const purged = store().data.purgeRetained({ retentionDays: 1, now: inDays(3), signal });
    await expect(purged).rejects.toMatchObject({ code: 'internal' });
    expect(await conversations()).toHaveLength(8);
    expect(await conversations(BRAVO)).toHaveLength(2);
  });

  it('is counted before a shorter time of keeping is set', async () => {
    await query(`UPDATE "Channel" SET "retentionDays" = 90 WHERE id = $1`, [SECOND]);
    const count = (retentionDays: number | null, channelId: string | null = null) =>
      store().data.countOverdue({
        ...{ workspaceId: ACME.id, channelId, retentionDays, environment: 365, now: inDays(20) },
      });
    expect(await count(10)).toBe(5);
    expect(await count(30)).toBe(0);
    expect(await count(0)).toBe(0);
    expect(await count(null)).toBe(0);
    expect(await count(10, SECOND)).toBe(1);
    expect(await count(null, SECOND)).toBe(0);
  });

  it('of signing in goes, too', async () => {
    await store().data.purgeAccess(inDays(31));
    for (const table of ['AdminSession', 'SignInLink', 'EngineProbe']) {
      expect(await query(`SELECT 1 FROM "${table}"`)).toEqual([]);
    }
  });
});

describe('a workspace that Recall was taken out of', () => {
  const takeOut = async (workspaceId: string) => {
    await store().workspaces.markRevoked(workspaceId, {
      for: 'app_uninstalled',
      at,
      purgeAfter: purgeAfter(at),
    });
  };
  const purge = (days: number, stop = signal) =>
    store().data.purgeDueWorkspaces({ now: inDays(days), signal: stop });

  it('is forgotten after its grace period, and no other one', async () => {
    await fillWorkspace(store(), { workspaceId: BRAVO, mark: 'zorp', at });
    await takeOut(ACME.id);
    expect(await purge(29)).toBe(0);
    expect(await conversations()).toHaveLength(8);
    expect(await purge(30)).toBe(1);
    expect(await keeps('quux')).toBe(false);
    expect(await keeps(ACME.id)).toBe(false);
    expect(await keeps('zorp')).toBe(true);
    expect(await conversations(BRAVO)).toHaveLength(8);
    expect(await lines('workspace_purged')).toEqual([
      {
        workspaceId: ACME.id,
        actor: 'recall',
        target: ACME.id,
        details: { conversations: 8, engineCalls: 1, organization: true, isLast: true },
      },
    ]);
    expect(await purge(31)).toBe(0);
  });

  it('is purged in the end where that was stopped half-way', async () => {
    await queueMany(600, GENERAL);
    await takeOut(ACME.id);
    await expect(purge(30, stoppedAt(3))).rejects.toThrow('stopped');
    expect(await conversations()).toHaveLength(108);
    expect(await purge(30)).toBe(1);
    expect(await keeps(ACME.id)).toBe(false);
    expect((await lines('workspace_purged')).map(({ details }) => details.isLast)).toEqual([false, true]);
  });

  it('is purged though another one cannot be', async () => {
    await fillWorkspace(store(), { workspaceId: BRAVO, mark: 'zorp', at });
    await takeOut(ACME.id);
    await takeOut(BRAVO);
    await holdUp('workspaceId', ACME.id);
    await expect(purge(30)).rejects.toMatchObject({ code: 'internal' });
    expect(await keeps('zorp')).toBe(false);
    expect(await keeps('quux')).toBe(true);
  });

  it('keeps all that is left where Recall comes back before', async () => {
    await takeOut(ACME.id);
    await store().workspaces.install(ACME);
    expect(await purge(90)).toBe(0);
    expect(await store().recaps.find(acme().thread)).not.toBeNull();
  });
});
