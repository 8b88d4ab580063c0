/**
 * Maps with at most `limit` calls at once, in order. After a failure no new call is begun; those under way are waited
 * for, since their results may be kept, and then the first failure is thrown.
 */
export async function mapBounded<T, R>(
  items: readonly T[],
  limit: number,
  map: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results = new Map<number, R>();
  const failures: unknown[] = [];
  const waiting = items.entries();

  async function work(): Promise<void> {
    for (const [index, item] of waiting) {
      try {
        results.set(index, await map(item, index));
      } catch (error) {
        failures.push(error);
      }
      if (failures.length > 0) return;
    }
  }

  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, work));
  if (failures.length > 0) throw failures[0];
  return [...results].sort(([one], [other]) => one - other).map(([, result]) => result);
}
