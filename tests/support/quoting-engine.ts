import type { Engine, EngineQuestion } from '../../src/core/domain/engine.ts';
import { NO_TOKENS } from '../../src/core/domain/recap.ts';

export interface QuotingEngine extends Engine {
  /** Every question so far. */
  questions: EngineQuestion[];
}

/**
 * An engine that answers at once and from the transcript alone: its points are the messages, word for word, at most ten.
 * What a test sees in Slack is therefore what was read.
 */
export function quotingEngine(): QuotingEngine {
  const questions: EngineQuestion[] = [];
  return {
    name: 'builtin',
    model: null,
    questions,
    async summarize(question) {
      questions.push(question);
      const { messages } = question.transcript;
      return {
        answer: {
          headline: `${messages.length} messages`,
          points: messages.slice(0, 10).map(({ text, number }) => ({ text, sources: [number] })),
          decisions: [],
          actionItems: [],
          openQuestions: [],
          tags: [],
        },
        tokens: NO_TOKENS,
        model: null,
        promptVersion: null,
        costUsd: 0,
      };
    },
  };
}
