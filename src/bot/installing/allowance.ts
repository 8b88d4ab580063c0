const MINUTE_MS = 60_000;
const MOST_KEPT = 10_000;

/** @returns what says whether one more may be done for a key, such as an address; `most` may for each in each minute */
export function createAllowance(most: number, now: () => Date): (key: string) => boolean {
  let minute = Number.NaN;
  const done = new Map<string, number>();
  return (key) => {
    const current = Math.floor(now().getTime() / MINUTE_MS);
    if (current !== minute || done.size >= MOST_KEPT) done.clear();
    minute = current;
    const times = (done.get(key) ?? 0) + 1;
    done.set(key, times);
    return times <= most;
  };
}
