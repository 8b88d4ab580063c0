import { setTimeout as wait } from 'node:timers/promises';

const LOOK_EVERY_MS = 20;

/** Watches the requests of the app, to tell when it has done what it does in answer to something. */
export interface Traffic {
  /** Counts a request for as long as the work on it goes on. */
  during<T>(work: Promise<T>): Promise<T>;
  /** Resolves once there has been no request for `quietMs`, at the latest after `limitMs`. */
  quiet(bounds: { quietMs: number; limitMs: number }): Promise<void>;
}

export function createTraffic(): Traffic {
  let underWay = 0;
  let lastEndedAt = 0;

  return {
    async during(work) {
      underWay += 1;
      try {
        return await work;
      } finally {
        underWay -= 1;
        lastEndedAt = performance.now();
      }
    },
    async quiet({ quietMs, limitMs }) {
      const start = performance.now();
      const isQuiet = () => underWay === 0 && performance.now() - Math.max(start, lastEndedAt) >= quietMs;
      while (!isQuiet() && performance.now() - start < limitMs) await wait(LOOK_EVERY_MS);
    },
  };
}
