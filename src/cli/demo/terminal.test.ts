import { describe, expect, it } from 'vitest';
import { createTerminal } from './terminal.ts';

function createPrinted() {
  const written: string[] = [];
  const terminal = createTerminal({ write: (text) => void written.push(text), color: false });
  return { terminal, printed: () => written.join('') };
}

describe('the terminal of the demo', () => {
  it('marks what Slack shows, line by line, at most 100 characters wide', () => {
    const { terminal, printed } = createPrinted();
    terminal.paragraph(['Recall', `• ${'word '.repeat(25).trim()}`]);
    expect(printed()).toBe(
      `  │ Recall\n  │ • ${'word '.repeat(19).trim()}\n  │   ${'word '.repeat(6).trim()}\n`,
    );
  });

  it('says what is going on, then that it is done', async () => {
    const { terminal, printed } = createPrinted();
    let before = '';
    const result = await terminal.step('Starting PostgreSQL', async () => {
      before = printed();
      return 'started';
    });
    expect(before).toBe('Starting PostgreSQL … ');
    expect(printed()).toMatch(/^Starting PostgreSQL … \d+\.\d s\n$/);
    expect(result).toBe('started');
  });

  it('uses no styles where there is no color', () => {
    const { terminal, printed } = createPrinted();
    terminal.heading('Mara types /recall');
    terminal.note('answered');
    expect(printed()).toBe('\n▶ Mara types /recall\n  answered\n');
    expect(terminal.bold('words') + terminal.dim('words')).toBe('wordswords');
  });
});
