import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerptElements } from './excerpt.ts';

const MARKS = { start: '\uE000', end: '\uE001' };
const excerpt = (text: string) =>
  excerptElements(text.replaceAll('[', MARKS.start).replaceAll(']', MARKS.end), MARKS);

describe('an excerpt', () => {
  it('has the words that were looked for in bold', () => {
    expect(excerpt('We [launch] on *Thursday*')).toEqual([
      { type: 'text', text: 'We ' },
      { type: 'text', text: 'launch', style: { bold: true } },
      { type: 'text', text: ' on *Thursday*' },
    ]);
  });

  it('has the first line, and the first further one with such words', () => {
    const words = excerpt('Headline\nnothing\nthe [date]\nanother [date]').map((element) =>
      element.type === 'text' ? element.text : '',
    );
    expect(words.join('')).toBe('Headline\nthe date');
  });

  it('shows a person by name, even where the id was looked for', () => {
    expect(excerpt('<@[U0BO]> writes')).toEqual([
      { type: 'user', user_id: 'U0BO' },
      { type: 'text', text: ' writes' },
    ]);
  });

  it('is cut around the words in a long line, never inside a mention', () => {
    const long = `${'<@U0MARA> said '.repeat(40)}the [pier] is closed ${'<@U0BO> said '.repeat(40)}`;
    const elements = excerpt(long);
    expect(elements).toContainEqual({ type: 'text', text: 'pier', style: { bold: true } });
    for (const element of elements) if (element.type === 'text') expect(element.text).not.toMatch(/[<>@]/);
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('[', ']', '\n', ' ', '<@U1>', 'a', '<', '*') }),
        (text) => {
          const shown = excerpt(text);
          const words = shown.map((element) => (element.type === 'text' ? element.text : '')).join('');
          expect(words).not.toMatch(/[\uE000\uE001]/);
        },
      ),
    );
  });
});
