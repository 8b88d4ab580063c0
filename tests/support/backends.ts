import { describe } from 'vitest';
import { BACKENDS, type Backend } from './recall.ts';

/** Set by `npm test` where no redis-server can be had, and it says so. */
const WITHOUT_REDIS = process.env.RECALL_TESTS_WITHOUT_REDIS === '1';

/** A suite that needs a private redis-server. */
export function describeWithRedis(name: string, suite: () => void): void {
  describe.skipIf(WITHOUT_REDIS)(name, suite);
}

/** The same suite once for each place where the queue can live. */
export function describeOnEachBackend(name: string, suite: (backend: Backend) => void): void {
  for (const backend of BACKENDS) {
    describe.skipIf(WITHOUT_REDIS && backend === 'redis')(`${name}, queue in ${backend}`, () =>
      suite(backend),
    );
  }
}
