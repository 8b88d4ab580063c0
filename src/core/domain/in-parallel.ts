/**
 * Does `work` for each item, at most `atOnce` at the same time, begun in order. After a failure no further item is begun; what
 * is under way is waited for, since its result may be kept, and then the first failure is thrown.
 * @returns what `work` gave, in the order of the items
 */
export async function inParallel<Item, Result>(
  items: Iterable<Item>,
  atOnce: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const failures: unknown[] = [];
  const waiting = [...items].entries();

  async function workOn(): Promise<void> {
    for (const [index, item] of waiting) {
      try {
        results[index] = await work(item, index);
      } catch (error) {
        failures.push(error);
      }
      if (failures.length > 0) return;
    }
  }

  await Promise.all(Array.from({ length: atOnce }, workOn));
  if (failures.length > 0) throw failures[0];
  return results;
}
