// The admin view of an organization with many workspaces, beside another one in the same tables: how long each page takes through the real
// HTTP server (median of 20, after one to warm up), against the health page in the same run, and how its queries read their tables. Exit 1
// where a page takes more than 300 ms, or a list reads a large table from end to end. The figures are in bench/admin.md. People and channels
// are named by a simulated Slack. Everything is in a database of its own, which is dropped in the end.
//   tsx bench/admin.ts [workspaces] [channels] [conversations] (DATABASE_URL: a server to make the database on; else one is started)
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { doorKeysOf } from '../src/api/admin/door/door-keys.ts';
import { createSigner } from '../src/api/admin/door/signer.ts';
import { startApi } from '../src/api/main.ts';
import { startEmbeddedPostgres } from '../src/cli/demo/postgres.ts';
import { loadConfig } from '../src/core/runtime/config.ts';
import { createLogger } from '../src/core/runtime/logger.ts';
import { hashOfSecret, makeSecret } from '../src/core/runtime/secret.ts';
import { createAdminReads } from '../src/core/store/admin/index.ts';
import { createStore } from '../src/core/store/index.ts';
import { migrate } from '../src/core/store/migrate.ts';
import { startSimulator } from '../src/simulator/index.ts';
import {
  createWatchedDb,
  isOfList,
  LARGE_TABLES,
  type Scan,
  type Statement,
  scansOf,
} from '../tests/support/query-plans.ts';
import { smallWorkspace } from '../tests/support/small-workspace.ts';
import { fill, ORGANIZATION } from './admin/fill.ts';
import { type BenchPage, pagesOf, readPage } from './admin/pages.ts';

const [workspaces = 50, channels = 2000, conversations = 100_000] = process.argv.slice(2).map(Number);
const RUNS = 20;
const MOST_MS = 300;
const FIRST_WORKSPACE = 'T0A000000';
const UNLIMITED = 1_000_000;
/** With fewer rows than these, a table is read from end to end as fast as by an index. */
const MANY_ROWS = 50_000;

const embedded = process.env.DATABASE_URL === undefined ? await startEmbeddedPostgres() : null;
const server = embedded?.url ?? process.env.DATABASE_URL ?? '';
const name = `recall_bench_${randomBytes(4).toString('hex')}`;
const databaseUrl = Object.assign(new URL(server), { pathname: `/${name}` }).toString();
await onServer(`CREATE DATABASE ${name}`);
try {
  await migrate({ databaseUrl });
  await run();
} finally {
  await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
  await embedded?.close();
}

async function run(): Promise<void> {
  const client = new Client(databaseUrl);
  await client.connect();
  const started = performance.now();
  await fill(client, { workspaces, channels, conversations }, new Date());
  const { rows } = await client.query<{ id: string; size: string }>(
    `SELECT "id", pg_size_pretty(pg_database_size(current_database())) AS "size" FROM "Conversation"
      WHERE "workspaceId" = $1 AND "state" = 'done' LIMIT 1`,
    [FIRST_WORKSPACE],
  );
  const filledIn = Math.round((performance.now() - started) / 1000);
  console.log(
    `${workspaces} workspaces, ${channels} channels, ${conversations} conversations; ${rows[0]?.size}, filled in ${filledIn} s`,
  );
  const pages = pagesOf({ conversationId: rows[0]?.id ?? '' });
  const wrong: string[] = [];
  const plans = await plansOf(client, pages, wrong).finally(() => client.end());
  await measure(pages, plans, wrong);
  console.log(`\n${wrong.length === 0 ? `all within ${MOST_MS} ms, by indexes` : wrong.join('\n')}`);
  if (wrong.length > 0) process.exitCode = 1;
}

/** Prints how long each page takes; those that take too long go to `wrong`. */
async function measure(
  pages: readonly BenchPage[],
  plans: ReadonlyMap<BenchPage, string>,
  wrong: string[],
): Promise<void> {
  const simulator = await startSimulator({ seed: smallWorkspace() });
  const config = loadConfig(
    {
      DATABASE_URL: databaseUrl,
      SLACK_BOT_TOKEN: simulator.app.botToken,
      SLACK_SIGNING_SECRET: '0'.repeat(32),
      SLACK_API_URL: simulator.apiUrl,
      API_PORT: '0',
    },
    ['api'],
  );
  const store = createStore({ databaseUrl, max: 2 });
  const cookie = await signIn(store, doorKeysOf(config));
  const stopping = new AbortController();
  const logger = createLogger({ level: 'silent', format: 'json' });
  const pace = {
    any: UNLIMITED,
    signIn: UNLIMITED,
    badToken: UNLIMITED,
    token: UNLIMITED,
    expensive: UNLIMITED,
    health: UNLIMITED,
  };
  const api = await startApi({ config, logger, signal: stopping.signal, pace });
  const get = async (path: string) => {
    const response = await fetch(`${api.url}${path}`, { headers: { cookie }, redirect: 'manual' });
    await response.text();
    if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
  };
  const baseline = await medianOf(() => get('/health/live'));
  console.log(`health page ${baseline.median.toFixed(1)} ms\n`);
  console.log(
    '| page | first, ms | median, ms | times the health page | reads most |\n| --- | ---: | ---: | ---: | --- |',
  );
  for (const page of pages) {
    const path = addressOf(page);
    const { first, median } = await medianOf(() => get(path));
    if (median > MOST_MS) wrong.push(`${path} takes ${median.toFixed(0)} ms, more than ${MOST_MS}`);
    const shown = path.replace(/[0-9a-f-]{36}/, ':id');
    console.log(
      `| ${shown} | ${first.toFixed(0)} | ${median.toFixed(0)} | ${(median / baseline.median).toFixed(1)} | ${plans.get(page)} |`,
    );
  }
  stopping.abort();
  await api.close();
  await store.close();
  await simulator.close();
}

async function signIn(store: ReturnType<typeof createStore>, keys: readonly Buffer[]): Promise<string> {
  const secret = makeSecret();
  const now = new Date();
  await store.auth.sessions.create(
    {
      id: hashOfSecret(secret),
      organizationId: ORGANIZATION,
      workspaceId: FIRST_WORKSPACE,
      userId: 'U0MARA',
      reach: 'organization',
      csrfToken: makeSecret(),
      expiresAt: new Date(now.getTime() + 3_600_000),
    },
    now,
  );
  return `recall_session=${createSigner(keys).sign(secret, 'session')}`;
}

async function medianOf(run: () => Promise<void>): Promise<{ first: number; median: number }> {
  const times: number[] = [];
  for (let index = 0; index <= RUNS; index += 1) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  const [first = 0, ...warm] = times;
  return { first, median: warm.sort((a, b) => a - b)[RUNS / 2] ?? 0 };
}

/** What each page reads most of, by page; lists that read a large table from end to end go to `wrong`. */
async function plansOf(
  client: Client,
  pages: readonly BenchPage[],
  wrong: string[],
): Promise<Map<BenchPage, string>> {
  const seen: Statement[] = [];
  const db = createWatchedDb(databaseUrl, seen);
  const reads = createAdminReads(db);
  const plans = new Map<BenchPage, string>();
  for (const page of pages) {
    seen.length = 0;
    await readPage(reads, { organizationId: ORGANIZATION, workspaceIds: null }, { page, now: new Date() });
    const [lists, sums] = [seen.filter(isOfList), seen.filter((each) => !isOfList(each))];
    const scans = { lists: await scansOf(client, lists), sums: await scansOf(client, sums) };
    const held = page.isFigures ? [] : page.hasTotals ? scans.lists : [...scans.lists, ...scans.sums];
    const whole = held.find(
      ({ node, table, rows }) => node === 'Seq Scan' && LARGE_TABLES.has(table) && rows > MANY_ROWS,
    );
    if (whole) wrong.push(`${addressOf(page)} reads all of ${whole.table}`);
    const [worst] = [...scans.lists, ...scans.sums].sort((a, b) => b.rows - a.rows);
    plans.set(page, worst ? describe(worst) : '');
  }
  await db.$disconnect();
  return plans;
}

function addressOf({ path, query }: BenchPage): string {
  const asked = new URLSearchParams(query).toString();
  return `/admin${path}${asked && `?${asked}`}`;
}

function describe({ node, table, index, rows }: Scan): string {
  return `${rows} of ${table}: ${node}${index ? ` ${index}` : ''}`;
}

async function onServer(sql: string): Promise<void> {
  const client = new Client(server);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
