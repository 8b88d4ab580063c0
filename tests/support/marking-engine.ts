import type { Engine } from '../../src/core/domain/engine.ts';
import { NO_TOKENS } from '../../src/core/domain/recap.ts';

const MARK = /\br(\d+)x\b/g;
const FORM = /^(Decided|Task|Question): (?:<@([UW][A-Z0-9]+)> )?(.*)$/s;

/** The numbers of the recaps whose words stand in a text. */
export function recapMarksIn(text: string): Set<number> {
  return new Set([...text.matchAll(MARK)].map(([, number]) => Number(number)));
}

/**
 * An engine each of whose recaps has a mark of its own, `r1x`, `r2x` and so on, in all that it says. Messages that begin with `Decided:`,
 * `Task: <@U…>` or `Question: <@U…>` are that, the rest are points; it quotes them where it is told to.
 */
export function markingEngine({ isQuoting }: { isQuoting: boolean }): Engine {
  let made = 0;
  return {
    name: 'builtin',
    model: null,
    async summarize({ transcript: { messages } }) {
      made += 1;
      const mark = `harvest r${made}x`;
      const said = messages.map(({ text, number, author }, index) => {
        const [, kind = 'Point', person = author, words = text] = FORM.exec(text) ?? [];
        return { kind, person, text: isQuoting ? `${words} ${mark}` : `${mark} ${index}`, sources: [number] };
      });
      const of = (wanted: string) => said.filter(({ kind }) => kind === wanted);
      const bare = ({ text, sources }: (typeof said)[number]) => ({ text, sources });
      return {
        answer: {
          headline: mark,
          points: of('Point').map(bare),
          decisions: of('Decided').map((item) => ({ ...bare(item), by: item.person })),
          actionItems: of('Task').map((item) => ({ ...bare(item), assignee: item.person, due: null })),
          openQuestions: of('Question').map((item) => ({ ...bare(item), askedOf: item.person })),
          tags: ['harvest', `r${made}x`],
        },
        tokens: NO_TOKENS,
        model: null,
        promptVersion: null,
        costUsd: 0,
      };
    },
  };
}
