import type { Stage } from '../../core/domain/recap.ts';
import type { Events } from '../../core/runtime/events.ts';

export interface Stopwatch {
  /** Milliseconds of the stages that are over, also of one that failed. */
  stages: Partial<Record<Stage, number>>;
  time<T>(stage: Stage, work: () => T | Promise<T>): Promise<T>;
}

/** Times the stages of one recap and tells when each is done. */
export function createStopwatch(events: Pick<Events, 'stageDone'>): Stopwatch {
  const stages: Stopwatch['stages'] = {};
  return {
    stages,
    async time(stage, work) {
      const start = performance.now();
      const took = () => Math.round(performance.now() - start);
      try {
        const result = await work();
        const ms = took();
        stages[stage] = ms;
        await events.stageDone({ stage, ms });
        return result;
      } catch (error) {
        stages[stage] ??= took();
        throw error;
      }
    },
  };
}
