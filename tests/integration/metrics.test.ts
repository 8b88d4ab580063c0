import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { readVersion } from '../../src/core/runtime/version.ts';
import { SHORTCUT_RECALL_THREAD } from '../../src/core/slack/ids.ts';
import { createStore } from '../../src/core/store/index.ts';
import { apiWith, get } from '../support/api.ts';
import { createTestDatabase } from '../support/database.ts';
import { freePort } from '../support/free-port.ts';
import { GENERAL, launchThread, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { type RecallUnderTest, startRecall } from '../support/recall.ts';
import { until } from '../support/until.ts';

const thread = launchThread();
let recall: RecallUnderTest;

beforeAll(async () => {
  recall = await startRecall({ backend: 'postgres', seed: meetingWorkspace({ messages: thread }) });
});
afterAll(() => recall.close());

async function scrape(url: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${url}/metrics`, { headers, signal: AbortSignal.timeout(10_000) });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** The value of one line; undefined where there is none. */
function figureIn(text: string, series: string): number | undefined {
  const line = text.split('\n').find((each) => each.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length + 1));
}

describe('the metrics', () => {
  it('tell what was done and how everything stands, and no names', async () => {
    await recall.simulator
      .as(MARA)
      .useMessageShortcut({ callbackId: SHORTCUT_RECALL_THREAD, channel: GENERAL, ts: thread[0]?.ts ?? '' });
    const DONE = 'recall_conversations_finished_total{trigger="shortcut",outcome="done",error="none"}';
    let text = '';
    await until(async () => {
      ({ text } = await scrape(recall.apiUrl));
      return figureIn(text, DONE) === 1;
    });
    expect(figureIn(text, 'recall_recap_seconds_count{trigger="shortcut"}')).toBe(1);
    for (const component of ['database', 'queue', 'worker', 'engine', 'slack'])
      expect([component, figureIn(text, `recall_up{component="${component}"}`)]).toEqual([component, 1]);
    expect(figureIn(text, 'recall_workers')).toBe(1);
    expect(figureIn(text, 'recall_conversations{state="queued"}')).toBe(0);
    expect(figureIn(text, 'recall_queue_jobs{state="failed"}')).toBe(0);
    expect(figureIn(text, 'recall_installations{state="active"}')).toBe(1);
    expect(figureIn(text, 'recall_digests_late')).toBe(0);
    expect(
      figureIn(text, `recall_build_info{version="${readVersion()}",engine="builtin",queue="postgres"}`),
    ).toBe(1);
    expect(figureIn(text, 'recall_database_size_bytes')).toBeGreaterThan(1_000_000);
    expect(text).toContain('process_resident_memory_bytes');
    const { text: health } = await get(`${recall.apiUrl}/health`);
    for (const word of ['t0acme', 'acme', MARA, 'mara', GENERAL, '#general', 'launch', 'importer']) {
      expect(text.toLowerCase()).not.toContain(word.toLowerCase());
      expect(health.toLowerCase()).not.toContain(word.toLowerCase());
    }
  });

  it('count a month of models, digests and failures of a day, each once however often they are asked', async () => {
    const { database, store } = recall;
    const [{ id: workspaceId } = { id: '' }] = await database.query<{ id: string }>(
      'SELECT id FROM "Workspace"',
    );
    await store.engineCalls.record(
      {
        workspaceId,
        conversationId: null,
        model: 'a-model',
        tokens: { input: 100, output: 20, cacheRead: 3, cacheWrite: 4 },
        costUsd: 0.25,
      },
      new Date(),
    );
    await database.query(
      `INSERT INTO "Digest" (id, "workspaceId", "channelIds", cron, "timeZone", author, state, "pausedFor", "nextDueAt")
       VALUES (gen_random_uuid(), $1, '{}', '0 9 * * 1', 'UTC', 'U0NOBODY0', 'paused', 'not_in_channel', now() - interval '1 hour')`,
      [workspaceId],
    );
    await database.query(
      `INSERT INTO "Conversation" (id, "workspaceId", "channelId", source, trigger, audience, "askedBy", state, "errorCode", "finishedAt")
       VALUES (gen_random_uuid(), $1, $2, 'channel', 'mention', 'private', 'U0NOBODY0', 'failed', 'engine_denied', now())`,
      [workspaceId, GENERAL],
    );
    const FAILED =
      'recall_conversations_finished_total{trigger="mention",outcome="failed",error="engine_denied"}';
    const seen: (number | undefined)[] = [];
    let text = '';
    await until(async () => {
      const answer = await scrape(recall.apiUrl);
      if (answer.text !== text) seen.push(figureIn(answer.text, FAILED));
      text = answer.text;
      return seen.filter((value) => value !== undefined).length >= 2;
    });
    expect(seen.at(-1)).toBe(1);
    expect(figureIn(text, 'recall_digests{state="paused_by_recall"}')).toBe(1);
    expect(figureIn(text, 'recall_engine_month_calls')).toBe(1);
    expect(figureIn(text, 'recall_engine_month_tokens{kind="input"}')).toBe(100);
    expect(figureIn(text, 'recall_engine_month_cost_usd')).toBe(0.25);
    expect(figureIn(text, 'recall_degraded{component="engine"}')).toBe(1);
    expect(figureIn(text, 'recall_up{component="engine"}')).toBe(1);
  });

  it('are for those alone who show the token, where there is one', async () => {
    const token = 'a-token-of-24-characters';
    const { apiUrl } = await apiWith({ ...recall.environment, API_PORT: '0', METRICS_TOKEN: token });
    for (const authorization of ['', 'Bearer', `Bearer ${token}x`, `Basic ${token}`, 'Bearer a']) {
      const { status, headers, text } = await scrape(apiUrl, { authorization });
      expect([authorization, status]).toEqual([authorization, 401]);
      expect(headers.get('www-authenticate')).toContain('Bearer');
      expect(text).not.toContain('recall_up');
    }
    const { status, headers, text } = await scrape(apiUrl, { authorization: `Bearer ${token}` });
    expect(status).toBe(200);
    expect(headers.get('content-type')).toContain('text/plain');
    expect(figureIn(text, 'recall_up{component="database"}')).toBe(1);
    expect((await fetch(`${apiUrl}/metrics?token=${token}`)).status).toBe(401);
  });

  it('stand at their own address alone, where they have one', async () => {
    const port = await freePort();
    const { apiUrl } = await apiWith({ ...recall.environment, API_PORT: '0', METRICS_PORT: String(port) });
    expect((await scrape(apiUrl)).status).toBe(404);
    const own = `http://127.0.0.1:${port}`;
    expect((await scrape(own)).status).toBe(200);
    for (const path of ['/health', '/admin', '/'])
      expect([path, (await fetch(`${own}${path}`)).status]).toEqual([path, 404]);
  });

  it('say that the database is away, and leave out what nobody knows then', async () => {
    const { database } = recall;
    await database.goAway();
    onTestFinished(() => database.comeBack());
    let text = '';
    await until(async () => {
      const answer = await scrape(recall.apiUrl);
      expect(answer.status).toBe(200);
      text = answer.text;
      return figureIn(text, 'recall_up{component="database"}') === 0;
    });
    expect(text).not.toMatch(/^recall_(installations|workers|digests|engine_month|queue_jobs)/m);
    expect(text).toContain('process_resident_memory_bytes');
    await database.comeBack();
    await until(
      async () => figureIn((await scrape(recall.apiUrl)).text, 'recall_up{component="database"}') === 1,
    );
  });
});

describe('the figures', () => {
  it('ring for no digest and no conversation of a workspace that took Recall out', async () => {
    const database = await createTestDatabase();
    onTestFinished(database.drop);
    const store = createStore({ databaseUrl: database.url, max: 2 });
    onTestFinished(() => store.close());
    const id = 'T0GONE';
    const [bot, url] = [{ botUserId: 'U0BOT', botId: 'B0BOT', scopes: [] }, 'https://gone.slack.com/'];
    await store.workspaces.install({ id, name: 'Gone', url, ...bot });
    await database.query(
      `INSERT INTO "Digest" (id, "workspaceId", "channelIds", cron, "timeZone", author, state, "nextDueAt")
       VALUES ('00000000-0000-4000-8000-000000000001', $1, '{}', '0 9 * * 1', 'UTC', 'U0NOBODY0', 'active', now() - interval '1 hour')`,
      [id],
    );
    await database.query(
      `INSERT INTO "DigestPeriod" (id, "digestId", key, start, "end", due, "isLate", folded, "isCut")
       VALUES (gen_random_uuid(), '00000000-0000-4000-8000-000000000001', 'k', now() - interval '2 hours', now() - interval '1 hour', now() - interval '1 hour', false, 0, false)`,
    );
    await database.query(`INSERT INTO "Channel" ("workspaceId", id, name) VALUES ($1, 'C0GONE', 'gone')`, [
      id,
    ]);
    await database.query(
      `INSERT INTO "Conversation" (id, "workspaceId", "channelId", source, trigger, audience, "askedBy", state)
       VALUES (gen_random_uuid(), $1, 'C0GONE', 'channel', 'mention', 'private', 'U0NOBODY0', 'queued')`,
      [id],
    );
    const late = await store.metrics.figures(new Date());
    expect([late.digests.late, late.digests.due, late.conversations.queued]).toEqual([2, 1, 1]);
    await store.workspaces.markRevoked(id, {
      for: 'app_uninstalled',
      at: new Date(),
      purgeAfter: new Date(),
    });
    const rests = await store.metrics.figures(new Date());
    expect([rests.digests.late, rests.digests.due, rests.conversations.queued]).toEqual([0, 0, 0]);
    expect(rests.installations).toEqual({ active: 0, revoked: 1 });
  });
});
