import type { Engine, EngineQuestion } from '../core/domain/engine.ts';
import { asRecallError, type ErrorCode } from '../core/domain/errors.ts';
import { throwIfStopped } from '../core/domain/stopping.ts';
import type { TranscriptMessage } from '../core/domain/transcript.ts';
import type { Store } from '../core/store/index.ts';
import { withTimeLimit } from './time-limit.ts';

export interface Probing {
  /** Asks the engine for a recap of made-up lines, and writes down how that went; once for each probe. */
  run(probeId: string, signal: AbortSignal): Promise<void>;
}

export interface ProbingDeps {
  store: { engineProbes: Pick<Store['engineProbes'], 'find' | 'answer'> };
  engine: Pick<Engine, 'summarize'>;
  now(): Date;
}

/** An admin waits for it. */
const PROBE_LIMIT_MS = 45_000;
const LINES = ['We publish the notes on Friday. Can you proofread them?', 'Yes, I will do that tomorrow.'];

/** Finds out whether the engine answers, at an admin's wish. */
export function createProbing({ store, engine, now }: ProbingDeps): Probing {
  async function ask(signal: AbortSignal): Promise<ErrorCode | null> {
    try {
      await withTimeLimit(signal, PROBE_LIMIT_MS, (limited) => engine.summarize(questionAt(now()), limited));
      return null;
    } catch (error) {
      return asRecallError(error).code;
    }
  }

  return {
    async run(probeId, signal) {
      const probe = await store.engineProbes.find(probeId);
      if (!probe || probe.answeredAt !== null) return;
      const code = await ask(signal);
      throwIfStopped(signal);
      await store.engineProbes.answer(probeId, code, now());
    },
  };
}

function questionAt(now: Date): EngineQuestion {
  const start = Math.floor(now.getTime() / 1000) - LINES.length;
  const messages = LINES.map(
    (text, index): TranscriptMessage => ({
      number: index + 1,
      ts: `${start + index}.000100`,
      threadTs: `${start}.000100`,
      author: `U0PROBE${index}`,
      text,
      editedTs: null,
      files: [],
      reactions: [],
    }),
  );
  const people = messages.map(({ author }, index) => {
    const id = author ?? '';
    return [id, { id, name: `Person ${index + 1}`, timeZone: null }] as const;
  });
  return {
    transcript: {
      channel: { id: 'C0PROBE', name: 'test', purpose: '' },
      threadTs: `${start}.000100`,
      people: new Map(people),
      messages,
      coverage: { found: messages.length, read: messages.length, leftOut: {}, partial: false },
    },
    language: 'en',
    timeZone: 'UTC',
    now,
    length: 'brief',
  };
}
