import { asRecallError } from '../domain/errors.ts';
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
  start(run: { signal: AbortSignal; add: AddPart }): Promise<void>;
}

/** Hands over a part that has started, so that it is closed in its turn; gives it back. */
export type AddPart = <T extends Closeable>(part: T) => T;

const DEFAULT_CLOSE_LIMIT_MS = 25_000;
const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;
/** One Ctrl-C can arrive twice: from the terminal, and from the npm that runs this process. */
const SAME_SIGNAL_MS = 1000;

/**
 * Runs a service until SIGTERM, SIGINT or SIGHUP, then closes its parts in order. The signal given to `start` is aborted
 * at once when stopping begins. A second signal, or closing past the limit, ends the process with code 1.
 * @returns when everything is closed, also where the stop came during the start; rejects with what `start` threw, after
 * closing what had been started
 */
export async function runService({
  logger,
  start,
  closeLimitMs = DEFAULT_CLOSE_LIMIT_MS,
  stop,
}: ServiceRun): Promise<void> {
  const stopping = new AbortController();
  const stopped = new Promise<void>((resolve) => {
    stopping.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  const beginStopping = () => stopping.abort();
  const ignoreSignals = listenForSignals(logger, beginStopping);
  if (stop?.aborted) beginStopping();
  stop?.addEventListener('abort', beginStopping, { once: true });
  const parts = collectParts(logger);
  try {
    await start({ signal: stopping.signal, add: parts.add });
    await stopped;
  } catch (error) {
    if (!stopping.signal.aborted || asRecallError(error).code !== 'cancelled') throw error;
  } finally {
    beginStopping();
    await withForcedExit(() => parts.close(), closeLimitMs, logger);
    ignoreSignals();
  }
}

/** Calls `onFirst` on the first signal; the second one ends the process. */
function listenForSignals(logger: Logger, onFirst: () => void): () => void {
  let first: { name: NodeJS.Signals; at: number } | undefined;
  const onSignal = (name: NodeJS.Signals) => {
    const at = performance.now();
    if (!first) {
      first = { name, at };
      logger.info({ signal: name }, 'stopping');
      onFirst();
    } else if (name !== first.name || at - first.at > SAME_SIGNAL_MS) {
      process.exit(1);
    }
  };
  for (const name of SIGNALS) process.on(name, onSignal);
  return () => {
    for (const name of SIGNALS) process.off(name, onSignal);
  };
}

/**
 * Starts something that is made of parts. Closing it closes the parts in the reverse order in which they were handed to `add`.
 * Where `start` fails, what had been started is closed before the failure is thrown.
 */
export async function startParts<T extends object>(
  logger: Logger,
  start: (add: AddPart) => Promise<T>,
): Promise<T & Closeable> {
  const { add, close } = collectParts(logger);
  try {
    return { ...(await start(add)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Parts in the order in which they were started. One that is added after the closing is closed at once. */
function collectParts(logger: Logger): { add: AddPart } & Closeable {
  const parts: Closeable[] = [];
  let closed = false;
  return {
    add(part) {
      if (closed) void closeOne(part, logger);
      else parts.push(part);
      return part;
    },
    async close() {
      for (let part = parts.pop(); part; part = parts.pop()) await closeOne(part, logger);
      closed = true;
    },
  };
}

async function closeOne(part: Closeable, logger: Logger): Promise<void> {
  try {
    await part.close();
  } catch (err) {
    logger.error({ err }, 'a part did not close cleanly');
  }
}

async function withForcedExit(
  close: () => Promise<void>,
  closeLimitMs: number,
  logger: Logger,
): Promise<void> {
  const timer = setTimeout(() => {
    logger.error({ closeLimitMs }, 'closing took too long, ending now');
    process.exit(1);
  }, closeLimitMs);
  await close();
  clearTimeout(timer);
}
