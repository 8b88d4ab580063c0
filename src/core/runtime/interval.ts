import type { Closeable } from './lifecycle.ts';

/** Runs `work` at once and then every `everyMs`, never two at a time, until closed. Closing waits for the one under way. */
export function startInterval({ everyMs, work, onError }: IntervalOptions): Closeable {
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let current = Promise.resolve();
  const turn = async () => {
    try {
      await work();
    } catch (error) {
      onError(error);
    }
    if (!closed) timer = setTimeout(begin, everyMs);
  };
  const begin = () => {
    current = turn();
  };
  begin();
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
