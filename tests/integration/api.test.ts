import { describe, expect, it, onTestFinished } from 'vitest';
import { readVersion } from '../../src/core/runtime/version.ts';
import { SHORTCUT_RECALL_THREAD } from '../../src/core/slack/ids.ts';
import { apiWith, get, health, report, statuses } from '../support/api.ts';
import { describeOnEachBackend, describeWithRedis } from '../support/backends.ts';
import { createTestDatabase } from '../support/database.ts';
import { failingEngine } from '../support/failing-engine.ts';
import { GENERAL, launchThread, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { type RecallOptions, type RecallUnderTest, startRecall } from '../support/recall.ts';
import { startRelay } from '../support/relay.ts';
import { until } from '../support/until.ts';

const thread = launchThread();

async function recallWith(options: Partial<RecallOptions> = {}): Promise<RecallUnderTest> {
  const seed = meetingWorkspace({ messages: thread });
  const recall = await startRecall({ backend: 'postgres', seed, ...options });
  onTestFinished(() => recall.close());
  return recall;
}

async function askForRecap({ simulator }: RecallUnderTest): Promise<void> {
  const ts = thread[0]?.ts ?? '';
  await simulator.as(MARA).useMessageShortcut({ callbackId: SHORTCUT_RECALL_THREAD, channel: GENERAL, ts });
}

const WELL = { database: 'ok', queue: 'ok', worker: 'ok', engine: 'ok', slack: 'ok' };

/** Waits for a report, since some of it follows what happens by a moment. */
async function untilStatuses(api: { apiUrl: string }, expected: object): Promise<void> {
  await expect.poll(() => statuses(api), { timeout: 20_000 }).toEqual(expected);
}

describeOnEachBackend('the component report', (backend) => {
  it('is well-formed and all is well, under both of its names', async () => {
    const recall = await recallWith({ backend });
    await untilStatuses(recall, { code: 200, status: 'ok', ...WELL });
    for (const path of ['/health', '/api/health']) {
      const { code, body, headers } = await get(`${recall.apiUrl}${path}`);
      expect(code).toBe(200);
      expect(headers.get('content-type')).toMatch(/^application\/json/);
      expect(report.parse(body)).toMatchObject({
        version: readVersion(),
        components: {
          queue: { backend },
          worker: { count: 1 },
          engine: { name: 'builtin', model: null },
          slack: { workspaces: 1 },
        },
      });
    }
  });

  it('counts what waits, and says that it waits too long', async () => {
    const recall = await recallWith({ backend, services: ['bot', 'api'] });
    await askForRecap(recall);
    await expect.poll(async () => (await health(recall)).components.queue).toMatchObject({ waiting: 1 });
    const later = await apiWith(recall.environment, { now: () => new Date(Date.now() + 10 * 60_000) });
    const { code, components } = await health(later);
    expect(code).toBe(200);
    expect(components.queue.status).toBe('degraded');
    expect(components.queue.oldestWaitingSeconds).toBeGreaterThanOrEqual(600);
  });

  it('is down without the database, answers all the same, and recovers with it', async () => {
    const recall = await recallWith({ backend });
    await untilStatuses(recall, { code: 200, status: 'ok', ...WELL });
    await recall.database.goAway();
    const away = { code: 503, status: 'down', database: 'down', worker: 'down', slack: 'down', engine: 'ok' };
    await untilStatuses(recall, { ...away, queue: backend === 'redis' ? 'ok' : 'down' });
    await recall.database.comeBack();
    await untilStatuses(recall, { code: 200, status: 'ok', ...WELL });
  });

  it('answers where the database has fallen silent', async () => {
    const recall = await recallWith({ backend });
    const relay = await startRelay(recall.database.url);
    onTestFinished(() => relay.close());
    const api = await apiWith({ ...recall.environment, DATABASE_URL: relay.url });
    await untilStatuses(api, { code: 200, status: 'ok', ...WELL });
    relay.silence();
    expect(await statuses(api)).toMatchObject({ code: 503, status: 'down', database: 'down' });
    expect(await get(`${api.apiUrl}/health/ready`)).toMatchObject({ code: 503 });
    await relay.cut();
    expect(await statuses(api)).toMatchObject({ code: 503, status: 'down', database: 'down' });
    await relay.mend();
    await untilStatuses(api, { code: 200, status: 'ok', ...WELL });
  });
});

describeWithRedis('the component report without Redis', () => {
  it('is degraded, since what is asked for is kept, and recovers with it', async () => {
    const recall = await recallWith({ backend: 'redis' });
    await untilStatuses(recall, { code: 200, status: 'ok', ...WELL });
    await recall.redis?.kill();
    await untilStatuses(recall, { code: 200, status: 'degraded', ...WELL, queue: 'down' });
    await recall.redis?.restart();
    await untilStatuses(recall, { code: 200, status: 'ok', ...WELL });
  });
});

describe('the component report', () => {
  it('is degraded without a worker', async () => {
    const recall = await recallWith();
    await untilStatuses(recall, { code: 200, status: 'ok', ...WELL });
    await recall.stopWorker();
    await untilStatuses(recall, { code: 200, status: 'degraded', ...WELL, worker: 'down' });
    expect((await health(recall)).components.worker).toMatchObject({ count: 0, lastSeenSeconds: null });
  });

  it('tells when a worker was last heard of that ended without a word', async () => {
    const recall = await recallWith({ services: ['bot', 'api'] });
    await recall.store.workerBeats.beat('dead', new Date(Date.now() - 60_000));
    const { worker } = (await health(recall)).components;
    expect(worker).toMatchObject({ status: 'down', count: 0 });
    expect(worker.lastSeenSeconds).toBeGreaterThanOrEqual(60);
  });

  it('is degraded after the engine has failed, until it has not', async () => {
    const recall = await recallWith({ engine: failingEngine({ code: 'engine_denied', times: 1 }) });
    await askForRecap(recall);
    await untilStatuses(recall, { code: 200, status: 'degraded', ...WELL, engine: 'degraded' });
    await askForRecap(recall);
    await untilStatuses(recall, { code: 200, status: 'ok', ...WELL });
  });

  it('is degraded when Slack no longer takes the token', async () => {
    const recall = await recallWith({ services: ['bot', 'api'] });
    await askForRecap(recall);
    await until(() => recall.inThread(GENERAL, thread[0]?.ts ?? '').length === 1);
    recall.simulator.faults.revokeToken('token_revoked');
    await recall.startWorker();
    await untilStatuses(recall, { code: 200, status: 'degraded', ...WELL, slack: 'down' });
  });

  it('names the model that is asked', async () => {
    const { url, drop } = await createTestDatabase();
    onTestFinished(drop);
    const api = await apiWith({ DATABASE_URL: url, BEDROCK_MODEL_ID: 'eu.some-model-v1:0' });
    expect((await health(api)).components.engine).toEqual({
      status: 'ok',
      name: 'bedrock',
      model: 'eu.some-model-v1:0',
    });
  });
});
