import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { readVersion } from '../../src/core/runtime/version.ts';
import { createTestDatabase } from '../support/database.ts';
import { aPlace, buildRecall, type Ended } from '../support/recall-bin.ts';

beforeAll(buildRecall);

/** Ended with this code and one or two lines of reason, and nothing else. */
function expectReason({ code, stdout, stderr }: Ended, expectedCode: number): void {
  expect({ code, stdout }).toEqual({ code: expectedCode, stdout: '' });
  const lines = stderr.trim().split('\n');
  expect(lines.length).toBeLessThanOrEqual(2);
  expect(stderr.trim()).not.toBe('');
  expect(stderr).not.toMatch(/^\s+at /m);
}

describe('recall', () => {
  it('tells its version', async () => {
    const place = await aPlace();
    expect(await place.run(['--version'])).toEqual({ code: 0, stdout: `${readVersion()}\n`, stderr: '' });
  });

  it('says which Node.js it needs, on one that knows too little to load the rest', async () => {
    const place = await aPlace();
    const old = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.11.1' } })`;
    const environment = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(old)}` };
    const ended = await place.run(['doctor'], { environment });
    expectReason(ended, 1);
    expect(ended.stderr).toBe('recall: Node.js 20.11.1 is too old: install Node.js 20.19 or newer\n');
  });

  it.each([[['--help']], [['help']], [['demo', '--help']]])('helps: %s', async (args) => {
    const place = await aPlace();
    const { code, stdout, stderr } = await place.run(args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Usage: recall');
  });

  it.each([
    [['summarise']],
    [['--verbose']],
    [['start', '--detach']],
    [['start', 'web']],
    [['demo', '--port', 'http']],
    [['demo', '--port', '70000']],
    [['demo', '--export']],
    [['try']],
    [['try', 'one', 'two']],
    [['migrate', 'now']],
    [['export']],
    [['export', '--workspace', 'acme']],
    [['erase', '--workspace', 'T0ACME', '--person', 'U0MARA']],
    [['sessions', 'end', '--workspace', 'T0ACME']],
  ])('says what is wrong with %s', async (args) => {
    const place = await aPlace();
    expectReason(await place.run(args), 2);
  });

  it('shows how it is used where it is not told what to do', async () => {
    const place = await aPlace();
    const { code, stderr } = await place.run([]);
    expect(code).toBe(2);
    expect(stderr).toContain('Usage: recall');
  });
});

describe('the configuration', () => {
  it('is asked for whole, in one message', async () => {
    const place = await aPlace();
    const ended = await place.run(['start']);
    expectReason(ended, 1);
    for (const name of ['DATABASE_URL', 'SLACK_SIGNING_SECRET', 'SLACK_BOT_TOKEN']) {
      expect(ended.stderr).toContain(name);
    }
  });

  it('is refused without telling what it was', async () => {
    const place = await aPlace();
    const environment = {
      DATABASE_URL: 'mysql://root:hunter2@db/recall',
      SLACK_BOT_TOKEN: 'xoxp-hunter2',
      SLACK_SIGNING_SECRET: 'hunter2',
      BOT_PORT: '92222',
      LOG_LEVEL: 'hunter2',
      REDIS_URL: 'hunter2',
    };
    const ended = await place.run(['start'], { environment });
    expectReason(ended, 1);
    for (const [name, value] of Object.entries(environment)) {
      expect(ended.stderr).toContain(name);
      expect(ended.stderr).not.toContain(value);
    }
    expect(ended.stderr).not.toContain('hunter2');
  });

  it('may stand in a file', async () => {
    const place = await aPlace();
    const database = await createTestDatabase({ migrated: false });
    onTestFinished(database.drop);
    await writeFile(join(place.folder, '.env'), `# here\nDATABASE_URL="${database.url}"\n`);
    expect(await place.run(['migrate'])).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('recall migrate', () => {
  it('brings an empty database up to date, once, whoever else does so at the same time', async () => {
    const place = await aPlace();
    const database = await createTestDatabase({ migrated: false });
    onTestFinished(database.drop);
    const environment = { DATABASE_URL: database.url };
    const together = await Promise.all([1, 2, 3].map(() => place.run(['migrate'], { environment })));
    expect(together.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
      Array(3).fill({ code: 0, stderr: '' }),
    );
    expect(together.filter(({ stdout }) => stdout.startsWith('applied '))).toHaveLength(1);
    expect(await place.run(['migrate'], { environment })).toEqual({
      code: 0,
      stdout: 'the database is up to date\n',
      stderr: '',
    });
    const { code } = await place.run(['migrate'], {
      environment: { ...environment, REDIS_URL: 'redis://not-asked' },
    });
    expect(code).toBe(0);
  });

  it('says that it cannot reach the database, and why', async () => {
    const place = await aPlace();
    const ended = await place.run(['migrate'], {
      environment: { DATABASE_URL: 'postgresql://recall:hunter2@127.0.0.1:1/recall' },
    });
    expectReason(ended, 1);
    expect(ended.stderr).toContain('ECONNREFUSED');
    expect(ended.stderr).not.toContain('hunter2');
  });

  it('leaves a database alone that holds something else', async () => {
    const place = await aPlace();
    const database = await createTestDatabase({ migrated: false });
    onTestFinished(database.drop);
    await database.query('CREATE TABLE accounts (id TEXT PRIMARY KEY)');
    const ended = await place.run(['migrate'], { environment: { DATABASE_URL: database.url } });
    expectReason(ended, 1);
    expect(ended.stderr).toContain('not empty');
    const tables = `SELECT tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`;
    expect(await database.query(tables)).toEqual([{ tablename: 'accounts' }]);
  });

  it('refuses a database of a newer version', async () => {
    const place = await aPlace();
    const database = await createTestDatabase();
    onTestFinished(database.drop);
    await database.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('x', 'x', '2999_next', now())`,
    );
    const ended = await place.run(['migrate'], { environment: { DATABASE_URL: database.url } });
    expectReason(ended, 1);
    expect(ended.stderr).toContain('newer version');
  });
});
