import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { databaseCheck } from '../../src/cli/doctor/check-database.ts';
import { engineCheck } from '../../src/cli/doctor/check-engine.ts';
import { redisCheck } from '../../src/cli/doctor/check-redis.ts';
import { requestUrlCheck } from '../../src/cli/doctor/check-request-url.ts';
import type { Check, Finding } from '../../src/cli/doctor/finding.ts';
import { examine } from '../../src/cli/doctor/index.ts';
import { runChecks } from '../../src/cli/doctor/run-checks.ts';
import { readConfig } from '../../src/core/runtime/config.ts';
import { describeWithRedis } from '../support/backends.ts';
import { errorReply, textReply } from '../support/converse-replies.ts';
import { startConverseServer } from '../support/converse-server.ts';
import { createTestDatabase } from '../support/database.ts';
import { freePort } from '../support/free-port.ts';
import { type RecallUnderTest, startRecall } from '../support/recall.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';

const now = () => new Date();
const portOf = (url: string) => new URL(url).port;
let recall: RecallUnderTest;
/** That of a Recall which runs, with ports that can be found. */
let environment: Record<string, string>;

beforeAll(async () => {
  recall = await startRecall({ backend: 'postgres', services: ['bot', 'api'] });
  environment = {
    ...recall.environment,
    BOT_PORT: portOf(recall.botUrl),
    API_PORT: portOf(recall.apiUrl),
  };
});
afterAll(() => recall.close());

const configOf = (changes: Record<string, string>) =>
  readConfig({ ...environment, ...changes }, ['bot', 'worker', 'api']).config;

async function look(check: Check): Promise<Finding[]> {
  return runChecks([check]);
}

const statesOf = (findings: readonly Finding[]) =>
  Object.fromEntries(findings.map(({ what, state }) => [what, state]));
const of = (findings: readonly Finding[], what: string) =>
  findings.find((finding) => finding.what === what) ?? { state: 'not there', found: '', fix: '' };

describe('the doctor', () => {
  it('finds nothing broken in a Recall that runs', async () => {
    const findings = await examine({ environment, now });
    expect(statesOf(findings)).toEqual({
      'Node.js': 'ok',
      Variables: 'ok',
      Database: 'ok',
      Tables: 'ok',
      Redis: 'skipped',
      BOT_PORT: 'ok',
      API_PORT: 'ok',
      Clock: 'ok',
      'Slack token': 'ok',
      'Slack permissions': 'ok',
      Installations: 'ok',
      'Encryption key': 'skipped',
      'Request URL': 'warn',
      Engine: 'ok',
      Disk: expect.any(String),
    });
    for (const port of ['BOT_PORT', 'API_PORT'])
      expect(of(findings, port).found).toContain('Recall that runs');
    expect(of(findings, 'Database').found).toMatch(/^PostgreSQL \d+/);
  });

  it('tells all that is broken at once, and how to mend it, without a secret', async () => {
    const port = await freePort();
    const other = createServer((socket) => socket.end('hello')).listen(port, '127.0.0.1');
    onTestFinished(() => void other.close());
    await once(other, 'listening');
    recall.simulator.faults.revokeToken();
    onTestFinished(() => recall.simulator.faults.clear());
    const findings = await examine({
      environment: {
        ...environment,
        DATABASE_URL: 'postgresql://recall:hunter2@127.0.0.1:1/recall',
        REDIS_URL: 'redis://:hunter2@127.0.0.1:1',
        SLACK_BOT_TOKEN: 'xoxb-hunter2',
        SLACK_SIGNING_SECRET: '',
        SLACK_SIGNING_SECERT: 'hunter2-hunter2',
        BOT_PORT: String(port),
        RETENTION_DAYS: 'hunter2',
      },
      now: () => new Date(Date.now() + 11 * 60_000),
    });
    expect(statesOf(findings)).toMatchObject({
      SLACK_SIGNING_SECRET: 'broken',
      SLACK_SIGNING_SECERT: 'warn',
      RETENTION_DAYS: 'broken',
      Database: 'broken',
      Tables: 'skipped',
      Redis: 'broken',
      BOT_PORT: 'broken',
      Clock: 'broken',
      'Slack token': 'broken',
    });
    for (const { what, state, fix } of findings)
      if (state === 'broken' || state === 'warn') expect([what, fix]).toEqual([what, expect.any(String)]);
    expect(of(findings, 'SLACK_SIGNING_SECERT').fix).toContain('SLACK_SIGNING_SECRET');
    expect(of(findings, 'Clock').found).toMatch(/6[56]\d s ahead/);
    expect(JSON.stringify(findings)).not.toContain('hunter2');
  });

  it('names the permissions that are missing', async () => {
    const { scopes } = recall.simulator.app;
    Object.assign(recall.simulator.app, { scopes: scopes.filter((scope) => scope !== 'groups:history') });
    onTestFinished(() => void Object.assign(recall.simulator.app, { scopes }));
    const permissions = of(await examine({ environment, now }), 'Slack permissions');
    expect(permissions).toMatchObject({ state: 'broken', found: 'missing: groups:history' });
    expect(permissions.fix).toContain('Reinstall');
  });

  it('sees a database that has not been migrated, or by a newer version', async () => {
    const empty = await createTestDatabase({ migrated: false });
    onTestFinished(empty.drop);
    const before = await look(databaseCheck(configOf({ DATABASE_URL: empty.url })));
    expect(of(before, 'Tables')).toMatchObject({ state: 'broken', fix: 'run recall migrate' });
    const newer = await createTestDatabase();
    onTestFinished(newer.drop);
    await newer.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('x', 'x', '2999_next', now())`,
    );
    const after = await look(databaseCheck(configOf({ DATABASE_URL: newer.url })));
    expect(of(after, 'Tables')).toMatchObject({ state: 'broken', found: expect.stringContaining('newer') });
  });

  it('gives up on what does not answer, and goes on', async () => {
    const silent: Check = { what: 'Silence', limitMs: 50, look: () => new Promise(() => {}) };
    expect(await look(silent)).toMatchObject([{ what: 'Silence', state: 'broken' }]);
  });
});

describe('a doctor in a container of its own', () => {
  it('asks the others where they run, and tries no port', async () => {
    const { botUrl, apiUrl } = recall;
    const { BOT_PORT: _, API_PORT: __, ...rest } = environment;
    const contained = { ...rest, DOCTOR_BOT_URL: botUrl, DOCTOR_API_URL: apiUrl, METRICS_PORT: '1' };
    const misled = { PUBLIC_URL: 'http://[::ffff:127.0.0.1]:1' };
    const findings = await examine({ environment: { ...contained, ...misled }, now });
    expect(of(findings, 'BOT_PORT')).toMatchObject({ state: 'ok', found: expect.stringContaining(botUrl) });
    expect(of(findings, 'API_PORT')).toMatchObject({ state: 'ok', found: expect.stringContaining(apiUrl) });
    expect(of(findings, 'METRICS_PORT')).toMatchObject({
      state: 'warn',
      found: 'no Recall answers at http://127.0.0.1:1',
    });
    expect(of(findings, 'Request URL')).toMatchObject({
      state: 'broken',
      fix: expect.stringContaining('BOT_PORT'),
    });
  });
});

describe('the request URL', () => {
  /** An address of this machine that does not look like one. */
  const elsewhere = (url: string) => `http://[::ffff:127.0.0.1]:${portOf(url)}`;
  const lookAt = async (changes: Record<string, string>) =>
    of(await look(requestUrlCheck(configOf(changes), { now })), 'Request URL');

  it('is asked as Slack asks it', async () => {
    const { found } = await lookAt({ PUBLIC_URL: elsewhere(recall.botUrl) });
    expect(found).toContain('leads to this Recall');
    expect(await lookAt({ PUBLIC_URL: elsewhere(recall.apiUrl) })).toMatchObject({
      state: 'broken',
      fix: expect.stringContaining('BOT_PORT'),
    });
    expect(
      await lookAt({ PUBLIC_URL: elsewhere(recall.botUrl), SLACK_SIGNING_SECRET: 'another-secret' }),
    ).toMatchObject({ state: 'broken', fix: expect.stringContaining('Signing Secret') });
    expect(await lookAt({ PUBLIC_URL: 'http://[::ffff:127.0.0.1]:1' })).toMatchObject({ state: 'broken' });
    expect(await lookAt({ PUBLIC_URL: 'http://[::ffff:127.0.0.1]:1', BOT_PORT: '1' })).toMatchObject({
      state: 'warn',
      fix: expect.stringContaining('once Recall runs'),
    });
  });
});

describe('the engine', () => {
  it('is asked by one tiny call for each model', async () => {
    const server = await startConverseServer();
    onTestFinished(() => server.close());
    const { clientConfig } = server;
    const { engine } = configOf({ BEDROCK_MODEL_ID: 'us.amazon.nova-pro-v1:0' });
    server.replyWith(textReply('yes'));
    expect(await look(engineCheck(engine, { clientConfig }))).toMatchObject([
      { what: 'Engine', state: 'ok' },
    ]);
    expect(server.requests).toHaveLength(1);
    server.replyWith(errorReply('AccessDeniedException', 'not authorized'));
    expect(await look(engineCheck(engine, { clientConfig }))).toMatchObject([
      { state: 'broken', fix: expect.stringContaining('bedrock:InvokeModel') },
    ]);
  });
});

describeWithRedis('Redis', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedisServer();
  });
  afterAll(() => redis.close());
  const lookAt = (redisUrl: string) => look(redisCheck({ redisUrl }));

  it('must throw nothing away, and should keep its data', async () => {
    expect(statesOf(await lookAt(redis.url))).toEqual({
      Redis: 'ok',
      'Redis, memory': 'ok',
      'Redis, disk': 'warn',
    });
    await redis.command('CONFIG', 'SET', 'maxmemory-policy', 'allkeys-lru', 'appendonly', 'yes');
    expect(statesOf(await lookAt(redis.url))).toMatchObject({ 'Redis, memory': 'warn', 'Redis, disk': 'ok' });
    await redis.command('CONFIG', 'SET', 'maxmemory', '100mb');
    expect(of(await lookAt(redis.url), 'Redis, memory')).toMatchObject({
      state: 'broken',
      fix: 'set maxmemory-policy noeviction',
    });
    await redis.command(
      'CONFIG',
      'SET',
      'maxmemory',
      '0',
      'maxmemory-policy',
      'noeviction',
      'appendonly',
      'no',
    );
  });

  it('may forbid to be asked for its settings, or refuse who asks', async () => {
    await redis.command('ACL', 'SETUSER', 'limited', 'on', '>hunter2', '~*', '+@all', '-config');
    const limited = Object.assign(new URL(redis.url), { username: 'limited', password: 'hunter2' });
    expect(statesOf(await lookAt(limited.toString()))).toEqual({
      Redis: 'ok',
      'Redis, memory': 'ok',
      'Redis, disk': 'skipped',
    });
    limited.password = 'hunter3';
    const [refused] = await lookAt(limited.toString());
    expect(refused).toMatchObject({ state: 'broken', atStart: 'stop' });
    expect(JSON.stringify(refused)).not.toContain('hunter');
  });
});
