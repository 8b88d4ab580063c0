import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_EVERY_MS = 10;
const DEFAULT_LIMIT_MS = 20_000;

/** Waits for a condition. @returns the first truthy thing that `look` gives; rejects where none comes before the limit */
export async function until<T>(
  look: () => T | Promise<T>,
  { limitMs = DEFAULT_LIMIT_MS, what = look.toString() }: { limitMs?: number; what?: string } = {},
): Promise<NonNullable<T>> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > deadline) throw new Error(`not seen within ${limitMs} ms: ${what}`);
    await sleep(LOOK_EVERY_MS);
  }
}
