import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageValue, readFindPage, within } from './find.ts';

const lookedFor = fc
  .record({
    words: fc.string({ unit: 'binary', maxLength: 700 }),
    tags: fc.array(fc.string({ unit: 'binary', maxLength: 100 }), { maxLength: 7 }),
    channelIds: fc.array(fc.stringMatching(/^C[A-Z0-9]{5,10}$/), { maxLength: 12 }),
  })
  .map(within);

describe('what a page button carries', () => {
  it('is read as it was written, and never longer than Slack takes', () => {
    fc.assert(
      fc.property(lookedFor, fc.nat(5000), (looked, offset) => {
        const value = pageValue({ lookedFor: looked, offset });
        expect(value.length).toBeLessThanOrEqual(2000);
        const page = readFindPage(value);
        expect(page?.offset).toBe(offset);
        expect(page?.lookedFor.tags).toEqual(looked.tags);
        expect(page?.lookedFor.channelIds).toEqual(looked.channelIds);
        expect(looked.words.startsWith(page?.lookedFor.words ?? '?')).toBe(true);
      }),
    );
  });

  it('keeps all the words of what people type', () => {
    const typed = {
      words: '"launch date" or café -pier '.repeat(17).trim(),
      tags: ['launch'],
      channelIds: ['C0GENERAL'],
    };
    expect(readFindPage(pageValue({ lookedFor: within(typed), offset: 5 }))).toEqual({
      lookedFor: typed,
      offset: 5,
    });
  });

  it.each([
    '',
    'null',
    '{}',
    '[]',
    '{"w":1}',
    '{"w":"a","t":[],"c":["x"],"o":0}',
    '{"w":"a","t":[],"c":[],"o":-1}',
    '{',
  ])('is nothing where it is not of our making: %s', (value) => expect(readFindPage(value)).toBeNull());
});
