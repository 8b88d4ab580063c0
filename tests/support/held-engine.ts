import type { Engine, EngineProgress, EngineQuestion } from '../../src/core/domain/engine.ts';
import { stopError } from '../../src/core/domain/stopping.ts';
import { quotingEngine } from './quoting-engine.ts';

export interface HeldEngine extends Engine {
  /** Every question so far. */
  questions: EngineQuestion[];
  /** How many questions were stopped before they were answered. */
  stopped: number;
  /** Says how far the question at hand is. */
  tell(progress: EngineProgress): void;
  /** Answers what is asked, and from now on at once. */
  release(): void;
}

/** An engine that answers, by quoting, only once it is released. It counts as one that asks a model. */
export function heldEngine(): HeldEngine {
  const quoting = quotingEngine();
  const releasing = new AbortController();
  const engine: HeldEngine = {
    ...quoting,
    name: 'bedrock',
    stopped: 0,
    tell: () => {},
    release: () => releasing.abort(),
    async summarize(question, signal, onProgress = () => {}) {
      engine.tell = onProgress;
      const answer = await quoting.summarize(question, signal);
      await untilAborted(AbortSignal.any([signal, releasing.signal]));
      if (!signal.aborted) return answer;
      engine.stopped += 1;
      throw stopError(signal);
    },
  };
  return engine;
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
