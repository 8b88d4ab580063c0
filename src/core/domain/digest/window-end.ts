import type { Conversation } from '../conversation.ts';

/**
 * How long a conversation of a digest has to wait until its window is over, in milliseconds; 0 where it is. The clock of the worker that
 * opened it may be ahead of that of the one that reads it, and what is read too early is missing from every digest.
 */
export function untilWindowEnds(
  { digestPeriodId, source }: Pick<Conversation, 'digestPeriodId' | 'source'>,
  now: Date,
): number {
  if (digestPeriodId === null || source.kind !== 'channel') return 0;
  return Math.max(0, source.to.getTime() - now.getTime());
}
