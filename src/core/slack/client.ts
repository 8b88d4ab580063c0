import { type Logger, LogLevel, WebClient } from '@slack/web-api';
import type { RecallError } from '../domain/errors.ts';
import { createCall } from './client/call.ts';
import { inPlainText } from './client/in-plain-text.ts';
import { reading } from './client/reading.ts';
import type { Slack } from './client/slack.ts';
import { views } from './client/views.ts';
import { writing } from './client/writing.ts';

export type * from './client/slack.ts';

const CALL_TIMEOUT_MS = 10_000;

/** The library writes to stderr by itself otherwise; what goes wrong is told by the RecallErrors that calls end in. */
const SILENT: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};

export interface SlackOptions {
  token: string;
  /** Ends in `/api/`. */
  apiUrl: string;
  /** How long one call may wait in total for Slack's rate limits, in milliseconds. */
  maxWaitMs: number;
  /** Ends waits; calls under way end by their own time limit. */
  signal?: AbortSignal;
  /** Told of blocks that Slack refused, which are sent as plain text then. */
  onBlocksRefused?: (error: RecallError) => void;
}

/** A client for one workspace. It opens no connection by itself. */
export function createSlack({
  token,
  apiUrl,
  maxWaitMs,
  signal,
  onBlocksRefused = () => {},
}: SlackOptions): Slack {
  const common = {
    slackApiUrl: apiUrl,
    timeout: CALL_TIMEOUT_MS,
    rejectRateLimitedCalls: true,
    logger: SILENT,
    allowAbsoluteUrls: false,
  };
  const patient = new WebClient(token, {
    ...common,
    retryConfig: { retries: 2, minTimeout: 200, maxTimeout: 2000 },
  });
  // A post whose answer got lost may have arrived: whoever posts looks for it before it posts again.
  const single = new WebClient(token, { ...common, retryConfig: { retries: 0 } });
  const call = createCall({ maxWaitMs, ...(signal ? { signal } : {}) });
  const slack = {
    ...reading(patient, call),
    ...writing({ patient, single }, call),
    ...views({ patient, single }, call),
  };
  return inPlainText(slack, onBlocksRefused);
}
