import { describe, expect, it } from 'vitest';
import { JOEL, MARA, threadOf } from '../../../tests/support/transcripts.ts';
import { answerOf, claimsOf, LINKED_THREAD, VERIFY_CONTEXT } from '../../../tests/support/verify-inputs.ts';
import type { RecapAnswer } from '../../core/domain/recap.ts';
import { RECAP_LIMITS } from './verify/limits.ts';
import { verify } from './verify.ts';

function verified(parts: Partial<RecapAnswer>, transcript = LINKED_THREAD) {
  return verify(answerOf(parts), transcript, VERIFY_CONTEXT);
}

/** The text that a point comes out with. */
function pointText(text: string, sources = [1, 2, 3]): string | undefined {
  return verified({ points: [{ text, sources }] }).recap.points[0]?.text;
}

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
    const { recap, removed } = verify(right, LINKED_THREAD, VERIFY_CONTEXT);
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

  it('is meant from the day of the author, or of the person who asks where the author has no zone', () => {
    const nightInBerlin = '1795225800.000100';
    expect(new Date(Number(nightInBerlin) * 1000).toISOString()).toMatch('2026-11-21T01:50:00');
    const [message] = threadOf('tomorrow, then').messages;
    const dueFor = (author: string, timeZone: string | null) => {
      const person = { id: author, name: author, timeZone };
      const transcript = {
        ...LINKED_THREAD,
        people: new Map([[author, person]]),
        messages: message === undefined ? [] : [{ ...message, author, ts: nightInBerlin }],
      };
      const task = { text: 'Do it', assignee: null, due: 'tomorrow', sources: [1] };
      return verified({ actionItems: [task] }, transcript).recap.actionItems[0]?.due;
    };
    expect(dueFor(MARA.id, 'Europe/Berlin')).toBe('2026-11-22');
    expect(dueFor(JOEL.id, null)).toBe('2026-11-21');
  });
});
