import { setTimeout as sleep } from 'node:timers/promises';
import {
  SchemaMigrationRequiredError,
  SchemaVersionMismatchError,
  UnsupportedPostgresVersionError,
} from 'bullmq';
import { RecallError } from '../domain/errors.ts';
import { throwIfStopped } from '../domain/stopping.ts';
import type { QueueBackend } from './backend.ts';

const POLL_MS = 500;
const DEFAULT_LIMIT_MS = 60_000;

/**
 * Waits until the queue can be opened. What opens it before never recovers: see `QueueBackend.ready`.
 * @throws RecallError `queue_unavailable` (not migrated before the limit, away, or of no use to this version), `cancelled`
 */
export async function untilReady({ backend, signal, limitMs = DEFAULT_LIMIT_MS }: UntilReady): Promise<void> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const trouble = await backend.ready().then(
      () => null,
      (error: unknown) => unavailable(error),
    );
    if (!trouble) return;
    throwIfStopped(signal);
    if (!trouble.retryable || Date.now() > deadline) throw trouble;
    await sleep(POLL_MS, undefined, { signal }).catch(() => throwIfStopped(signal));
  }
}

export interface UntilReady {
  backend: QueueBackend;
  signal: AbortSignal;
  limitMs?: number;
}

function unavailable(cause: unknown): RecallError {
  if (cause instanceof SchemaMigrationRequiredError) {
    return new RecallError('queue_unavailable', 'the queue has not been migrated: run `recall migrate`', {
      retryable: true,
      cause,
    });
  }
  const forGood =
    cause instanceof SchemaVersionMismatchError || cause instanceof UnsupportedPostgresVersionError;
  const words = cause instanceof Error ? cause.message : 'for no known reason';
  return new RecallError('queue_unavailable', `the queue cannot be opened: ${words}`, {
    retryable: !forGood,
    cause,
  });
}
