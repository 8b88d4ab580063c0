import { z } from 'zod';
import type { Receipt } from '../../domain/recap.ts';
import { ENGINE_NAMES } from '../../domain/recap.ts';
import type { Coverage } from '../../domain/transcript.ts';
import type { Prisma } from '../generated/client.ts';

/** Schemas of the JSON columns. A field added later must be optional, since old rows do not have it. */
export const storedSources = z.array(z.object({ ts: z.string(), threadTs: z.string().nullable() }));

export const storedPoints = z.array(z.object({ text: z.string(), sources: storedSources }));

export const storedQuestions = z.array(
  z.object({ text: z.string(), askedOf: z.string().nullable(), sources: storedSources }),
);

/** Compact, since a recap may have read thousands: the message's timestamp, and that of its edition where it was edited. */
export const storedReading = z.array(z.tuple([z.string(), z.string().nullable()]));

const count = z.number().int().nonnegative();

export const storedCoverage: z.ZodType<Coverage> = z.object({
  found: count,
  read: count,
  leftOut: z.object({
    bot: count.exactOptional(),
    recall: count.exactOptional(),
    system: count.exactOptional(),
    empty: count.exactOptional(),
    over_limit: count.exactOptional(),
    opted_out: count.exactOptional(),
    off_the_record: count.exactOptional(),
  }),
  partial: z.boolean(),
  window: z
    .object({
      people: count,
      threads: z.array(z.object({ rootTs: z.string(), messages: count, people: count })),
      lookedBackTo: z.string(),
    })
    .exactOptional(),
});

const milliseconds = z.number().nonnegative().exactOptional();

export const storedStages: z.ZodType<Receipt['stages']> = z.object({
  gather: milliseconds,
  summarize: milliseconds,
  verify: milliseconds,
  save: milliseconds,
  deliver: milliseconds,
});

export const storedReceipt: z.ZodType<Receipt> = z.object({
  engine: z.enum(ENGINE_NAMES),
  model: z.string().nullable(),
  promptVersion: z.string().nullable(),
  tokens: z.object({ input: count, output: count, cacheRead: count, cacheWrite: count }),
  costUsd: z.number().nullable(),
  stages: storedStages,
  removed: z.object({
    sources: count,
    people: count,
    links: count,
    pings: count,
    dates: count,
    duplicates: count,
    unsourced: count,
    shortened: count,
  }),
});

/** A copy that holds nothing but JSON, as the type of a JSON column wants it. */
export function toJson(value: unknown): Prisma.InputJsonValue {
  return JSON.parse(JSON.stringify(value));
}
