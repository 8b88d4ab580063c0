import { describe, expect, it } from 'vitest';
import { untilWindowEnds } from './window-end.ts';

const END = new Date('2026-11-23T09:00:00Z');
const source = { kind: 'channel', from: new Date('2026-11-16T09:00:00Z'), to: END, limit: null } as const;

describe('a conversation of a digest', () => {
  it('waits until its window is over', () => {
    const early = new Date('2026-11-23T08:15:00Z');
    expect(untilWindowEnds({ digestPeriodId: 'period', source }, early)).toBe(45 * 60_000);
    expect(untilWindowEnds({ digestPeriodId: 'period', source }, END)).toBe(0);
  });

  it('that is of none does not', () => {
    const early = new Date('2026-11-23T08:15:00Z');
    expect(untilWindowEnds({ digestPeriodId: null, source }, early)).toBe(0);
    const thread = { kind: 'thread', threadTs: '1763550000.000100' } as const;
    expect(untilWindowEnds({ digestPeriodId: 'period', source: thread }, early)).toBe(0);
  });
});
