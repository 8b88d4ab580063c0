/**
 * Does `work` for each item, at most `atOnce` at the same time, begun in order. After a failure no further item is begun, and
 * what that failure threw is thrown.
 */
export async function inParallel<Item>(
  items: Iterable<Item>,
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = [...items].values();
  let failed = false;
  const workOn = async () => {
    for (const item of waiting) {
      if (failed) return;
      await work(item).catch((error) => {
        failed = true;
        throw error;
      });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, workOn));
}
