import { AsyncLocalStorage } from 'node:async_hooks';

/** Ids that every log line of a piece of work carries. */
export interface WorkContext {
  workspaceId?: string;
  conversationId?: string;
  channelId?: string;
  /** What is being done, such as `command` or `job recap`. */
  work?: string;
  /** Of a request to the API. */
  requestId?: string;
}

const storage = new AsyncLocalStorage<WorkContext>();

/** Runs `work` with ids added to the context that it runs in already. */
export function withContext<T>(ids: WorkContext, work: () => T): T {
  return storage.run({ ...storage.getStore(), ...ids }, work);
}

export function currentContext(): WorkContext {
  return storage.getStore() ?? {};
}
