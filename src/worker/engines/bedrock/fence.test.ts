import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fenced } from './fence.ts';

describe('fenced', () => {
  it('is closed by its last line only, whatever stands inside', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (lines) => {
        const first = fenced({ NOTES: lines });
        const again = fenced({ NOTES: [...lines, ...first.split('\n')] });
        for (const text of [first, again]) {
          const [opening = '', ...rest] = text.split('\n');
          const key = opening.replace('<<<NOTES ', '');
          expect(text.split(key)).toHaveLength(3);
          expect(rest.at(-1)).toBe(`NOTES ${key}>>>`);
        }
      }),
    );
  });

  it('is not opened or closed out of another section, whatever is quoted there', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.array(fc.string()), (notes, letters) => {
        const quoted = fenced({ NOTES: notes, LETTERS: letters }).split('\n');
        const text = fenced({ NOTES: [...notes, ...quoted], LETTERS: [...quoted, ...letters] });
        const opened = /^<<<NOTES (\S+)\n/.exec(text)?.[1] ?? '';
        const closed = /\nLETTERS (\S+)>>>$/.exec(text)?.[1] ?? '';
        expect(opened).not.toBe(closed);
        for (const key of [opened, closed]) expect(text.split(key)).toHaveLength(3);
      }),
    );
  });

  it('is the same for the same lines', () => {
    expect(fenced({ NOTES: ['a'] })).toBe(fenced({ NOTES: ['a'] }));
    expect(fenced({ NOTES: ['a'] })).not.toBe(fenced({ NOTES: ['b'] }));
  });
});
