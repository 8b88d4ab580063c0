import { z } from 'zod';

/** How a kind of job is queued. Payloads hold ids only, never what was said. */
export interface JobSpec<Payload> {
  payload: z.ZodType<Payload>;
  /** The same work has the same id, so that adding it twice queues it once. No `:` (BullMQ refuses it). */
  jobId(payload: Payload): string;
  /** How often it is tried before it has failed. */
  attempts: number;
  /** Base of the exponential delay between attempts, in milliseconds; up to half of it is taken off at random. */
  backoffMs: number;
  /** Lower goes first; jobs without one go before all that have one. */
  priority?: number;
  /** How long finished jobs stay to be looked at, in seconds. */
  keepDoneSeconds: number;
  keepFailedSeconds: number;
}

const HOUR = 3600;

/** What nobody waits for goes behind all that somebody does. */
export const SCHEDULED_PRIORITY = 100;

/** What each kind of job carries. */
export interface Payloads {
  recap: { conversationId: string };
  show: { conversationId: string };
  digest: { periodId: string };
  digests: Record<string, never>;
  sweep: Record<string, never>;
  remind: Record<string, never>;
}
export type JobName = keyof Payloads;
export type PayloadOf<Name extends JobName> = Payloads[Name];

/** All jobs there are. A new kind of job is an entry here and a handler in `worker/handlers.ts`. */
export const JOBS: { readonly [Name in JobName]: JobSpec<PayloadOf<Name>> } = {
  recap: {
    payload: z.strictObject({ conversationId: z.uuid() }),
    jobId: ({ conversationId }) => `recap-${conversationId}`,
    attempts: 5,
    backoffMs: 2000,
    priority: 10,
    keepDoneSeconds: HOUR,
    keepFailedSeconds: 7 * 24 * HOUR,
  },
  show: {
    payload: z.strictObject({ conversationId: z.uuid() }),
    jobId: ({ conversationId }) => `show-${conversationId}`,
    attempts: 4,
    backoffMs: 2000,
    priority: 20,
    keepDoneSeconds: 0,
    keepFailedSeconds: 24 * HOUR,
  },
  digest: {
    payload: z.strictObject({ periodId: z.uuid() }),
    jobId: ({ periodId }) => `digest-${periodId}`,
    attempts: 5,
    backoffMs: 2000,
    priority: SCHEDULED_PRIORITY - 1,
    keepDoneSeconds: 0,
    keepFailedSeconds: 7 * 24 * HOUR,
  },
  digests: {
    payload: z.strictObject({}),
    jobId: () => 'digests',
    attempts: 1,
    backoffMs: 0,
    keepDoneSeconds: 0,
    keepFailedSeconds: 0,
  },
  sweep: {
    payload: z.strictObject({}),
    jobId: () => 'sweep',
    attempts: 1,
    backoffMs: 0,
    keepDoneSeconds: 0,
    keepFailedSeconds: 0,
  },
  remind: {
    payload: z.strictObject({}),
    jobId: () => 'remind',
    attempts: 1,
    backoffMs: 0,
    keepDoneSeconds: 0,
    keepFailedSeconds: 0,
  },
};

export function isJobName(name: string): name is JobName {
  return Object.hasOwn(JOBS, name);
}
