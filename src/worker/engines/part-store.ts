import type { RecapAnswer } from '../../core/domain/recap.ts';

/** Keeps the answers on parts of long conversations, so that a retry pays only for what is missing. */
export interface PartStore {
  /** `key` is a hash of what was asked. */
  get(key: string): Promise<RecapAnswer | null>;
  put(key: string, answer: RecapAnswer): Promise<void>;
}

/** Keeps them for as long as the object lives. */
export function createPartMemory(): PartStore {
  const answers = new Map<string, RecapAnswer>();
  return {
    get: async (key) => answers.get(key) ?? null,
    put: async (key, answer) => {
      answers.set(key, answer);
    },
  };
}
