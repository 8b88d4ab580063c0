import type { Pace } from '../../src/worker/main.ts';

/** Short enough for a test to wait for, long enough for a slow machine. */
export const TEST_PACE: Pace = { sweepEveryMs: 200, sweepAfterMs: 300, lockMs: 2000, graceMs: 200 };
