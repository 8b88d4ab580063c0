import type { Lane } from '../core/queue/jobs.ts';

/** How many jobs of each lane run, or may. */
export type PerLane = { readonly [Each in Lane]: number };

/** One slot of so many is kept for what somebody waits for. */
const KEPT_FREE_OF = 4;

/**
 * How many jobs of each lane a worker of `slots` may run at once, while `running` do. What is scheduled leaves a quarter of the slots
 * free, so that what somebody waits for begins at once however much is scheduled; each lane has one slot at least, so that a
 * worker of one slot may run two.
 */
export function shareOut(slots: number, running: PerLane): PerLane {
  const kept = Math.ceil(slots / KEPT_FREE_OF);
  return {
    interactive: Math.max(1, slots - running.scheduled),
    scheduled: Math.max(1, Math.min(slots - kept, slots - running.interactive)),
  };
}
