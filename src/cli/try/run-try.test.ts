import { describe, expect, it } from 'vitest';
import { createBuiltinEngine } from '../../worker/engines/builtin/index.ts';
import { verify } from '../../worker/recap/verify.ts';
import { readFileOrStdin, runTry, type TryOptions } from './run-try.ts';

const THREAD = [
  '[2026-11-03 14:05] Mara: We need a database for the ledger service.',
  '[2026-11-03 14:10] Mara: ok, let’s go with Postgres',
  '[2026-11-03 14:11] Mara: Jonas, can you set up the staging instance by Friday?',
  '[2026-11-03 14:12] Jonas: sure',
  '[2026-11-03 14:20] Priya: who owns the backups for this?',
].join('\n');

async function printed(options: Partial<TryOptions> = {}): Promise<string> {
  let written = '';
  await runTry({
    file: 'thread.txt',
    json: false,
    color: false,
    engine: createBuiltinEngine(),
    verify,
    readFile: async () => THREAD,
    write: (text) => {
      written += text;
    },
    now: () => new Date('2026-11-20T12:00:00Z'),
    timeZone: 'UTC',
    signal: new AbortController().signal,
    ...options,
  });
  return written;
}

describe('recall try', () => {
  it('prints a recap with its sources, coverage and receipt', async () => {
    const lines = (await printed()).split('\n');
    expect(lines[0]).toBe('We need a database for the ledger service → decided: Go with Postgres');
    expect(lines).toContain('  - Go with Postgres (by Mara) [2] Mara');
    expect(lines).toContain('  - Set up the staging instance (Jonas, due 2026-11-06) [3] Mara [4] Jonas');
    expect(lines).toContain('  - Who owns the backups for this? [5] Priya');
    expect(lines).toContain('Read 5 of 5 messages.');
    expect(lines.at(-2)).toMatch(/^Made by the builtin engine, without a model, \d+ ms\.$/);
  });

  it('colors only when asked to', async () => {
    expect(await printed()).not.toContain('\u001B[');
    expect(await printed({ color: true })).toContain('\u001B[1mDecisions\u001B[22m');
  });

  it('prints JSON', async () => {
    const { recap, coverage, receipt } = JSON.parse(await printed({ json: true }));
    expect(recap.actionItems[0]).toMatchObject({ text: 'Set up the staging instance', due: '2026-11-06' });
    expect(coverage).toEqual({ found: 5, read: 5, leftOut: {}, partial: false });
    expect(receipt).toMatchObject({ engine: 'builtin', model: null, costUsd: 0 });
  });

  it('fails with the reason where the text is no transcript', async () => {
    await expect(printed({ readFile: async () => 'nothing' })).rejects.toMatchObject({ code: 'bad_input' });
  });
});

it('says which file cannot be read', async () => {
  await expect(readFileOrStdin('/nowhere/thread.txt')).rejects.toMatchObject({
    code: 'bad_input',
    message: 'cannot read /nowhere/thread.txt',
  });
});
