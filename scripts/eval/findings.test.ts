import { describe, expect, it } from 'vitest';
import { readTranscriptFile } from '../../src/cli/try/transcript-file.ts';
import type { RecapAnswer } from '../../src/core/domain/recap.ts';
import type { KnownConversation } from './expected.ts';
import { precision, recall, scoreAnswer } from './findings.ts';

const CONVERSATION: KnownConversation = {
  name: 'lunch',
  transcript: readTranscriptFile('Mara: I will book a table for Friday\nJonas: pizza it is', {
    now: new Date('2026-11-03T12:00:00Z'),
  }),
  expected: {
    note: '',
    decisions: [{ about: 'pizza', sources: [2] }],
    actionItems: [{ about: 'table', assignee: 'Mara', due: '2026-11-06', sources: [1] }],
    openQuestions: [],
  },
};

function answer(parts: Partial<RecapAnswer>): RecapAnswer {
  return { headline: '', points: [], decisions: [], actionItems: [], openQuestions: [], tags: [], ...parts };
}

describe('the score of an answer', () => {
  it('counts what is found, right and expected', () => {
    const score = scoreAnswer(
      answer({
        decisions: [
          { text: 'Pizza it is', by: null, sources: [2] },
          { text: 'Pizza again', by: null, sources: [2] },
        ],
        actionItems: [{ text: 'Book a table', assignee: 'U000001', due: '2026-11-07', sources: [1, 2] }],
      }),
      CONVERSATION,
    );
    expect(score.decisions).toEqual({ found: 2, right: 1, expected: 1 });
    expect(score.actionItems).toEqual({ found: 1, right: 1, expected: 1 });
    expect(score.assignees).toEqual({ right: 1, of: 1 });
    expect(score.dueDates).toEqual({ right: 0, of: 1 });
  });

  it('takes a finding for right only with a shared source and the word that it is about', () => {
    const found = [
      { text: 'Book a table', assignee: null, due: null, sources: [2] },
      { text: 'Book a room', assignee: null, due: null, sources: [1] },
    ];
    expect(scoreAnswer(answer({ actionItems: found }), CONVERSATION).actionItems.right).toBe(0);
  });

  it('counts claims whose words stand in no cited message', () => {
    const score = scoreAnswer(
      answer({
        points: [
          { text: '<@U000001>: I will book a table', sources: [1] },
          { text: 'The dentist was expensive', sources: [1] },
        ],
        decisions: [{ text: 'Sell the house', by: null, sources: [2] }],
      }),
      CONVERSATION,
    );
    expect(score.supported).toEqual({ right: 1, of: 2 });
    expect(score.unsupported).toBe(2);
  });
});

it('calls it perfect to find nothing where nothing is', () => {
  const nothing = { found: 0, right: 0, expected: 0 };
  expect([precision(nothing), recall(nothing)]).toEqual([1, 1]);
  expect([
    precision({ found: 4, right: 1, expected: 2 }),
    recall({ found: 4, right: 1, expected: 2 }),
  ]).toEqual([0.25, 0.5]);
});
