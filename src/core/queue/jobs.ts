import { z } from 'zod';

/** What somebody waits for, and what nobody does: each is taken from a queue of its own, so that neither fills the slots of the other. */
export type Lane = 'interactive' | 'scheduled';
export const LANES = ['interactive', 'scheduled'] as const satisfies readonly Lane[];

/** How a kind of job is queued. Payloads hold ids only, never what was said. */
export interface JobSpec<Payload> {
  payload: z.ZodType<Payload>;
  /** `interactive` where none is given. */
  lane?: Lane;
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

/** Of what is scheduled, what is nearly done goes first. */
export const SCHEDULED_PRIORITY = 100;

/** What each kind of job carries. */
export interface Payloads {
  recap: { conversationId: string };
  show: { conversationId: string };
  digest: { periodId: string };
  digests: Record<string, never>;
  tell_paused: Record<string, never>;
  sweep: Record<string, never>;
  remind: Record<string, never>;
  housekeeping: Record<string, never>;
  purge_channel: { workspaceId: string; channelId: string };
  erase_person: { workspaceId: string; userId: string };
  probe: { probeId: string };
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
    lane: 'scheduled',
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
  tell_paused: {
    payload: z.strictObject({}),
    lane: 'scheduled',
    jobId: () => 'tell_paused',
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
  housekeeping: {
    payload: z.strictObject({}),
    lane: 'scheduled',
    jobId: () => 'housekeeping',
    attempts: 1,
    backoffMs: 0,
    keepDoneSeconds: 0,
    keepFailedSeconds: 0,
  },
  purge_channel: {
    payload: z.strictObject({ workspaceId: z.string().max(30), channelId: z.string().max(30) }),
    lane: 'scheduled',
    jobId: ({ workspaceId, channelId }) => `purge_channel-${workspaceId}-${channelId}`,
    attempts: 10,
    backoffMs: 5000,
    priority: SCHEDULED_PRIORITY,
    keepDoneSeconds: 0,
    keepFailedSeconds: 7 * 24 * HOUR,
  },
  erase_person: {
    payload: z.strictObject({ workspaceId: z.string().max(30), userId: z.string().max(30) }),
    lane: 'scheduled',
    jobId: ({ workspaceId, userId }) => `erase_person-${workspaceId}-${userId}`,
    attempts: 10,
    backoffMs: 5000,
    priority: SCHEDULED_PRIORITY,
    keepDoneSeconds: 0,
    keepFailedSeconds: 7 * 24 * HOUR,
  },
  probe: {
    payload: z.strictObject({ probeId: z.uuid() }),
    jobId: ({ probeId }) => `probe-${probeId}`,
    attempts: 2,
    backoffMs: 1000,
    keepDoneSeconds: 0,
    keepFailedSeconds: 24 * HOUR,
  },
};

export function isJobName(name: string): name is JobName {
  return Object.hasOwn(JOBS, name);
}
