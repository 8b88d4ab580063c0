import { describe, expect, it } from 'vitest';
import type { Recap } from './recap.ts';
import { strikeMessage } from './strike.ts';

const from = (...timestamps: string[]) => timestamps.map((ts) => ({ ts, threadTs: null }));
const RECAP: Recap = {
  headline: 'The importer delays the launch',
  points: [
    { text: 'The importer is slow', sources: from('1.0') },
    { text: 'Support asked for a date', sources: from('2.0', '3.0') },
  ],
  decisions: [{ text: 'Launch on Thursday', by: null, sources: from('4.0') }],
  actionItems: [
    { text: 'Tell support', assignee: 'U0BO', due: null, sources: from('5.0') },
    { text: 'Fix the importer', assignee: null, due: null, sources: from('1.0', '5.0') },
  ],
  openQuestions: [{ text: 'Who has the keys?', askedOf: null, sources: from('6.0') }],
  tags: ['launch'],
};

describe('a message taken out of a recap', () => {
  it('strikes what rests on it alone, and leaves the rest without it', () => {
    const left = strikeMessage(RECAP, '1.0');
    expect(left.count).toBe(1);
    expect(left.points.map(({ text }) => text)).toEqual(['Support asked for a date']);
    expect(left.actionItems.get(1)?.sources).toEqual(from('5.0'));
    expect(left.tags).toEqual(['launch']);
  });

  it('keeps the positions of what is left', () => {
    const left = strikeMessage(RECAP, '5.0');
    expect([...left.actionItems.keys()]).toEqual([1]);
    expect([...left.decisions.keys()]).toEqual([0]);
    expect(strikeMessage(RECAP, '4.0').decisions.size).toBe(0);
    expect(strikeMessage(RECAP, '6.0').openQuestions).toEqual([]);
  });

  it('keeps a headline that is about what is left, and gives up one that is not', () => {
    expect(strikeMessage(RECAP, '6.0').headline).toBe('The importer delays the launch');
    const about = { ...RECAP, actionItems: [], headline: 'The importer is slow' };
    expect(strikeMessage(about, '1.0').headline).toBe('Support asked for a date');
  });

  it('keeps of a headline what it is about, not what came of it', () => {
    const counted = { ...RECAP, headline: 'The importer delays the launch → 1 action item' };
    expect(strikeMessage(counted, '6.0').headline).toBe('The importer delays the launch');
  });

  it('gives up a headline in the words of a message that nothing else cites', () => {
    const left = strikeMessage(RECAP, '9.0');
    expect(left.headline).toBe('The importer is slow');
    expect(left.count).toBe(1);
    expect(left.points).toEqual(RECAP.points);
    const bare = { ...RECAP, points: [], decisions: [], actionItems: [], openQuestions: [] };
    expect(strikeMessage(bare, '9.0').headline).toBeNull();
  });

  it('compares words in scripts without spaces too', () => {
    const recap: Recap = {
      ...RECAP,
      headline: '発売日は木曜日',
      points: [
        { text: '発売日は木曜日に決まった', sources: from('1.0') },
        { text: '鍵がない', sources: from('2.0') },
      ],
      decisions: [],
      actionItems: [],
      openQuestions: [],
    };
    expect(strikeMessage(recap, '1.0').headline).toBe('鍵がない');
  });

  it('leaves no headline and no tags where nothing is left', () => {
    const alone = { ...RECAP, points: [], actionItems: [], openQuestions: [] };
    expect(strikeMessage(alone, '4.0')).toMatchObject({ headline: null, tags: [], count: 1 });
  });

  it('leaves what never had a source', () => {
    const unsourced = { ...RECAP, points: [{ text: 'From nowhere', sources: [] }] };
    expect(strikeMessage(unsourced, '6.0')).toMatchObject({ count: 1, points: unsourced.points });
  });
});
