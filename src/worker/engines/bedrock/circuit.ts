import { RecallError } from '../../../core/domain/errors.ts';

export interface CircuitOptions {
  now(): number;
  /** Failures in a row that open the circuit. */
  failures?: number;
  /** How long it stays open before one call may try again, in milliseconds. */
  openMs?: number;
}

/** Lets calls through until too many in a row have found the service unavailable. */
export interface Circuit {
  /** Throws `engine_unavailable` without calling while the circuit is open. */
  run<T>(call: () => Promise<T>): Promise<T>;
}

export function createCircuit({ now, failures = 3, openMs = 30_000 }: CircuitOptions): Circuit {
  let inARow = 0;
  let openUntil = 0;
  let probing = false;

  const isClosed = () => inARow < failures;

  function admit(): void {
    if (isClosed()) return;
    const waitMs = openUntil - now();
    if (waitMs <= 0 && !probing) {
      probing = true;
      return;
    }
    throw new RecallError(
      'engine_unavailable',
      'the model has failed repeatedly and is left alone for a while',
      {
        retryable: true,
        retryAfterMs: Math.max(waitMs, 1_000),
      },
    );
  }

  function settle(error: unknown): void {
    probing = false;
    const wasStopped = error instanceof RecallError && !error.code.startsWith('engine_');
    if (wasStopped) return;
    const isDown = error instanceof RecallError && error.code === 'engine_unavailable';
    inARow = isDown ? inARow + 1 : 0;
    if (!isClosed()) openUntil = now() + openMs;
  }

  return {
    async run(call) {
      admit();
      try {
        const result = await call();
        settle(undefined);
        return result;
      } catch (error) {
        settle(error);
        throw error;
      }
    },
  };
}
