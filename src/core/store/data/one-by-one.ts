import { asRecallError } from '../../domain/errors.ts';

/**
 * Does the work for each, also where it fails for some, so that one does not hold up the others.
 * @throws the first failure, once all were tried; at once where the signal was given or the database is away
 */
export async function oneByOne<T>(
  items: Iterable<T>,
  signal: AbortSignal,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const failures: unknown[] = [];
  for (const item of items) {
    signal.throwIfAborted();
    try {
      await work(item);
    } catch (error) {
      if (signal.aborted || asRecallError(error).code === 'database_unavailable') throw error;
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}
