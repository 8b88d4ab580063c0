import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RecallError } from '../core/domain/errors.ts';
import { loadEngineConfig } from '../core/runtime/config.ts';
import { checkHealth, type HealthDeps, overall } from './health.ts';

const NOW = new Date('2026-03-01T12:00:00Z');
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1000);
const away = () =>
  Promise.reject(new RecallError('database_unavailable', 'the database did not answer', { retryable: true }));

const EMPTY_QUEUE = { waiting: 0, active: 0, delayed: 0, failed: 0, oldestWaitingSeconds: 0 };

/** Everything well, but for what is given. */
function depsWith({
  ping = async () => {},
  lastErrorCode = async () => null,
  countByState = async () => ({ active: 1, revoked: 0 }),
  summary = async () => ({ alive: 2, lastSeenAt: ago(3) }),
  report = async () => ({ backend: 'redis', ...EMPTY_QUEUE }),
  engine = { name: 'builtin' },
}: Partial<
  HealthDeps['store']['conversations'] &
    HealthDeps['store']['workspaces'] &
    HealthDeps['store']['workerBeats'] &
    HealthDeps['queue'] &
    Pick<HealthDeps['store'], 'ping'> &
    Pick<HealthDeps, 'engine'>
> = {}): HealthDeps {
  return {
    store: {
      ping,
      conversations: { lastErrorCode },
      workspaces: { countByState },
      workerBeats: { summary },
    },
    queue: { report },
    queueBackend: 'redis',
    engine,
    version: '1.0.0',
    startedAt: ago(12),
    now: () => NOW,
  };
}

describe('the component report', () => {
  it('says how each component is', async () => {
    expect(await checkHealth(depsWith())).toEqual({
      status: 'ok',
      version: '1.0.0',
      uptimeSeconds: 12,
      components: {
        database: { status: 'ok', latencyMs: expect.any(Number) },
        queue: { status: 'ok', backend: 'redis', ...EMPTY_QUEUE },
        worker: { status: 'ok', count: 2, lastSeenSeconds: 3 },
        engine: { status: 'ok', name: 'builtin', model: null },
        slack: { status: 'ok', workspaces: 1 },
      },
    });
  });

  it('is down where the database is, and still says what it can', async () => {
    const report = await checkHealth(
      depsWith({ ping: away, lastErrorCode: away, countByState: away, summary: away }),
    );
    expect(report).toMatchObject({
      status: 'down',
      components: {
        database: { status: 'down' },
        queue: { status: 'ok' },
        worker: { status: 'down', count: 0, lastSeenSeconds: null },
        engine: { status: 'ok', name: 'builtin' },
        slack: { status: 'down', workspaces: 0 },
      },
    });
  });

  it('is degraded where the queue is away, since what is asked for is kept', async () => {
    expect(await checkHealth(depsWith({ report: away }))).toMatchObject({
      status: 'degraded',
      components: { queue: { status: 'down', backend: 'redis', waiting: 0 } },
    });
  });

  it('is degraded where work waits for more than two minutes', async () => {
    const waitingFor = (seconds: number) =>
      checkHealth(
        depsWith({
          report: async () => ({
            backend: 'redis',
            ...EMPTY_QUEUE,
            waiting: 1,
            oldestWaitingSeconds: seconds,
          }),
        }),
      );
    expect((await waitingFor(120)).components.queue.status).toBe('ok');
    expect(await waitingFor(121)).toMatchObject({
      status: 'degraded',
      components: { queue: { status: 'degraded' } },
    });
  });

  it('is degraded without a worker, and tells when the last one was seen', async () => {
    const report = await checkHealth(depsWith({ summary: async () => ({ alive: 0, lastSeenAt: ago(90) }) }));
    expect(report).toMatchObject({
      status: 'degraded',
      components: { worker: { status: 'down', count: 0, lastSeenSeconds: 90 } },
    });
  });

  it('asks for the workers of the last twenty seconds', async () => {
    const summary = vi.fn(async () => ({ alive: 1, lastSeenAt: NOW }));
    await checkHealth(depsWith({ summary }));
    expect(summary).toHaveBeenCalledWith(ago(20));
  });

  it.each([
    ['engine_denied', 'degraded'],
    ['engine_throttled', 'degraded'],
    ['engine_refused', 'ok'],
    ['engine_too_long', 'ok'],
    ['slack_unavailable', 'ok'],
    [null, 'ok'],
  ])('takes an engine whose last conversation ended in %s for %s', async (code, status) => {
    const { components } = await checkHealth(depsWith({ lastErrorCode: async () => code }));
    expect(components.engine.status).toBe(status);
  });

  it('names the model of Bedrock', async () => {
    const engine = loadEngineConfig({ BEDROCK_MODEL_ID: 'm' });
    expect((await checkHealth(depsWith({ engine }))).components.engine).toMatchObject({
      name: 'bedrock',
      model: 'm',
    });
  });

  it.each([
    [{ active: 2, revoked: 0 }, 'ok'],
    [{ active: 1, revoked: 1 }, 'ok'],
    [{ active: 0, revoked: 1 }, 'down'],
    [{ active: 0, revoked: 0 }, 'down'],
  ])('takes Slack with %j for %s', async (counts, status) => {
    const { components } = await checkHealth(depsWith({ countByState: async () => counts }));
    expect(components.slack).toEqual({ status, workspaces: counts.active });
  });
});

describe('a component that does not answer at all', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is down, and holds up no other', async () => {
    const never = () => new Promise<never>(() => {});
    const checking = checkHealth(depsWith({ ping: never, report: never }));
    await vi.runAllTimersAsync();
    expect(await checking).toMatchObject({
      status: 'down',
      components: { database: { status: 'down' }, queue: { status: 'down' }, worker: { status: 'ok' } },
    });
  });
});

describe('the whole', () => {
  const well: Parameters<typeof overall>[0] = {
    database: { status: 'ok' },
    queue: { status: 'ok' },
    worker: { status: 'ok' },
    engine: { status: 'ok' },
    slack: { status: 'ok' },
  };

  it('is ok where everything is', () => {
    expect(overall(well)).toBe('ok');
  });

  it.each(['queue', 'worker', 'engine', 'slack'])('is degraded where %s is not well', (name) => {
    expect(overall({ ...well, [name]: { status: 'degraded' } })).toBe('degraded');
    expect(overall({ ...well, [name]: { status: 'down' } })).toBe('degraded');
  });

  it('is down where the database is', () => {
    expect(overall({ ...well, database: { status: 'down' } })).toBe('down');
  });
});
