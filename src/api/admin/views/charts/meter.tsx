import type { VNode } from 'preact';
import { inPlot } from './scale.ts';

/** How full something is; it says so in words, too. */
export function Meter({ part, all, label }: { part: number; all: number; label: string }): VNode {
  const share = all === 0 ? 0 : part / all;
  const tone = share >= 1 ? 'bad' : share >= 0.8 ? 'warn' : 'good';
  return (
    <svg class="meter" role="img" aria-label={label}>
      <rect class="meter-ground" width="100%" height="100%" />
      <rect class={`meter-${tone}`} width={`${inPlot(Math.min(1, share) * 100)}%`} height="100%" />
    </svg>
  );
}

/** A share beside its figure, for a glance down a column. */
export function Share({ part, all }: { part: number; all: number }): VNode {
  return (
    <svg class="share" aria-hidden="true">
      <rect class="fill-share" width={`${all === 0 ? 0 : inPlot((part / all) * 100)}%`} height="100%" />
    </svg>
  );
}
