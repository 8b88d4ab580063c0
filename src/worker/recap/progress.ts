import type { ProgressStep } from '../../core/domain/progress.ts';

/** Milliseconds. */
export interface ProgressPace {
  /** How long a recap takes before anything is said. */
  afterMs: number;
  /** How long a step stays before another one is said. */
  everyMs: number;
}

export interface Progress {
  /** Where the recap is now. */
  at(step: ProgressStep): void;
  /** Ends it: nothing is said once this has resolved. */
  close(): Promise<void>;
}

/** What is said to nobody. */
export const SILENT: Progress = { at: () => {}, close: async () => {} };

/**
 * Has the latest step shown now and then while a recap takes long, one at a time. `show` gets a signal that ends its waiting; where
 * it fails, that is all.
 */
export function startProgress(
  { afterMs, everyMs }: ProgressPace,
  show: (step: ProgressStep, signal: AbortSignal) => Promise<void>,
): Progress {
  const stopping = new AbortController();
  const { signal } = stopping;
  let [latest, shown]: (ProgressStep | null)[] = [null, null];
  let current = Promise.resolve();

  async function turn(): Promise<void> {
    if (latest && latest !== shown) {
      shown = latest;
      await show(latest, signal).catch(() => {});
    }
    if (!signal.aborted) timer = setTimeout(begin, everyMs);
  }
  function begin(): void {
    current = turn();
  }

  let timer = setTimeout(begin, afterMs);
  return {
    at(step) {
      latest = step;
    },
    async close() {
      stopping.abort();
      clearTimeout(timer);
      await current;
    },
  };
}
