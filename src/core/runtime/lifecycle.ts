import type { Logger } from './logger.ts';

/** Something that runs until it is closed. */
export interface Closeable {
  close(): Promise<void>;
}

export interface ServiceRun {
  logger: Logger;
  /** How long closing may take before the process ends anyway, in milliseconds. */
  closeLimitMs?: number;
  /** Stops the service as a signal would. */
  stop?: AbortSignal;
  /** Starts everything; parts are closed in the reverse order in which they were handed to `add`. */
  start(run: { signal: AbortSignal; add<T extends Closeable>(part: T): T }): Promise<void>;
}

const DEFAULT_CLOSE_LIMIT_MS = 25_000;
const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/**
 * Runs a service until SIGTERM, SIGINT or SIGHUP, then closes its parts in order. The signal given to `start` is aborted
 * at once when stopping begins. A second signal, or closing past the limit, ends the process with code 1.
 * @returns when everything is closed; rejects with what `start` threw, after closing what had been started
 */
export async function runService({
  logger,
  start,
  closeLimitMs = DEFAULT_CLOSE_LIMIT_MS,
  stop,
}: ServiceRun): Promise<void> {
  const stopping = new AbortController();
  const parts: Closeable[] = [];
  const stopped = new Promise<void>((resolve) => {
    stopping.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  stop?.addEventListener('abort', () => stopping.abort(), { once: true });
  const removeListeners = listenForSignals(stopping, logger, closeLimitMs);
  try {
    await start({
      signal: stopping.signal,
      add(part) {
        parts.push(part);
        return part;
      },
    });
    await stopped;
  } finally {
    stopping.abort();
    await closeAll(parts, logger);
    removeListeners();
  }
}

function listenForSignals(stopping: AbortController, logger: Logger, closeLimitMs: number): () => void {
  const onSignal = (name: NodeJS.Signals) => {
    if (stopping.signal.aborted) process.exit(1);
    logger.info({ signal: name }, 'stopping');
    stopping.abort();
    setTimeout(() => {
      logger.error({ closeLimitMs }, 'closing took too long, ending now');
      process.exit(1);
    }, closeLimitMs).unref();
  };
  for (const name of SIGNALS) process.on(name, onSignal);
  return () => {
    for (const name of SIGNALS) process.off(name, onSignal);
  };
}

async function closeAll(parts: readonly Closeable[], logger: Logger): Promise<void> {
  for (const part of parts.toReversed()) {
    try {
      await part.close();
    } catch (err) {
      logger.error({ err }, 'a part did not close cleanly');
    }
  }
}
