import { styleText } from 'node:util';
import { wrap } from './wrap.ts';

/** What the demo prints on. */
export interface Terminal {
  heading(text: string): void;
  paragraph(lines: readonly string[]): void;
  note(text: string): void;
  /** Says what is going on, then how long it took. */
  step<T>(what: string, work: () => Promise<T>): Promise<T>;
  bold(text: string): string;
  dim(text: string): string;
  strike(text: string): string;
}

const WIDTH = 100;

export function createTerminal({ write, color }: { write(text: string): void; color: boolean }): Terminal {
  const style = (format: 'bold' | 'dim') => (text: string) => (color ? styleText(format, text) : text);
  const bold = style('bold');
  const dim = style('dim');
  return {
    bold,
    dim,
    strike: (text) => (color ? styleText('strikethrough', text) : `~${text}~`),
    heading: (text) => write(`\n${bold(`▶ ${text}`)}\n`),
    paragraph: (lines) =>
      write(
        `${lines
          .flatMap((line) => wrap(line, WIDTH))
          .map((line) => `  │ ${line}`)
          .join('\n')}\n`,
      ),
    note: (text) => write(`  ${dim(text)}\n`),
    async step(what, work) {
      write(`${what} … `);
      const start = performance.now();
      const result = await work();
      write(`${dim(`${((performance.now() - start) / 1000).toFixed(1)} s`)}\n`);
      return result;
    },
  };
}
