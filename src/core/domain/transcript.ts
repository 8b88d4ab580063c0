/** A Slack timestamp such as `1699013100.000200`: the id of a message within its channel, and its time in seconds. */
export type MessageTs = string;

/** Points at one message: enough to link to it, never its text. */
export interface MessageRef {
  ts: MessageTs;
  /** The root of the thread that the message stands in; null for a message that is in no thread. */
  threadTs: MessageTs | null;
}

export interface Person {
  /** Slack user id, `U…` or `W…`. */
  id: string;
  name: string;
  /** IANA time zone; null where Slack does not tell it. */
  timeZone: string | null;
}

export interface TranscriptMessage extends MessageRef {
  /** Position in the transcript, from 1; what an engine cites. */
  number: number;
  /** Slack user id; null for a message that has no user. */
  author: string | null;
  /** The text as Slack sends it: mrkdwn with `<@U…>`, `<https://…|label>` and `&amp;` escapes. */
  text: string;
  /** When it was last edited, as Slack tells; null where it never was. */
  editedTs: MessageTs | null;
  /** Names of attached files. */
  files: string[];
  reactions: { name: string; count: number }[];
}

/** Why a message that was found was not given to the engine. */
export const LEFT_OUT_REASONS = [
  'bot',
  'recall',
  'system',
  'empty',
  'over_limit',
  'opted_out',
  'off_the_record',
] as const;
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];

/** How much of what there was has been read. */
export interface Coverage {
  /** Messages in the thread or window, whoever wrote them. */
  found: number;
  read: number;
  leftOut: Partial<Record<LeftOutReason, number>>;
  /** True where reading stopped at a limit, so that there may be more messages than `found`. */
  partial: boolean;
  /** What was counted in a channel's window for a digest. */
  window?: WindowCounts;
}

/** Of what was read in a window: how many people wrote, and which threads had something in it. */
export interface WindowCounts {
  people: number;
  threads: { rootTs: MessageTs; messages: number; people: number }[];
  /** How far back a thread may have begun whose replies count, as an ISO date-time. */
  lookedBackTo: string;
}

/**
 * The messages that were read for one conversation, oldest first and numbered from 1. It lives in the worker's memory
 * only: never in a table, a job or a log.
 */
export interface Transcript {
  channel: { id: string; name: string; purpose: string };
  /** Root of the thread that was read; null where a window of the channel was read. */
  threadTs: MessageTs | null;
  /** True where the messages are the lines of one person's notes. */
  isNotes?: boolean;
  /** Everyone who wrote or was mentioned, by id. */
  people: ReadonlyMap<string, Person>;
  messages: readonly TranscriptMessage[];
  coverage: Coverage;
}

/** The moment a Slack timestamp stands for. */
export function timeOf(ts: MessageTs): Date {
  return new Date(Math.round(Number(ts) * 1000));
}
