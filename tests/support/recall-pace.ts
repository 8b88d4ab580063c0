import type { Pace } from '../../src/worker/main.ts';

/** Short enough for a test to wait for, long enough for a slow machine. */
export const TEST_PACE: Pace = {
  sweepEveryMs: 200,
  sweepAfterMs: 300,
  remindEveryMs: 1000,
  digestsEveryMs: 1000,
  digestSpreadMs: 200,
  digestPaceMs: 20,
  digestStaleMs: 2000,
  housekeepingEveryMs: 1000,
  lockMs: 2000,
  graceMs: 200,
  recap: { progress: { afterMs: 2000, everyMs: 3000 }, lookEveryMs: 50 },
};

/** What a recap says of its progress comes at once, to be waited for. */
export const HASTY_PACE: Pick<Pace, 'recap'> = {
  recap: { progress: { afterMs: 1, everyMs: 10 }, lookEveryMs: 20 },
};

/** Looks for due digests and reminders so often that a test does not wait for them. */
export const HASTY_LOOKS: Pick<Pace, 'remindEveryMs' | 'digestsEveryMs'> = {
  remindEveryMs: 100,
  digestsEveryMs: 100,
};
