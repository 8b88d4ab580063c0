import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareOut } from './slots.ts';

describe('the slots of a worker', () => {
  it('are all for what somebody waits for, where nothing scheduled runs', () => {
    expect(shareOut(8, { interactive: 3, scheduled: 0 })).toEqual({ interactive: 8, scheduled: 5 });
  });

  it('are kept free of what is scheduled, to a quarter', () => {
    expect(shareOut(8, { interactive: 0, scheduled: 6 })).toEqual({ interactive: 2, scheduled: 6 });
    expect(shareOut(1, { interactive: 0, scheduled: 1 })).toEqual({ interactive: 1, scheduled: 1 });
  });

  it('leave each lane one, and are not gone over by more than that', () => {
    const running = fc.record({ interactive: fc.nat(256), scheduled: fc.nat(256) });
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 256 }), running, (slots, now) => {
        const share = shareOut(slots, now);
        expect(share.interactive).toBeGreaterThanOrEqual(1);
        expect(share.scheduled).toBeGreaterThanOrEqual(1);
        expect(share.scheduled).toBeLessThan(slots);
        expect(share.interactive).toBeLessThanOrEqual(slots);
        if (now.scheduled < slots) expect(share.interactive + now.scheduled).toBeLessThanOrEqual(slots);
      }),
    );
  });
});
