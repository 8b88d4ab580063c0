import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Recap, RecapAnswer, RecapPoint } from '../../core/domain/recap.ts';
import type { Person, Transcript, TranscriptMessage } from '../../core/domain/transcript.ts';
import { RECAP_LIMITS } from './verify/limits.ts';
import { hasLink, linksIn, linksOfMessages } from './verify/links.ts';
import { verify } from './verify.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const CONTEXT = { now: NOW, timeZone: 'America/New_York' };

const MARA: Person = { id: 'U0MARA', name: 'Mara', timeZone: 'Europe/Berlin' };
const JOEL: Person = { id: 'U0JOEL', name: 'Joel', timeZone: null };

function transcriptOf(...texts: string[]): Transcript {
  const messages = texts.map((text, index) => messageOf(index + 1, text));
  return {
    channel: { id: 'C0OPS', name: 'ops', purpose: 'Keeping it up' },
    threadTs: null,
    people: new Map([MARA, JOEL].map((person) => [person.id, person])),
    messages,
    coverage: { found: messages.length, read: messages.length, leftOut: {}, partial: false },
  };
}

/** Friday 2026-11-20 at noon UTC, and a minute later for each message. */
function messageOf(number: number, text: string): TranscriptMessage {
  return {
    number,
    ts: `${NOW.getTime() / 1000 + number * 60}.000100`,
    threadTs: null,
    author: number % 2 === 1 ? MARA.id : JOEL.id,
    text,
    edited: false,
    files: [],
    reactions: [],
  };
}

function answerOf(parts: Partial<RecapAnswer>): RecapAnswer {
  return {
    headline: 'The rollout',
    points: [],
    decisions: [],
    actionItems: [],
    openQuestions: [],
    tags: [],
    ...parts,
  };
}

const TRANSCRIPT = transcriptOf(
  'The runbook is at <https://docs.example.com/Run?a=1&amp;b=2|the runbook>',
  'thanks, I will try foo.dev/x and README.md',
  'shall we keep <@U0JOEL> on call?',
);

function verified(parts: Partial<RecapAnswer>, transcript = TRANSCRIPT) {
  return verify(answerOf(parts), transcript, CONTEXT);
}

/** The text that a point comes out with. */
function pointText(text: string, sources = [1, 2, 3]): string | undefined {
  return verified({ points: [{ text, sources }] }).recap.points[0]?.text;
}

function claimsOf(recap: Recap): RecapPoint[] {
  return [...recap.points, ...recap.decisions, ...recap.actionItems, ...recap.openQuestions];
}

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
    fc.property(arbitraryAnswer, (answer) => check(verify(answer, TRANSCRIPT, CONTEXT).recap, answer)),
    { numRuns: 150 },
  );
}

describe('for every answer whatsoever', () => {
  it('each claim rests on at least one message that was read, in order and once', () => {
    const known = TRANSCRIPT.messages.map(({ ts }) => ts);
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
        const links = linksOfMessages(TRANSCRIPT.messages.filter(({ ts }) => tss.includes(ts)));
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
      expect(recap.points.length).toBeLessThanOrEqual(RECAP_LIMITS.points);
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
    const numberOf = new Map(TRANSCRIPT.messages.map(({ ts, number }) => [ts, number]));
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
      expect(verify(again, TRANSCRIPT, CONTEXT).recap).toEqual(recap);
    });
  });
});

describe('texts', () => {
  it.each([
    ['a mention of someone in the transcript stays', 'ask <@U0MARA|mara>', 'ask <@U0MARA>'],
    ['a mention of anyone else becomes a word', 'ask <@U0GONE>', 'ask someone'],
    ['pings lose their sign', '<!channel> and @here and <!subteam^S1|@ops>', 'channel and here and ops'],
    ['a ping hidden behind escapes is found', 'hey &amp;lt;!here&amp;gt;', 'hey here'],
    ['a ping broken by an invisible character is found', 'hey @chan\u200bnel', 'hey channel'],
    [
      'a link of a cited message stays',
      'see <https://docs.example.com/Run?a=1&amp;b=2|it>',
      'see it (https://docs.example.com/Run?a=1&b=2)',
    ],
    ['a link of no message is taken out', 'see https://evil.test/x.', 'see [link removed].'],
    [
      'a foreign link behind a trusted label is taken out',
      '<https://evil.test|https://docs.example.com/Run?a=1&b=2>',
      'https://docs.example.com/Run?a=1&b=2 [link removed]',
    ],
    ['a markdown link is a link', '[the docs](https://evil.test) say so', 'the docs [link removed] say so'],
    ['a bare domain is a link', 'go to evil.com/login now', 'go to [link removed] now'],
    ['a bare domain behind a slash is a link', 'either/evil.com/login', 'either/[link removed]'],
    [
      'what only looks like a link is not',
      'Node.js e.g. main.ts, 3.5 of 10 a.m.',
      'Node.js e.g. main.ts, 3.5 of 10 a.m.',
    ],
    ['generics and comparisons are words', 'Map<string> where a < b', 'Map<string> where a < b'],
    ['a table becomes words', '| a | b |\n|---|---|\n| 1 | 2 |', 'a, b 1, 2'],
    ['escapes are resolved', 'R&amp;D', 'R&D'],
  ])('%s', (_name, text, expected) => {
    expect(pointText(text)).toBe(expected);
  });

  it('a link of a message that the claim does not cite is taken out', () => {
    expect(pointText('see https://docs.example.com/Run?a=1&b=2', [2])).toBe('see [link removed]');
  });

  it('are cut at a word', () => {
    const text = pointText('word '.repeat(200)) ?? '';
    expect(text.length).toBeLessThanOrEqual(RECAP_LIMITS.text);
    expect(text).toMatch(/^(?:word )+word…$/);
  });

  it('are not cut through a mention', () => {
    expect(pointText(`${'x'.repeat(495)}<@U0MARA>`)).toBe(`${'x'.repeat(495)}…`);
  });
});

describe('claims', () => {
  it('an answer that is right loses nothing', () => {
    const right = answerOf({
      headline: 'Joel stays on call',
      points: [{ text: 'The runbook was found', sources: [1, 2] }],
      decisions: [{ text: 'Joel stays on call', by: MARA.id, sources: [3] }],
      actionItems: [{ text: 'Try the runbook', assignee: JOEL.id, due: '2026-11-27', sources: [2] }],
      openQuestions: [{ text: 'Who comes after Joel?', askedOf: null, sources: [3] }],
      tags: ['on-call'],
    });
    const { recap, removed } = verify(right, TRANSCRIPT, CONTEXT);
    expect(recap.actionItems).toMatchObject([{ assignee: JOEL.id, due: '2026-11-27' }]);
    expect(claimsOf(recap)).toHaveLength(4);
    expect(Object.values(removed).every((count) => count === 0)).toBe(true);
  });

  it('counts invented sources, and drops what rests on nothing else', () => {
    const { recap, removed } = verified({
      points: [
        { text: 'half right', sources: [1, 99] },
        { text: 'made up', sources: [99] },
      ],
    });
    expect(recap.points.map(({ text }) => text)).toEqual(['half right']);
    expect(removed).toMatchObject({ sources: 2, unsourced: 1 });
  });

  it('joins what is said twice, with the sources of both', () => {
    const { recap, removed } = verified({
      points: [
        { text: 'We ship.', sources: [3] },
        { text: 'we ship', sources: [1] },
      ],
    });
    expect(recap.points).toHaveLength(1);
    expect(recap.points[0]?.sources).toHaveLength(2);
    expect(removed.duplicates).toBe(1);
  });

  it('leaves out a point that a decision says too', () => {
    const { recap } = verified({
      points: [{ text: 'We ship', sources: [1] }],
      decisions: [{ text: 'We ship.', by: null, sources: [3] }],
    });
    expect(recap.points).toEqual([]);
    expect(recap.decisions[0]?.sources).toHaveLength(2);
  });

  it('keeps the same task for two people apart', () => {
    const task = { text: 'Read the draft', due: null, sources: [1] };
    const { recap } = verified({
      actionItems: [
        { ...task, assignee: MARA.id },
        { ...task, assignee: JOEL.id },
        { ...task, assignee: null, due: '2026-12-01' },
      ],
    });
    expect(recap.actionItems).toMatchObject([
      { assignee: MARA.id, due: '2026-12-01' },
      { assignee: JOEL.id, due: null },
    ]);
  });

  it('takes the first claim as headline where none is left', () => {
    const { recap } = verified({
      headline: '\u200b',
      points: [{ text: 'The runbook was found', sources: [1] }],
    });
    expect(recap.headline).toBe('The runbook was found');
    expect(verified({ headline: '…' }).recap.headline).toBe('#ops');
  });
});

describe('due dates', () => {
  const dueOf = (due: string, cited = [1]) =>
    verified({ actionItems: [{ text: 'Do it', assignee: null, due, sources: cited }] }).recap.actionItems[0]
      ?.due;

  it.each([
    ['2026-11-27', '2026-11-27'],
    ['2026-02-30', null],
    ['2025-11-27', null],
    ['2226-11-27', null],
    ['as soon as possible', null],
    ['Monday', '2026-11-23'],
    ['by tomorrow', '2026-11-21'],
    ['the sun is out', null],
    ['', null],
  ])('%s is %s', (said, expected) => {
    expect(dueOf(said)).toBe(expected);
  });

  it('is meant from the day of the author, wherever that is', () => {
    const lateEvening = { ...messageOf(1, 'tomorrow, then'), ts: '1795225800.000100' };
    const transcript = { ...TRANSCRIPT, messages: [lateEvening] };
    const dueTomorrow = { actionItems: [{ text: 'Do it', assignee: null, due: 'tomorrow', sources: [1] }] };
    const dueFor = (author: string) =>
      verified(dueTomorrow, { ...transcript, messages: [{ ...lateEvening, author }] }).recap.actionItems[0]
        ?.due;
    expect(new Date(1795225800000).toISOString()).toBe('2026-11-21T01:50:00.000Z');
    expect(dueFor(MARA.id)).toBe('2026-11-22');
    expect(dueFor(JOEL.id)).toBe('2026-11-21');
  });
});
