import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partsOf } from './parts.ts';

describe('notes are cut', () => {
  it('between lines where that leaves long parts', () => {
    expect(partsOf('one two\nthree four\nfive', 18)).toEqual(['one two\nthree four', 'five']);
  });

  it('between words where a line is long', () => {
    expect(partsOf('one two three four', 10)).toEqual(['one two', 'three four']);
  });

  it('within a word only where it is too long', () => {
    expect(partsOf('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij']);
  });

  it('into none where there is nothing', () => {
    expect(partsOf(' \n ')).toEqual([]);
  });

  it('without losing a letter, breaking a character or making a part too long', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '😀', 'é', '&'), maxLength: 120 });
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 20 }), (given, longest) => {
        const parts = partsOf(given, longest);
        const letters = (words: string) => words.replace(/\s/g, '');
        expect(letters(parts.join(''))).toBe(letters(given));
        for (const part of parts) {
          expect(part.length).toBeLessThanOrEqual(longest);
          expect(part).toBe(Buffer.from(part).toString());
          expect(part).not.toBe('');
        }
      }),
    );
  });
});
