import type { VNode } from 'preact';
import { formatDistance, formatMoment } from './formats.ts';

/** A moment in UTC; with JavaScript its title also tells the time where the reader is. */
export function Time({ at }: { at: string }): VNode {
  return (
    <time dateTime={at} title={`${formatMoment(at)} UTC`}>
      {formatMoment(at)}
    </time>
  );
}

/** How far away a moment is; its title is the moment. */
export function TimeAway({ at, now }: { at: string; now: Date }): VNode {
  return (
    <time dateTime={at} title={`${formatMoment(at)} UTC`}>
      {formatDistance(at, now)}
    </time>
  );
}
