import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPrices } from './price-file.ts';
import { costOf } from './prices.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recall-prices-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function fileWith(content: unknown): Promise<string> {
  const file = join(folder, 'prices.json');
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const entry = { model: 'acme.model', asOf: '2026-11-01', input: 2, output: 10 };
const million = { input: 1e6, output: 1e6, cacheRead: 1e6, cacheWrite: 1e6 };

describe('a file of prices', () => {
  it('prices models by their id or a part of it, the first entry first', async () => {
    const file = await fileWith([
      { ...entry, model: 'eu.acme', input: 3, cacheRead: 0.5, cacheWrite: 0 },
      entry,
      { ...entry, model: 'claude-haiku-5-5', input: 0, output: 0 },
    ]);
    const prices = await loadPrices(file);
    expect(costOf('us.acme.model-v1:0', million, prices)).toBeCloseTo(2 + 10 + 0.2 + 2.5, 8);
    expect(costOf('eu.acme.model-v1:0', million, prices)).toBeCloseTo(3 + 10 + 0.5, 8);
    expect(costOf('us.anthropic.claude-haiku-5-5', million, prices)).toBe(0);
    expect(prices.map(({ asOf }) => asOf)).toEqual(['2026-11-01', '2026-11-01', '2026-11-01']);
  });

  it.each([
    ['is no JSON', '[{', ' is not JSON'],
    ['is no list', entry, ' must be a list of prices'],
    ['holds something else', ['acme'], ', entry 1 must be an object'],
    [
      'leaves out a price',
      [entry, { ...entry, output: undefined }],
      ', entry 2, output must be a price in US dollars',
    ],
    [
      'has a price below nothing',
      [{ ...entry, input: -1 }],
      ', entry 1, input must be a price in US dollars',
    ],
    [
      'has a price in words',
      [{ ...entry, input: '2 USD' }],
      ', entry 1, input must be a price in US dollars',
    ],
    ['says no day', [{ ...entry, asOf: 'May' }], ', entry 1, asOf must be the day on which'],
    ['names no model', [{ ...entry, model: '' }], ', entry 1, model must be a model id'],
    ['has a field that is misspelt', [{ ...entry, cachRead: 1 }], ', entry 1 must be without cachRead'],
  ])('that %s is refused, with its name and the place', async (_name, content, complaint) => {
    const file = await fileWith(content);
    await expect(loadPrices(file)).rejects.toMatchObject({
      name: 'ConfigError',
      message: expect.stringContaining(`: BEDROCK_PRICES_FILE (${file})${complaint}`),
    });
  });

  it('that is not there is refused', async () => {
    const file = join(folder, 'none.json');
    await expect(loadPrices(file)).rejects.toThrow(`BEDROCK_PRICES_FILE (${file}) cannot be read (ENOENT)`);
  });

  it('is told everything that is wrong with it at once', async () => {
    const file = await fileWith([
      { ...entry, asOf: 1 },
      { ...entry, input: null },
    ]);
    await expect(loadPrices(file)).rejects.toThrow(/entry 1, asOf.*; .*entry 2, input/);
  });
});
