import type { Engine, EngineQuestion } from '../../src/core/domain/engine.ts';
import { NO_TOKENS } from '../../src/core/domain/recap.ts';
import type { TranscriptMessage } from '../../src/core/domain/transcript.ts';

export interface SortingEngine extends Engine {
  questions: EngineQuestion[];
  /** Called before each answer; a test may have it wait. */
  beforeAnswer: () => Promise<void>;
}

/**
 * An engine that answers from the transcript alone: messages that begin with `Decided:`, `Task:` or `Question:` are that, the rest are
 * points, word for word. A message that begins with `+` belongs to the one before it. The headline is the first message.
 */
export function sortingEngine(): SortingEngine {
  const engine: SortingEngine = {
    name: 'builtin',
    model: null,
    questions: [],
    beforeAnswer: async () => {},
    async summarize(question) {
      engine.questions.push(question);
      await engine.beforeAnswer();
      const { messages } = question.transcript;
      const said = (kind: string) =>
        messages.flatMap((message, index) =>
          kindOf(message) === kind
            ? [{ ...textOf(message), message, sources: [message.number, ...belonging(messages, index)] }]
            : [],
        );
      const bare = ({ text, sources }: { text: string; sources: number[] }) => ({ text, sources });
      return {
        answer: {
          headline: messages[0]?.text ?? '',
          points: said('').map(bare),
          decisions: said('Decided').map((item) => ({ ...bare(item), by: item.message.author })),
          actionItems: said('Task').map((item) => ({
            ...bare(item),
            assignee: item.message.author,
            due: null,
          })),
          openQuestions: said('Question').map((item) => ({ ...bare(item), askedOf: null })),
          tags: ['launch'],
        },
        tokens: NO_TOKENS,
        model: null,
        promptVersion: null,
        costUsd: 0,
      };
    },
  };
  return engine;
}

function kindOf({ text }: TranscriptMessage): string | null {
  if (text.startsWith('+')) return null;
  return /^(Decided|Task|Question):/.exec(text)?.[1] ?? '';
}

function textOf({ text }: TranscriptMessage): { text: string } {
  return { text: text.replace(/^(Decided|Task|Question): /, '') };
}

function belonging(messages: readonly TranscriptMessage[], index: number): number[] {
  const after = messages.slice(index + 1);
  const end = after.findIndex(({ text }) => !text.startsWith('+'));
  return (end < 0 ? after : after.slice(0, end)).map(({ number }) => number);
}
