import { styleText } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wrap } from './wrap.ts';

describe('a line that is too long', () => {
  it.each([
    ['one two three', 13, ['one two three']],
    ['one two three', 12, ['one two', 'three']],
    ['• one two three', 9, ['• one two', '  three']],
    ['    one two', 8, ['    one', '    two']],
    ['one seventeenletters two', 10, ['one', 'seventeenletters', 'two']],
    ['Bot    http://127.0.0.1', 40, ['Bot    http://127.0.0.1']],
    ['', 10, ['']],
  ])('%j within %i', (line, width, lines) => {
    expect(wrap(line, width)).toEqual(lines);
  });

  it('is measured by what is shown of it', () => {
    const bold = styleText('bold', 'one two', { validateStream: false });
    expect(wrap(`${bold} three`, 13)).toEqual([`${bold} three`]);
  });

  it('keeps its words in order, and goes over the width with a long word alone', () => {
    const words = fc.array(fc.stringMatching(/^[a-z•]{1,20}$/), { maxLength: 30 });
    const start = fc.constantFrom('', '• ', '  ');
    fc.assert(
      fc.property(start, words, fc.integer({ min: 5, max: 40 }), (first, given, width) => {
        const lines = wrap(first + given.join(' '), width);
        expect(lines.join(' ').match(/\S+/g) ?? []).toEqual((first + given.join(' ')).match(/\S+/g) ?? []);
        for (const line of lines) {
          const isOneWord = !/\S\s+\S/.test(line.replace(/^\s*•\s/, ''));
          expect(line.length <= width || isOneWord).toBe(true);
        }
      }),
    );
  });
});
