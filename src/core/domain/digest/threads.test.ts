import { describe, expect, it } from 'vitest';
import type { Recap, RecapPoint } from '../recap.ts';
import { threadsThatMattered } from './threads.ts';

const point = (text: string, ...roots: (string | null)[]): RecapPoint => ({
  text,
  sources: roots.map((threadTs, index) => ({ ts: `${index}.0`, threadTs })),
});
const recap = (points: RecapPoint[], over: Partial<Recap> = {}): Recap => ({
  ...{ headline: '', decisions: [], actionItems: [], openQuestions: [], tags: [] },
  ...{ points, ...over },
});
const rootsOf = ({ threads }: ReturnType<typeof threadsThatMattered>) => threads.map(({ rootTs }) => rootTs);

describe('the threads of a digest', () => {
  it('hold their points in the order of the recap', () => {
    const [first, second] = [point('first', 'A'), point('second', 'A', 'A')];
    const { threads } = threadsThatMattered(recap([first, point('other', 'B'), second]), new Map());
    expect(threads[0]).toEqual({ rootTs: 'A', points: [first, second], counts: null });
  });

  it('come first where something was decided in them, though others are longer', () => {
    const points = [point('talk', 'LONG'), point('plan', 'DECIDED')];
    const decisions = [{ ...point('so it is', 'DECIDED'), by: null }];
    const counts = new Map([
      ['LONG', { messages: 30, people: 3 }],
      ['DECIDED', { messages: 12, people: 3 }],
    ]);
    expect(rootsOf(threadsThatMattered(recap(points), counts))).toEqual(['LONG', 'DECIDED']);
    expect(rootsOf(threadsThatMattered(recap(points, { decisions }), counts))).toEqual(['DECIDED', 'LONG']);
  });

  it('come before others where more people took part', () => {
    const counts = new Map([
      ['A', { messages: 5, people: 2 }],
      ['B', { messages: 5, people: 6 }],
    ]);
    const points = [point('a', 'A'), point('b', 'B')];
    expect(rootsOf(threadsThatMattered(recap(points), counts))).toEqual(['B', 'A']);
  });

  it('are left in the order of the recap where nothing tells them apart', () => {
    const points = ['C', 'A', 'B'].map((root) => point(root, root));
    expect(rootsOf(threadsThatMattered(recap(points), new Map()))).toEqual(['C', 'A', 'B']);
  });

  it('do not hold what rests on no thread, on several, or on nothing', () => {
    const points = [point('alone', null), point('both', 'A', 'B'), point('bare')];
    expect(threadsThatMattered(recap(points), new Map())).toEqual({ threads: [], others: points });
  });
});
