import { describe, expect, it } from 'vitest';
import { cutOff, PURGE_AFTER_DAYS, purgeAfter, retentionOf } from './retention.ts';

describe('how long recaps are kept', () => {
  it.each([
    [{ channel: 7, workspace: 30, environment: 365 }, 7],
    [{ channel: null, workspace: 30, environment: 365 }, 30],
    [{ channel: null, workspace: null, environment: 365 }, 365],
    [{ channel: 0, workspace: 30, environment: 365 }, 0],
    [{ channel: null, workspace: 0, environment: 365 }, 0],
  ])('%j: %i days', (retention, days) => {
    expect(retentionOf(retention)).toBe(days);
  });

  it('is counted in whole days, so that it changes once a day', () => {
    const noon = new Date('2026-03-10T12:00:00Z');
    expect(cutOff(7, noon)).toEqual(new Date('2026-03-03T00:00:00Z'));
    expect(cutOff(7, new Date('2026-03-10T23:59:59.999Z'))).toEqual(cutOff(7, noon));
    expect(cutOff(7, new Date('2026-03-11T00:00:00Z'))).toEqual(new Date('2026-03-04T00:00:00Z'));
    expect(cutOff(0, noon)).toBeNull();
  });
});

it('a workspace that Recall was taken out of has thirty days', () => {
  expect(PURGE_AFTER_DAYS).toBe(30);
  expect(purgeAfter(new Date('2026-03-10T12:00:00Z'))).toEqual(new Date('2026-04-09T12:00:00Z'));
});
