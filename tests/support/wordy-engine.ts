import type { Engine } from '../../src/core/domain/engine.ts';
import { quotingEngine } from './quoting-engine.ts';

const FILLER = 'and so on at some length '.repeat(15);

/** An engine whose recap is too long for one Slack message. */
export function wordyEngine(): Engine {
  const engine = quotingEngine();
  const items = (kind: string) =>
    Array.from({ length: 12 }, (_, index) => ({
      text: `${kind} ${index + 1} of twelve ${FILLER}`,
      sources: [1 + (index % 4)],
    }));
  return {
    ...engine,
    async summarize(question, signal) {
      const result = await engine.summarize(question, signal);
      return {
        ...result,
        answer: {
          ...result.answer,
          points: items('point'),
          decisions: items('decision').map((item) => ({ ...item, by: null })),
          openQuestions: items('question').map((item) => ({ ...item, askedOf: null })),
        },
      };
    },
  };
}
