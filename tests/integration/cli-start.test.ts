import { once } from 'node:events';
import { createServer } from 'node:net';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { migrate } from '../../src/core/store/migrate.ts';
import { DEFAULT_APP, startSimulator } from '../../src/simulator/index.ts';
import { createTestDatabase } from '../support/database.ts';
import { freePort } from '../support/free-port.ts';
import { meetingWorkspace } from '../support/meeting-workspace.ts';
import { aPlace, buildRecall } from '../support/recall-bin.ts';
import { until } from '../support/until.ts';

beforeAll(buildRecall);

describe('recall start', () => {
  async function anEnvironment({ migrated = false }: { migrated?: boolean } = {}) {
    const database = await createTestDatabase({ migrated });
    onTestFinished(database.drop);
    const simulator = await startSimulator({ seed: meetingWorkspace() });
    onTestFinished(() => simulator.close());
    const environment = {
      DATABASE_URL: database.url,
      SLACK_API_URL: simulator.apiUrl,
      SLACK_BOT_TOKEN: DEFAULT_APP.botToken,
      SLACK_SIGNING_SECRET: DEFAULT_APP.signingSecret,
      BOT_PORT: '0',
      API_PORT: '0',
    };
    return { environment, simulator };
  }

  const logOf = (output: string) =>
    output
      .trim()
      .split('\n')
      .map((line): Record<string, unknown> => JSON.parse(line));

  it('runs all three from an empty database on, and ends in order', async () => {
    const place = await aPlace();
    const { environment } = await anEnvironment();
    const recall = place.start(['start'], { environment });
    await recall.untilSaid('"ready"');
    const ready = logOf(recall.output()).find(({ msg }) => msg === 'ready');
    const [api, bot] = await Promise.all([
      fetch(`${ready?.api}/health/ready`),
      fetch(`${ready?.bot}/slack/events`, { method: 'POST' }),
    ]);
    expect(api.status).toBe(200);
    expect(bot.status).toBe(401);
    recall.kill('SIGTERM');
    const { code, stdout, stderr } = await recall.ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(logOf(stdout).at(-1)).toMatchObject({ msg: 'stopped' });
    expect(logOf(stdout).filter(({ level }) => Number(level) >= 50)).toEqual([]);
  });

  it('runs one service alone where it is asked to', async () => {
    const place = await aPlace();
    const { environment, simulator } = await anEnvironment({ migrated: true });
    const recall = place.start(['start', 'api'], {
      environment: { ...environment, SLACK_BOT_TOKEN: '', METRICS_TOKN: 'hunter2' },
    });
    await recall.untilSaid('"ready"');
    const warnings = logOf(recall.output()).filter(({ level }) => level === 40);
    expect(warnings).toMatchObject([{ check: 'METRICS_TOKN', fix: 'is METRICS_TOKEN meant?' }]);
    expect(recall.output()).not.toContain('hunter2');
    expect(logOf(recall.output()).find(({ msg }) => msg === 'ready')).not.toHaveProperty('bot');
    expect(simulator.calls).toEqual([]);
    recall.kill('SIGINT');
    expect(await recall.ended).toMatchObject({ code: 0, stderr: '' });
  });

  it('can be stopped while it waits for the migration', async () => {
    const place = await aPlace();
    const { environment } = await anEnvironment();
    const port = await freePort();
    const recall = place.start(['start', 'bot', 'worker', 'api'], {
      environment: { ...environment, API_PORT: String(port) },
    });
    await until(() =>
      fetch(`http://127.0.0.1:${port}/health/ready`).then(
        ({ status }) => status === 503,
        () => false,
      ),
    );
    recall.kill('SIGTERM');
    const { code, stderr, stdout } = await recall.ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).not.toContain('"ready"');
  });

  it('waits for the tables of the queue, too', async () => {
    const place = await aPlace();
    const { environment } = await anEnvironment();
    await migrate({ databaseUrl: environment.DATABASE_URL });
    const recall = place.start(['start', 'bot', 'worker'], { environment });
    const migrated = await place.run(['migrate'], { environment });
    expect(migrated.stdout).toBe('the database is up to date\n');
    await recall.untilSaid('"ready"');
    recall.kill('SIGTERM');
    const { code, stdout } = await recall.ended;
    expect(code).toBe(0);
    expect(logOf(stdout).filter(({ level }) => Number(level) >= 40)).toEqual([]);
  });

  it.each(['BOT_PORT', 'API_PORT'])('says that %s is taken, and ends', async (variable) => {
    const place = await aPlace();
    const { environment } = await anEnvironment();
    const port = String(await freePort());
    const server = createServer().listen(Number(port), '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const { code, stderr } = await place.run(['start'], {
      environment: { ...environment, [variable]: port },
    });
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(variable);
    expect(stderr).toContain(port);
  });

  it('says that Slack does not take the token, and ends', async () => {
    const place = await aPlace();
    const { environment } = await anEnvironment();
    const wrong = { ...environment, SLACK_BOT_TOKEN: 'xoxb-hunter2' };
    const { code, stdout, stderr } = await place.run(['start'], { environment: wrong });
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain('SLACK_BOT_TOKEN');
    expect(stdout + stderr).not.toContain('hunter2');
  });

  it('says all that has to be mended first, in one line', async () => {
    const place = await aPlace();
    const { environment } = await anEnvironment({ migrated: true });
    const port = String(await freePort());
    const server = createServer().listen(Number(port), '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const wrong = { ...environment, SLACK_BOT_TOKEN: 'xoxb-hunter2', BOT_PORT: port };
    const { code, stdout, stderr } = await place.run(['start', 'bot', 'worker'], { environment: wrong });
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    for (const words of ['BOT_PORT', 'SLACK_BOT_TOKEN', 'recall doctor']) expect(stderr).toContain(words);
    expect(stdout + stderr).not.toContain('hunter2');
  });
});

describe('recall doctor', () => {
  it('prints a table, or JSON, and ends with 1 where anything is broken', async () => {
    const place = await aPlace();
    const database = await createTestDatabase();
    onTestFinished(database.drop);
    const simulator = await startSimulator({ seed: meetingWorkspace() });
    onTestFinished(() => simulator.close());
    const environment = {
      DATABASE_URL: database.url,
      SLACK_API_URL: simulator.apiUrl,
      SLACK_BOT_TOKEN: DEFAULT_APP.botToken,
      SLACK_SIGNING_SECRET: DEFAULT_APP.signingSecret,
      BOT_PORT: '0',
      API_PORT: '0',
    };
    const [well, broken] = await Promise.all([
      place.run(['doctor'], { environment }),
      place.run(['doctor', '--json'], { environment: { ...environment, SLACK_BOT_TOKEN: 'xoxb-hunter2' } }),
    ]);
    expect(well).toMatchObject({ code: 0, stderr: '' });
    expect(well.stdout).toMatch(/^Database +ok +PostgreSQL/m);
    expect(well.stdout).toContain('nothing is broken');
    // No colour where it is not read on a terminal.
    expect(well.stdout).not.toContain('\u001b');
    expect(broken).toMatchObject({ code: 1, stderr: '' });
    const report: unknown = JSON.parse(broken.stdout);
    expect(report).toMatchObject({ status: 'broken', version: expect.any(String) });
    expect(report).toHaveProperty(
      'checks',
      expect.arrayContaining([
        { what: 'Slack token', state: 'broken', found: expect.any(String), fix: expect.any(String) },
      ]),
    );
    expect(broken.stdout).not.toContain('hunter2');
  });
});
