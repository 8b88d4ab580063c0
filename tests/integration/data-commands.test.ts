import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runErase } from '../../src/cli/erase.ts';
import { type ExportCommand, runExport } from '../../src/cli/export.ts';
import { runPurgeChannel } from '../../src/cli/purge-channel.ts';
import { createStore, type Store } from '../../src/core/store/index.ts';
import { ACME } from '../support/asks.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { fillWorkspace, PERSON, SECOND } from '../support/filled-workspace.ts';

const at = new Date('2026-03-02T09:00:00Z');
let database: TestDatabase;
let store: Store;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  store = createStore({ databaseUrl: database.url });
  await fillWorkspace(store, { mark: 'quux', at });
  folder = await mkdtemp(join(tmpdir(), 'recall-export-'));
});
afterAll(async () => {
  await store.close();
  await database.drop();
  await rm(folder, { recursive: true });
});

function command(changes: Partial<ExportCommand>): ExportCommand & { told: string[] } {
  const told: string[] = [];
  return {
    databaseUrl: database.url,
    workspace: ACME.id,
    now: () => at,
    stdout: new PassThrough(),
    tell: (line) => void told.push(line),
    signal: new AbortController().signal,
    told,
    ...changes,
  };
}

function onDatabase() {
  return { databaseUrl: database.url, now: () => at, signal: new AbortController().signal };
}

it('an export goes to a new file that its owner alone can read', async () => {
  const out = join(folder, 'acme.json');
  const run = command({ out });
  await runExport(run);
  const { rows, complete } = JSON.parse(await readFile(out, 'utf8'));
  expect(complete).toBe(true);
  expect(run.told).toEqual([`exported ${rows} rows to ${out}`]);
  expect((await stat(out)).mode & 0o777).toBe(0o600);
  await expect(runExport(command({ out }))).rejects.toMatchObject({ code: 'bad_input' });
});

it('an export that is stopped leaves no file', async () => {
  const stopped = new AbortController();
  const run = command({ out: join(folder, 'stopped.json'), signal: stopped.signal });
  const ended = runExport(run);
  stopped.abort();
  await expect(ended).rejects.toThrow();
  expect((await readdir(folder)).filter((name) => name.startsWith('stopped'))).toEqual([]);
});

it('an export of a person goes to standard output', async () => {
  const stdout = new PassThrough();
  const written = text(stdout);
  await runExport(command({ stdout, person: PERSON }));
  stdout.end();
  expect(JSON.parse(await written)).toMatchObject({ userId: PERSON, complete: true });
});

it('an unknown workspace is told, and leaves no file', async () => {
  const run = runExport(command({ workspace: 'T0NOWHERE', out: join(folder, 'nowhere.json') }));
  await expect(run).rejects.toThrow('nothing is kept about a workspace T0NOWHERE');
  expect(await readdir(folder)).not.toContain('nowhere.json.part');
});

it('erasing says what was done and what is left', async () => {
  let said = '';
  const write = (words: string) => {
    said += words;
  };
  await runErase({ ...onDatabase(), workspace: ACME.id, person: PERSON, write });
  expect(said).toContain('deleted: 2 private recaps and notes, 1 digests of their own');
  expect(said).toContain('taken out of: 3 recaps');
  expect(said).toContain('Kept: their id in one row');
});

it('a channel that is gone is purged by hand, as after a restore, and says so once', async () => {
  const said: string[] = [];
  const run = () =>
    runPurgeChannel({
      ...onDatabase(),
      workspace: ACME.id,
      channel: SECOND,
      write: (words) => void said.push(words),
    });
  await run();
  await run();
  expect(said).toEqual([
    `${ACME.id}: deleted 2 conversations of ${SECOND} with their recaps\n`,
    `nothing is kept about ${SECOND}\n`,
  ]);
});
