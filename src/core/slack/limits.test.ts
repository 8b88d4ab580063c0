import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shorten } from './limits.ts';
import { escapeMrkdwn, parseMrkdwn } from './mrkdwn.ts';

describe('a text that is too long', () => {
  it.each([
    ['one two three', 13, 'one two three'],
    ['one two three', 12, 'one two…'],
    ['onetwothree', 6, 'onetw…'],
    ['a verylongwordindeed', 10, 'a verylon…'],
    ['ab 😀😀', 6, 'ab 😀…'],
    ['ab &amp; cd', 7, 'ab…'],
    ['ab <@U123> cd', 8, 'ab…'],
    ['see <https://a.example|the long label>', 35, 'see…'],
  ])('%j within %i characters is %j', (text, max, shown) => {
    expect(shorten(text, max)).toBe(shown);
  });

  const length = fc.integer({ min: 2, max: 60 });

  it('is never longer than it may be, and begins as it did', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), length, (text, max) => {
        const short = shorten(text, max);
        expect(short.length).toBeLessThanOrEqual(max);
        expect(text.startsWith(short.replace(/…$/, ''))).toBe(true);
      }),
    );
  });

  it('is cut in no escape, entity or character', () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 8 }).map(escapeMrkdwn),
      fc.constantFrom('<@U123ABC>', '<https://a.example|a label>', '😀', ' '),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), length, (pieces, max) => {
        const short = shorten(pieces.join(''), max);
        expect(short).not.toMatch(/\p{Surrogate}/u);
        expect(short.replace(/<[^<>]*>|&(?:amp|lt|gt);/g, '')).not.toMatch(/[<>&]/);
        expect(() => parseMrkdwn(short)).not.toThrow();
      }),
    );
  });
});
