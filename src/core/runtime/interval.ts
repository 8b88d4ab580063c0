import type { Closeable } from './lifecycle.ts';

/** Runs `work` at once and then every `everyMs`, never two at a time, until closed. Closing waits for the one under way. */
export function startInterval({ everyMs, work, onError }: IntervalOptions): Closeable {
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let current = Promise.resolve();
  const turn = () => {
    current = work()
      .catch(onError)
      .then(() => {
        if (!closed) timer = setTimeout(turn, everyMs);
      });
  };
  turn();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await current;
    },
  };
}

export interface IntervalOptions {
  everyMs: number;
  work(): Promise<void>;
  onError(error: unknown): void;
}
