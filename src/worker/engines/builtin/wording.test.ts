import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JOEL } from '../../../../tests/support/transcripts.ts';
import { clauseOf, cutAtWord, recapLine } from './wording.ts';

const PEOPLE = new Map([[JOEL.id, JOEL]]);

describe('a line of a recap', () => {
  it.each([
    ['hi all, the build is green', 'The build is green'],
    ['ok so we ship on Monday, thanks!', 'We ship on Monday'],
    ['the build is green lol', 'The build is green'],
    ['`x` works', '`x` works'],
    ['syntax-parse reads it', 'syntax-parse reads it'],
    ['@U0JOEL: You can use the cache', 'You can use the cache'],
    ['thanks, the build is green', 'The build is green'],
    ['quick question: is the build green ?', 'Is the build green?'],
    ['the guide (docs.example.org) says so', 'The guide says so'],
    ['there is a guide: docs.example.org', 'There is a guide'],
    ['docs.example.org', 'docs.example.org'],
    ['@U0JOEL is right', '<@U0JOEL> is right'],
    ['@U0GONE is right', '@U0GONE is right'],
    ['check the calendars for the release day and', 'Check the calendars for the release day'],
  ])('%s becomes %s', (text, line) => {
    expect(recapLine(text, PEOPLE)).toBe(line);
  });
});

describe('a clause', () => {
  it.each([
    ['short enough', 'short enough'],
    ['the deploy failed, but nobody was told of it', 'the deploy failed…'],
    ['it went on for so long that nobody was there', 'it went on for so long…'],
  ])('of %s is %s', (text, clause) => {
    expect(clauseOf(text, 25)).toBe(clause);
  });
});

describe('cutting', () => {
  it('cuts between words and says so', () => {
    expect(cutAtWord('the deploy failed because of the disk', 20)).toBe('the deploy failed…');
  });

  it('leaves out a mention rather than cutting it', () => {
    expect(cutAtWord('ask the others or <@U0JOEL>', 24)).toBe('ask the others or…');
  });

  it('never exceeds the limit, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 60 }), (text, max) => {
        expect([...cutAtWord(text, max)].length).toBeLessThanOrEqual(max);
      }),
    );
  });
});
