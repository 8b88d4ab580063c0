import { asRecallError } from '../../../core/domain/errors.ts';
import type { AdminContext } from '../resource.ts';

/** Whether the queue took a job; that it did not is logged. */
export async function isTaken(
  enqueuing: Promise<unknown>,
  { events }: Pick<AdminContext, 'events'>,
): Promise<boolean> {
  try {
    await enqueuing;
    return true;
  } catch (cause) {
    events.enqueueFailed({ error: asRecallError(cause) });
    return false;
  }
}
