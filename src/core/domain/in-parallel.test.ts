import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inParallel } from './in-parallel.ts';

it('does everything once, begun in order, and never more at a time than it may', async () => {
  const item = fc.record({ id: fc.nat(), turns: fc.integer({ min: 0, max: 3 }) });
  await fc.assert(
    fc.asyncProperty(
      fc.array(item, { maxLength: 20 }),
      fc.integer({ min: 1, max: 6 }),
      async (items, atOnce) => {
        const begun: number[] = [];
        let now = 0;
        await inParallel(items, atOnce, async ({ id, turns }) => {
          begun.push(id);
          now += 1;
          expect(now).toBeLessThanOrEqual(atOnce);
          for (let left = turns; left > 0; left -= 1) await turn();
          now -= 1;
        });
        expect(begun).toEqual(items.map(({ id }) => id));
        expect(now).toBe(0);
      },
    ),
  );
});

it('begins nothing more after a failure, and passes it on', async () => {
  const begun: number[] = [];
  const working = inParallel([1, 2, 3, 4, 5], 2, async (item) => {
    begun.push(item);
    await turn();
    if (item === 2) throw new Error('away');
  });
  await expect(working).rejects.toThrow('away');
  await turn();
  expect(begun).toEqual([1, 2, 3]);
});
