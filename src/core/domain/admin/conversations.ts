import { z } from 'zod';
import { STATES, TRIGGERS } from './overview.ts';
import { calendarDate, count, filterText, instant, listQuery, pageOf, usd } from './paging.ts';

export const conversationsQuery = listQuery.extend({
  state: z.enum(STATES).optional(),
  trigger: z.enum(TRIGGERS).optional(),
  channel: filterText(40).optional().describe('Slack id'),
  person: filterText(40).optional().describe('Slack id of who asked'),
  from: calendarDate.optional(),
  to: calendarDate.optional().describe('Inclusive'),
  error: filterText(60).optional().describe('An error code'),
});

const conversationRow = z.object({
  id: z.uuid(),
  workspaceId: z.string(),
  workspaceName: z.string(),
  channelId: z.string(),
  /** Null where the viewer may not know it. */
  channelName: z.string().nullable(),
  source: z.enum(['thread', 'channel', 'note']),
  trigger: z.enum(TRIGGERS),
  audience: z.enum(['thread', 'channel', 'private', 'digest']),
  askedBy: z.string(),
  state: z.enum(STATES),
  errorCode: z.string().nullable(),
  requestedAt: instant,
  finishedAt: instant.nullable(),
  costUsd: usd.nullable(),
});
export const conversationsPage = pageOf(conversationRow);
export type ConversationsPage = z.infer<typeof conversationsPage>;

const EVENTS = ['requested', 'announced', 'retried', 'taken_up', 'finished', 'deleted'] as const;

/** One conversation without a word of what was said. */
export const conversationDetail = conversationRow.extend({
  run: count,
  /** The window or thread that was read. */
  threadTs: z.string().nullable(),
  windowFrom: instant.nullable(),
  windowTo: instant.nullable(),
  /** What happened to it, in order. */
  timeline: z.array(
    z.object({
      at: instant,
      what: z
        .enum(EVENTS)
        .describe('`announced` is the placeholder in Slack; `taken_up` the last time that a worker did so'),
    }),
  ),
  stages: z
    .partialRecord(z.enum(['gather', 'summarize', 'verify', 'save', 'deliver']), z.number())
    .describe(
      'Milliseconds of each stage, also of one that it failed in; of the last try where there were several',
    ),
  receipt: z
    .object({
      engine: z.string(),
      model: z.string().nullable(),
      promptVersion: z.string().nullable(),
      tokens: z.object({ input: count, output: count, cacheRead: count, cacheWrite: count }),
      costUsd: usd.nullable(),
      removed: z.record(z.string(), count),
    })
    .nullable(),
  coverage: z
    .object({ found: count, read: count, leftOut: z.record(z.string(), count), partial: z.boolean() })
    .nullable(),
  counts: z.object({ points: count, decisions: count, actionItems: count, openQuestions: count }).nullable(),
  messages: z.array(z.object({ channelId: z.string(), ts: z.string(), postedAt: instant })),
  canRetry: z.boolean(),
  canCancel: z.boolean(),
});
export type ConversationDetail = z.infer<typeof conversationDetail>;
