import { describe, expect, it } from 'vitest';
import { resolveWindow } from './window.ts';

const now = new Date('2026-11-18T14:30:00Z');
const sinceLast = (lastRecapTo: string | null) =>
  resolveWindow(
    { kind: 'since_last' },
    { now, lastRecapTo: lastRecapTo === null ? null : new Date(lastRecapTo) },
  );

describe('the time that is read', () => {
  it('goes on where the last recap ended', () => {
    expect(sinceLast('2026-11-16T09:00:00Z')).toEqual({
      from: new Date('2026-11-16T09:00:00Z'),
      to: now,
      limit: null,
    });
  });

  it('is 24 hours the first time', () => {
    expect(sinceLast(null)).toEqual({ from: new Date('2026-11-17T14:30:00Z'), to: now, limit: null });
  });

  it('is 30 days where the last recap is older', () => {
    expect(sinceLast('2026-01-01T00:00:00Z').from).toEqual(new Date('2026-10-19T14:30:00Z'));
    expect(sinceLast('2026-10-19T14:30:00Z').from).toEqual(new Date('2026-10-19T14:30:00Z'));
  });

  it('is never turned round by a clock that went back', () => {
    expect(sinceLast('2026-11-18T14:31:00Z').from).toEqual(now);
  });

  it('is what was asked for where it was said', () => {
    const [from, to] = [new Date('2026-11-01T00:00:00Z'), new Date('2026-11-06T00:00:00Z')];
    expect(resolveWindow({ kind: 'between', from, to }, { now, lastRecapTo: now })).toEqual({
      from,
      to,
      limit: null,
    });
  });

  it('reaches back a year for the last messages, and stops at their number', () => {
    expect(resolveWindow({ kind: 'last_messages', count: 200 }, { now, lastRecapTo: now })).toEqual({
      from: new Date('2025-11-18T14:30:00Z'),
      to: now,
      limit: 200,
    });
  });
});
