import { RecallError } from '../domain/errors.ts';
import type { QueueBackend } from './backend.ts';
import { createProducer, type Producer } from './producer.ts';

/**
 * A producer for a process that starts whether or not the queue is there: it is opened with the first call that finds it so.
 * Calls before throw `queue_unavailable`.
 */
export function createLateProducer(deps: {
  backend: QueueBackend;
  onError: (error: Error) => void;
}): Producer {
  let opened: Producer | undefined;
  const open = async () => {
    if (!opened) {
      await deps.backend.ready().catch((cause: unknown) => {
        throw new RecallError('queue_unavailable', 'the queue cannot be opened', { retryable: true, cause });
      });
      opened ??= createProducer(deps);
    }
    return opened;
  };
  return {
    enqueue: async (...args) => (await open()).enqueue(...args),
    enqueueAll: async (...args) => (await open()).enqueueAll(...args),
    stateOf: async (...args) => (await open()).stateOf(...args),
    close: async () => opened?.close(),
  };
}
