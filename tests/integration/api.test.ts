import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { startApi } from '../../src/api/main.ts';
import { loadConfig } from '../../src/core/runtime/config.ts';
import { createLogger } from '../../src/core/runtime/logger.ts';
import { readVersion } from '../../src/core/runtime/version.ts';
import { SHORTCUT_RECALL_THREAD } from '../../src/core/slack/ids.ts';
import { describeOnEachBackend, describeWithRedis } from '../support/backends.ts';
import { createTestDatabase } from '../support/database.ts';
import { failingEngine } from '../support/failing-engine.ts';
import { GENERAL, launchThread, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { type RecallOptions, type RecallUnderTest, startRecall } from '../support/recall.ts';
import { startRelay } from '../support/relay.ts';
import { until } from '../support/until.ts';

const status = z.enum(['ok', 'degraded', 'down']);
const count = z.number().int().nonnegative();

/** The component report as operators' programs read it: these fields, and no others. */
const report = z.strictObject({
  status,
  version: z.string(),
  uptimeSeconds: count,
  components: z.strictObject({
    database: z.strictObject({ status, latencyMs: count }),
    queue: z.strictObject({
      status,
      backend: z.enum(['redis', 'postgres']),
      waiting: count,
      active: count,
      delayed: count,
      failed: count,
      oldestWaitingSeconds: count,
    }),
    worker: z.strictObject({ status, count, lastSeenSeconds: count.nullable() }),
    engine: z.strictObject({ status, name: z.enum(['bedrock', 'builtin']), model: z.string().nullable() }),
    slack: z.strictObject({ status, workspaces: count }),
  }),
});
type Report = z.infer<typeof report>;

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

/** An API alone, on what the environment says. */
async function apiWith(environment: Record<string, string>, { now }: { now?: () => Date } = {}) {
  const stopping = new AbortController();
  const api = await startApi({
    config: loadConfig({ API_PORT: '0', ...environment }, ['api']),
    logger: createLogger({ level: 'silent', format: 'json' }),
    signal: stopping.signal,
    ...(now ? { now } : {}),
  });
  onTestFinished(() => api.close());
  return { apiUrl: api.url, stop: () => stopping.abort() };
}

/** Fails where no answer comes within what a patient probe would wait. */
async function get(url: string): Promise<{ code: number; body: unknown; headers: Headers; text: string }> {
  const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
  const text = await response.text();
  return { code: response.status, body: JSON.parse(text), headers: response.headers, text };
}

async function health({ apiUrl }: { apiUrl: string }): Promise<Report & { code: number }> {
  const { code, body } = await get(`${apiUrl}/health`);
  return { ...report.parse(body), code };
}

async function statuses(api: { apiUrl: string }): Promise<Record<string, string | number>> {
  const { code, status: whole, components } = await health(api);
  const parts = Object.entries(components).map(([name, part]): [string, string] => [name, part.status]);
  return { code, status: whole, ...Object.fromEntries(parts) };
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
    await until(async () => (await recall.states()).length === 1);
    recall.simulator.faults.revokeToken('token_revoked');
    await recall.startWorker();
    await untilStatuses(recall, { code: 200, status: 'degraded', ...WELL, slack: 'down' });
  });

  it('names the model that is asked', async () => {
    const { url, drop } = await createTestDatabase();
    const api = await apiWith({ DATABASE_URL: url, BEDROCK_MODEL_ID: 'eu.some-model-v1:0' });
    expect((await health(api)).components.engine).toEqual({
      status: 'ok',
      name: 'bedrock',
      model: 'eu.some-model-v1:0',
    });
    onTestFinished(drop);
  });
});

describe('the probes', () => {
  const probes = async ({ apiUrl }: { apiUrl: string }) => {
    const [live, ready] = await Promise.all(['live', 'ready'].map((name) => get(`${apiUrl}/health/${name}`)));
    return { live: live?.code, ready: ready?.code };
  };

  it('are well once the database is migrated, and ready fails before', async () => {
    const database = await createTestDatabase({ migrated: false });
    const api = await apiWith({ DATABASE_URL: database.url });
    onTestFinished(database.drop);
    expect(await probes(api)).toEqual({ live: 200, ready: 503 });
    const migrated = await createTestDatabase();
    onTestFinished(migrated.drop);
    expect(await probes(await apiWith({ DATABASE_URL: migrated.url }))).toEqual({ live: 200, ready: 200 });
  });

  it('tell a process that lives but is of no use without its database', async () => {
    const database = await createTestDatabase();
    onTestFinished(database.drop);
    const api = await apiWith({ DATABASE_URL: database.url });
    await database.goAway();
    expect(await probes(api)).toEqual({ live: 200, ready: 503 });
    await database.comeBack();
    expect(await probes(api)).toEqual({ live: 200, ready: 200 });
  });

  it('tell that the process is stopping', async () => {
    const database = await createTestDatabase();
    onTestFinished(database.drop);
    const api = await apiWith({ DATABASE_URL: database.url });
    api.stop();
    expect(await probes(api)).toEqual({ live: 200, ready: 503 });
  });
});

describe('every answer', () => {
  it('is JSON, also where there is nothing', async () => {
    const { apiUrl } = await recallWith({ services: ['api'] });
    for (const path of [
      '/',
      '/nothing',
      '/health/nothing',
      '/%00',
      '/health/live/%ZZ',
      '/../../etc/passwd',
    ]) {
      const { code, body } = await get(`${apiUrl}${path}`);
      expect([path, code]).toEqual([path, 404]);
      expect(body).toMatchObject({ error: { code: 'not_found', message: expect.any(String) } });
    }
    const posted = await fetch(`${apiUrl}/health`, { method: 'POST', body: '{' });
    expect(posted.status).toBe(404);
    expect(await posted.json()).toMatchObject({ error: { code: 'not_found' } });
  });

  it('has a head', async () => {
    const { apiUrl } = await recallWith({ services: ['api'] });
    const head = await fetch(`${apiUrl}/health/live`, { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(await head.text()).toBe('');
  });

  it('is guarded, is not kept, and does not tell what it was made with', async () => {
    const { apiUrl } = await recallWith({ services: ['api'] });
    for (const path of ['/health', '/health/live', '/nothing']) {
      const { headers } = await get(`${apiUrl}${path}`);
      expect(headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.has('x-powered-by')).toBe(false);
    }
  });

  it('holds no secret, whether all is well or not', async () => {
    const recall = await recallWith({ services: ['bot', 'api'] });
    const { config, simulator, database } = recall;
    const secrets = [config.slack.signingSecret, simulator.app.botToken, new URL(database.url).password];
    const answers = async () =>
      Promise.all(['/health', '/health/ready', '/nothing'].map((path) => get(`${recall.apiUrl}${path}`)));
    const before = await answers();
    await database.goAway();
    for (const { text, headers } of [...before, ...(await answers())]) {
      const all = text + JSON.stringify([...headers]);
      for (const secret of secrets) expect(all).not.toContain(secret);
    }
  });
});
