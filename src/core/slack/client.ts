import type { RecallError } from '../domain/errors.ts';
import { type Connection, createCall } from './client/call.ts';
import { createClients } from './client/clients.ts';
import { inPlainText } from './client/in-plain-text.ts';
import { reading } from './client/reading.ts';
import type { Slack } from './client/slack.ts';
import { views } from './client/views.ts';
import { writing } from './client/writing.ts';

export type { Connection } from './client/call.ts';
export { type Clients, createClients } from './client/clients.ts';
export type * from './client/slack.ts';

export interface SlackOptions extends CallingOptions {
  token: string;
  /** Ends in `/api/`. */
  apiUrl: string;
}

export interface CallingOptions {
  /** How long one call may wait in total for Slack's rate limits, in milliseconds. */
  maxWaitMs: number;
  /** Ends waits; calls under way end by their own time limit. */
  signal?: AbortSignal;
  /** Told of blocks that Slack refused, which are sent as plain text then. */
  onBlocksRefused?: (error: RecallError) => void;
}

/** A client for the workspace that a token belongs to. It opens no connection by itself. */
export function createSlack({ token, apiUrl, ...options }: SlackOptions): Slack {
  const clients = createClients({ token, apiUrl });
  const connection = { clients: async () => clients, rejected: async () => false };
  return createConnectedSlack({ ...options, connection, workspaceId: null });
}

export interface ConnectedOptions extends CallingOptions {
  connection: Connection;
  /** Null: whose token it is has to be asked. */
  workspaceId: string | null;
}

/** A client whose token is looked up when it is needed. */
export function createConnectedSlack({
  connection,
  workspaceId,
  maxWaitMs,
  signal,
  onBlocksRefused = () => {},
}: ConnectedOptions): Slack {
  const call = createCall({ connection, maxWaitMs, ...(signal ? { signal } : {}) });
  return inPlainText({ ...reading(call, workspaceId), ...writing(call), ...views(call) }, onBlocksRefused);
}
