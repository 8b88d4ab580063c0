import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JOEL, MARA } from '../../../tests/support/transcripts.ts';
import { claimsOf, LINKED_THREAD, VERIFY_CONTEXT } from '../../../tests/support/verify-inputs.ts';
import type { Recap, RecapAnswer, RecapPoint } from '../../core/domain/recap.ts';
import { MOST_POINTS, RECAP_LIMITS } from './verify/limits.ts';
import { hasLink, linksIn, linksOfMessages } from './verify/links.ts';
import { verify } from './verify.ts';

function textsOf(recap: Recap): string[] {
  return [recap.headline, ...claimsOf(recap).map(({ text }) => text), ...recap.tags];
}

const nastyPiece = fc.oneof(
  fc.constantFrom(
    ...[
      '<!channel>',
      '<!here|here>',
      '<!subteam^S1|@ops>',
      '@here',
      '@everyone',
      '＠channel',
      '@chan\u200bnel',
    ],
    ...[
      '<@U0MARA>',
      '<@U0GONE>',
      '<@U0MARA|mara>',
      '<#C0OPS>',
      '<#C9|secret>',
      '<',
      '>',
      '<!',
      '&lt;!here&gt;',
    ],
    ...[
      '&amp;lt;',
      'https://docs.example.com/Run?a=1&b=2',
      'https://evil.test/x',
      '<https://evil.test|the runbook>',
    ],
    ...[
      '[docs](https://evil.test)',
      'evil.com',
      'mailto:a@evil.com',
      'javascript:alert(1)',
      'foo.dev/x',
      'README.md',
    ],
    ...[
      '| a | b |',
      '\n|---|---|\n',
      '```js\n',
      '**bold**',
      '# ',
      '\n- ',
      '\u202e',
      '\u0000',
      '\ud800',
      'e\u0301\u0301',
    ],
    ...['…', '会議は金曜日', 'Сроки', '👩‍💻', 'word ', ' ', '(', ')', '"', '!here>', '@U0MARA>'],
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ maxLength: 20 }),
  fc.nat({ max: 700 }).map((count) => 'long '.repeat(count)),
  fc.nat({ max: 700 }).map((count) => 'x'.repeat(count)),
);
const nastyText = fc.array(nastyPiece, { maxLength: 8 }).map((pieces) => pieces.join(''));
const sources = fc.array(
  fc.oneof(fc.integer({ min: -1, max: 5 }), fc.constantFrom(Number.NaN, 1.5, 2 ** 40)),
  { maxLength: 5 },
);
const person = fc.option(fc.constantFrom('U0MARA', '<@U0JOEL>', '@U0JOEL', 'U0GONE', 'Mara', '', '<!here>'));
const due = fc.option(
  fc.oneof(
    fc.constantFrom('2026-11-27', '2026-02-30', 'Friday', 'soon', '0001-01-01', '9999-12-31'),
    fc.string(),
  ),
);
const few = <T>(item: fc.Arbitrary<T>) => fc.array(item, { maxLength: 4 });
const arbitraryAnswer: fc.Arbitrary<RecapAnswer> = fc.record({
  headline: nastyText,
  points: fc.array(fc.record({ text: nastyText, sources }), { maxLength: 15 }),
  decisions: few(fc.record({ text: nastyText, by: person, sources })),
  actionItems: few(fc.record({ text: nastyText, assignee: person, due, sources })),
  openQuestions: few(fc.record({ text: nastyText, askedOf: person, sources })),
  tags: fc.array(nastyText, { maxLength: 8 }),
});

function holdsForEveryAnswer(check: (recap: Recap, answer: RecapAnswer) => void) {
  fc.assert(
    fc.property(arbitraryAnswer, (answer) =>
      check(verify(answer, LINKED_THREAD, VERIFY_CONTEXT).recap, answer),
    ),
    { numRuns: 150 },
  );
}

describe('for every answer whatsoever', () => {
  it('each claim rests on at least one message that was read, in order and once', () => {
    const known = LINKED_THREAD.messages.map(({ ts }) => ts);
    holdsForEveryAnswer((recap) => {
      for (const claim of claimsOf(recap)) {
        const cited = claim.sources.map(({ ts }) => ts);
        expect(cited).not.toHaveLength(0);
        expect(cited).toEqual(known.filter((ts) => cited.includes(ts)));
      }
    });
  });

  it('people are of the transcript, in texts and beside them', () => {
    holdsForEveryAnswer((recap) => {
      const named = [
        ...recap.decisions.map(({ by }) => by),
        ...recap.actionItems.map(({ assignee }) => assignee),
        ...recap.openQuestions.map(({ askedOf }) => askedOf),
        ...textsOf(recap).flatMap((text) => Array.from(text.matchAll(/<@(\w+)/g), ([, id]) => id ?? '')),
      ];
      for (const id of named) expect([null, MARA.id, JOEL.id]).toContain(id);
    });
  });

  it('no text pings', () => {
    holdsForEveryAnswer((recap) => {
      for (const text of textsOf(recap)) {
        expect(text).not.toMatch(/<[!#]|[@＠](?:channel|here|everyone)(?![a-z0-9_])/i);
      }
    });
  });

  it('each link stands in a message that the claim cites, and none in the headline', () => {
    holdsForEveryAnswer((recap) => {
      for (const { text, sources: cited } of claimsOf(recap)) {
        const tss = cited.map(({ ts }) => ts);
        const links = linksOfMessages(LINKED_THREAD.messages.filter(({ ts }) => tss.includes(ts)));
        for (const { url } of linksIn(text)) expect(hasLink(links, url)).toBe(true);
        expect(text).not.toMatch(/\/\/evil|(?<![\w.-])evil\.com(?![\p{L}\p{N}_.-])/u);
      }
      expect(linksIn(recap.headline)).toEqual([]);
    });
  });

  it('nothing is invisible, broken or over more than one line', () => {
    holdsForEveryAnswer((recap) => {
      for (const text of textsOf(recap)) {
        expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/u);
        expect(text).toBe(text.trim());
      }
    });
  });

  it('everything fits the limits and the headline is never empty', () => {
    holdsForEveryAnswer((recap) => {
      expect(recap.headline.length).toBeGreaterThan(0);
      expect(recap.headline.length).toBeLessThanOrEqual(RECAP_LIMITS.headline);
      for (const { text } of claimsOf(recap)) expect(text.length).toBeLessThanOrEqual(RECAP_LIMITS.text);
      expect(recap.points.length).toBeLessThanOrEqual(MOST_POINTS.standard);
      expect(recap.tags.length).toBeLessThanOrEqual(RECAP_LIMITS.tags);
      for (const tag of recap.tags) expect(tag).toMatch(/^[\p{L}\p{M}\p{N}]+(?:-[\p{L}\p{M}\p{N}]+)*$/u);
    });
  });

  it('a due date is a day of the calendar, not before the task came up', () => {
    holdsForEveryAnswer((recap) => {
      for (const item of recap.actionItems) {
        if (item.due === null) continue;
        expect(new Date(`${item.due}T00:00:00Z`).toISOString().slice(0, 10)).toBe(item.due);
        expect(item.due >= '2026-11-20').toBe(true);
      }
    });
  });

  it('a recap that was verified is not changed by verifying it again', () => {
    const numberOf = new Map(LINKED_THREAD.messages.map(({ ts, number }) => [ts, number]));
    const cited = <T extends RecapPoint>(claim: T) => ({
      ...claim,
      sources: claim.sources.map(({ ts }) => numberOf.get(ts) ?? 0),
    });
    holdsForEveryAnswer((recap) => {
      const again: RecapAnswer = {
        headline: recap.headline,
        points: recap.points.map(cited),
        decisions: recap.decisions.map(cited),
        actionItems: recap.actionItems.map(cited),
        openQuestions: recap.openQuestions.map(cited),
        tags: recap.tags,
      };
      expect(verify(again, LINKED_THREAD, VERIFY_CONTEXT).recap).toEqual(recap);
    });
  });
});
