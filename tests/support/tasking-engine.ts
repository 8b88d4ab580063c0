import type { Engine } from '../../src/core/domain/engine.ts';
import { NO_TOKENS } from '../../src/core/domain/recap.ts';

const TASK = /^TASK (?:<@([UW][A-Z0-9]+)> )?(?:by (\d{4}-\d{2}-\d{2}) )?(.*)$/;

/** An engine that takes the messages of the form `TASK <@U…> by 2026-01-31 words` for action items, and nothing else for anything. */
export function taskingEngine(): Engine {
  return {
    name: 'builtin',
    model: null,
    async summarize({ transcript: { messages } }) {
      return {
        answer: {
          headline: 'What is to be done',
          points: [],
          decisions: [],
          actionItems: messages.flatMap(({ number, text: said }) => {
            const [, assignee = null, due = null, text = ''] = TASK.exec(said) ?? [];
            return text === '' ? [] : [{ text, assignee, due, sources: [number] }];
          }),
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
