import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ConfigError } from '../../../core/runtime/config.ts';
import { cachePrices, type ModelPrice } from './prices.ts';

const dollars = z
  .number('a price in US dollars for a million tokens')
  .nonnegative('a price in US dollars for a million tokens');

const priceFileSchema = z.array(
  z.strictObject(
    {
      model: z.string('a model id or a part of one').min(1, 'a model id or a part of one'),
      asOf: z.iso.date('the day on which the price was looked up, as YYYY-MM-DD'),
      input: dollars,
      output: dollars,
      cacheRead: dollars.optional(),
      cacheWrite: dollars.optional(),
    },
    {
      error: (issue) =>
        issue.code === 'unrecognized_keys' ? `without ${issue.keys.join(', ')}` : 'an object',
    },
  ),
  'a list of prices',
);

/**
 * Prices of the operator, from a JSON file: `[{ "model", "asOf", "input", "output", "cacheRead"?, "cacheWrite"? }]` in US
 * dollars for a million tokens. `model` is found anywhere in the id of a model or inference profile; the first entry
 * that is found counts.
 * @throws ConfigError naming the file and everything that is wrong with it
 */
export async function loadPrices(file: string): Promise<ModelPrice[]> {
  const parsed = priceFileSchema.safeParse(await readJson(file));
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map((issue) => problem(file, issue)));
  return parsed.data.map(({ model, asOf, input, output, cacheRead, cacheWrite }) => {
    const usual = cachePrices(input);
    return {
      model,
      asOf,
      regional: {
        input,
        output,
        cacheRead: cacheRead ?? usual.cacheRead,
        cacheWrite: cacheWrite ?? usual.cacheWrite,
      },
    };
  });
}

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new ConfigError([`${about(file)} cannot be read (${error.code ?? error.name})`]);
  });
  try {
    return JSON.parse(text);
  } catch {
    throw new ConfigError([`${about(file)} is not JSON`]);
  }
}

function problem(file: string, { path: [index, ...field], message }: z.core.$ZodIssue): string {
  const entry = typeof index === 'number' ? `, entry ${index + 1}` : '';
  return `${about(file)}${[entry, ...field].join(', ')} must be ${message}`;
}

function about(file: string): string {
  return `BEDROCK_PRICES_FILE (${file})`;
}
