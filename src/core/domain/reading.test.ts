import { describe, expect, it } from 'vitest';
import { asEarlierReport, compareReadings, isUnchanged } from './reading.ts';
import type { Recap } from './recap.ts';
import type { TranscriptMessage } from './transcript.ts';

const read = (ts: string, editedTs: string | null = null) => ({ ts, editedTs });
const message = (number: number): TranscriptMessage => ({
  number,
  ts: `${number}.0`,
  threadTs: '1.0',
  author: 'U1',
  text: `message ${number}`,
  editedTs: null,
  files: [],
  reactions: [],
});
const ref = (number: number) => ({ ts: `${number}.0`, threadTs: '1.0' });
const RECAP: Recap = {
  headline: 'A launch',
  points: [
    { text: 'rests on one and two', sources: [ref(1), ref(2)] },
    { text: 'rests on three', sources: [ref(3)] },
  ],
  decisions: [{ text: 'rests on two', by: 'U1', sources: [ref(2)] }],
  actionItems: [],
  openQuestions: [],
  tags: ['launch'],
};

describe('two readings of a conversation', () => {
  it('are alike where the same editions of the same messages were read', () => {
    const reading = [read('1.0'), read('2.0', '9.0')];
    expect(isUnchanged(compareReadings(reading, reading))).toBe(true);
  });

  it('differ by what was written, edited and deleted', () => {
    const then = [read('1.0'), read('2.0'), read('3.0', '8.0'), read('4.0')];
    const now = [read('1.0'), read('2.0', '9.0'), read('3.0', '9.0'), read('5.0')];
    expect(compareReadings(then, now)).toEqual({
      news: new Set(['2.0', '3.0', '5.0']),
      stale: new Set(['2.0', '3.0', '4.0']),
    });
  });
});

describe('an earlier report', () => {
  const messages = [1, 2, 3, 4].map(message);

  it('is the earlier recap in the numbers of today, with the news', () => {
    const difference = { news: new Set(['4.0']), stale: new Set<string>() };
    expect(asEarlierReport(RECAP, messages, difference)).toEqual({
      answer: {
        ...RECAP,
        points: [
          { text: 'rests on one and two', sources: [1, 2] },
          { text: 'rests on three', sources: [3] },
        ],
        decisions: [{ text: 'rests on two', by: 'U1', sources: [2] }],
      },
      news: [4],
    });
  });

  it('keeps no words that may be those of a message that is gone, and has the rest read again', () => {
    const left = messages.filter(({ number }) => number !== 2);
    const difference = { news: new Set<string>(), stale: new Set(['2.0']) };
    const { answer, news } = asEarlierReport(RECAP, left, difference);
    expect(answer.points.map(({ text }) => text)).toEqual(['rests on three']);
    expect(answer.decisions).toEqual([]);
    expect(answer.tags).toEqual([]);
    expect(news).toEqual([1]);
  });
});
