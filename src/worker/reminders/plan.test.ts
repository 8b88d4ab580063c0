import { describe, expect, it } from 'vitest';
import { reminderBy } from './plan.ts';

const item = {
  state: 'open' as const,
  due: '2026-03-29',
  snoozedUntil: null,
  createdAt: new Date('2026-03-01T12:00:00Z'),
  changed: null,
};
/** On 29 March the clocks there go forward; nine is 7:00 UTC then. */
const timeZone = 'Europe/Berlin';
const at = (moment: string, changes: Partial<Parameters<typeof reminderBy>[0]> = {}, zone = timeZone) =>
  reminderBy({ ...item, ...changes }, { now: new Date(moment), timeZone: zone });

describe('the reminder of an item', () => {
  it.each([
    ['2026-03-29T06:59:59Z', null],
    ['2026-03-29T07:00:00Z', 'due'],
    ['2026-03-30T06:59:59Z', 'due'],
    ['2026-03-30T07:00:00Z', 'overdue'],
    ['2026-04-02T06:59:59Z', 'overdue'],
    ['2026-04-02T07:00:01Z', null],
  ])('at %s is %s', (moment, kind) => {
    expect(at(moment)?.kind ?? null).toBe(kind);
  });

  it('is for nine in the morning wherever the person is', () => {
    expect(at('2026-03-29T12:00:00Z', {}, 'America/New_York')).toBe(null);
    expect(at('2026-03-29T13:00:00Z', {}, 'America/New_York')?.kind).toBe('due');
    expect(at('2026-03-29T00:00:00Z', {}, 'Asia/Tokyo')?.at).toEqual(new Date('2026-03-29T00:00:00Z'));
  });

  it('is none for what is done or dropped, or has no date', () => {
    expect(at('2026-03-29T08:00:00Z', { state: 'done' })).toBe(null);
    expect(at('2026-03-29T08:00:00Z', { state: 'dropped' })).toBe(null);
    expect(at('2026-03-29T08:00:00Z', { due: null })).toBe(null);
  });

  it('is none for a moment before the item was found, or changed', () => {
    expect(at('2026-03-29T08:00:00Z', { createdAt: new Date('2026-03-29T07:30:00Z') })).toBe(null);
    const changed = { at: new Date('2026-03-29T07:30:00Z'), by: 'U1' };
    expect(at('2026-03-29T08:00:00Z', { changed })).toBe(null);
    expect(at('2026-03-30T08:00:00Z', { changed })?.kind).toBe('overdue');
  });

  it('waits for the end of a snooze, and then comes alone', () => {
    const snoozedUntil = new Date('2026-03-31T07:00:00Z');
    expect(at('2026-03-30T12:00:00Z', { snoozedUntil })).toBe(null);
    expect(at('2026-03-31T08:00:00Z', { snoozedUntil })).toEqual({
      kind: 'due',
      due: '2026-03-31',
      at: snoozedUntil,
    });
  });

  it('is one where a snooze ends on the morning on which the item is overdue', () => {
    const snoozedUntil = new Date('2026-03-30T07:00:00Z');
    expect(at('2026-03-30T08:00:00Z', { snoozedUntil })?.kind).toBe('overdue');
  });

  it('comes at the end of a snooze also where there is no date', () => {
    const snoozedUntil = new Date('2026-03-20T08:00:00Z');
    expect(at('2026-03-20T08:00:00Z', { snoozedUntil, due: null })).toMatchObject({ due: '2026-03-20' });
    expect(at('2026-03-29T08:00:00Z', { snoozedUntil })).toMatchObject({ kind: 'due', due: '2026-03-29' });
  });
});
