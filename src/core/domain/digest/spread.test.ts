import { describe, expect, it } from 'vitest';
import { spreadDelayMs, spreadWindowMs } from './spread.ts';

const WINDOW_MS = 5 * 60_000;

describe('digests of one minute', () => {
  it('start at the same moment after it every time', () => {
    expect(spreadDelayMs('digest-1', WINDOW_MS)).toBe(spreadDelayMs('digest-1', WINDOW_MS));
    expect(spreadDelayMs('digest-1', WINDOW_MS)).not.toBe(spreadDelayMs('digest-2', WINDOW_MS));
  });

  it.each([
    ['counted', (index: number) => `digest-${index}`],
    ['made in a row', (index: number) => `01890a5d-ac96-774b-bcce-${index.toString(16).padStart(12, '0')}`],
    ['numbers alone', (index: number) => String(index)],
  ])('are spread evenly where their ids are %s', (_, idOf) => {
    const [digests, parts] = [10_000, 20];
    const filled = new Array<number>(parts).fill(0);
    for (let index = 0; index < digests; index += 1) {
      const delay = spreadDelayMs(idOf(index), WINDOW_MS);
      const part = Math.floor((delay / WINDOW_MS) * parts);
      filled[part] = (filled[part] ?? 0) + 1;
    }
    expect(filled).toHaveLength(parts);
    expect(Math.min(...filled)).toBeGreaterThan((digests / parts) * 0.8);
    expect(Math.max(...filled)).toBeLessThan((digests / parts) * 1.2);
  });

  it('start at once where there is no time to spread them over', () => {
    expect(spreadDelayMs('digest-1', 0)).toBe(0);
  });

  it('of one workspace are so many a minute that Slack lets each be asked about twice', () => {
    const [callsAMinute, callsOfOne] = [50, 2];
    const channels = 2000;
    const minutes = spreadWindowMs(channels, WINDOW_MS) / 60_000;
    expect((channels * callsOfOne) / minutes).toBeLessThan(callsAMinute);
    expect(spreadWindowMs(20, WINDOW_MS)).toBe(WINDOW_MS);
  });
});
