import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareRecaps, countChanges } from './compare-recaps.ts';
import type { Recap } from './recap.ts';

const ref = (number: number) => ({ ts: `${number}.0`, threadTs: null });
const EMPTY: Recap = {
  headline: '',
  points: [],
  decisions: [],
  actionItems: [],
  openQuestions: [],
  tags: [],
};
const BEFORE: Recap = {
  ...EMPTY,
  points: [{ text: 'The importer is late', sources: [ref(1)] }],
  decisions: [{ text: 'Launch on Thursday', by: 'U1', sources: [ref(2)] }],
  actionItems: [
    { text: 'Tell support', assignee: 'U1', due: null, sources: [ref(3)] },
    { text: 'Book a room', assignee: null, due: null, sources: [ref(4)] },
  ],
  openQuestions: [{ text: 'Who is on call?', askedOf: null, sources: [ref(5)] }],
};

const marksOf = (after: Recap) => {
  const { marks, closed } = compareRecaps(BEFORE, after);
  return {
    marks: Object.fromEntries([...marks].map(([{ text }, mark]) => [text, mark])),
    closed: closed.map(({ text }) => text),
  };
};

describe('comparing a recap with the one before it', () => {
  it('tells what is the same, changed, new and closed', () => {
    const after: Recap = {
      ...EMPTY,
      points: [{ text: 'The importer is done', sources: [ref(7)] }],
      decisions: [{ text: 'Launch on Friday', by: 'U1', sources: [ref(2), ref(6)] }],
      actionItems: [{ text: 'Tell support', assignee: 'U1', due: null, sources: [ref(3), ref(8)] }],
    };
    expect(marksOf(after)).toEqual({
      marks: { 'The importer is done': 'new', 'Launch on Friday': 'changed', 'Tell support': 'same' },
      closed: ['Book a room', 'Who is on call?'],
    });
  });

  it('takes another assignee or day for a change', () => {
    const [item] = BEFORE.actionItems;
    const after = { ...EMPTY, actionItems: item ? [{ ...item, due: '2026-11-05' }] : [] };
    expect(marksOf(after).marks).toEqual({ 'Tell support': 'changed' });
  });

  it('finds nothing to tell between a recap and itself', () => {
    expect(countChanges(compareRecaps(BEFORE, structuredClone(BEFORE)))).toEqual({
      new: 0,
      changed: 0,
      closed: 0,
    });
  });

  it('does not close what people had settled', () => {
    const [item] = BEFORE.actionItems;
    const { closed } = compareRecaps(BEFORE, EMPTY, new Set(item ? [item] : []));
    expect(closed.map(({ text }) => text)).toEqual(['Launch on Thursday', 'Book a room', 'Who is on call?']);
  });

  it('gives every item one mark, and never closes more than there was', () => {
    const item = fc.record({
      text: fc.constantFrom('a', 'b', 'c'),
      sources: fc.array(fc.integer({ min: 1, max: 4 }).map(ref), { minLength: 1, maxLength: 3 }),
    });
    const recap = fc.record({ points: fc.array(item), questions: fc.array(item) }).map(
      ({ points, questions }): Recap => ({
        ...EMPTY,
        points,
        openQuestions: questions.map((question) => ({ ...question, askedOf: null })),
      }),
    );
    fc.assert(
      fc.property(recap, recap, (before, after) => {
        const { marks, closed } = compareRecaps(before, after);
        expect(marks.size).toBe(after.points.length + after.openQuestions.length);
        expect(closed.length).toBeLessThanOrEqual(before.openQuestions.length);
        const kept = after.openQuestions.filter((question) => marks.get(question) !== 'new').length;
        expect(closed.length).toBe(before.openQuestions.length - kept);
      }),
    );
  });
});
