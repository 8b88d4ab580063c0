import type { VNode } from 'preact';
import type { PageFrame } from '../resource.ts';
import { linkTo } from './table.tsx';

const RANGES = [7, 30, 90, 365];

/** Leads to the same page over other stretches of days; `days` is the one that is shown. */
export function Ranges({ frame, days }: { frame: PageFrame; days: number }): VNode {
  return (
    <nav class="ranges" aria-label="Days shown">
      {RANGES.map((range) => (
        <a
          key={range}
          href={linkTo(frame.path, { ...frame.query, days: range })}
          aria-current={range === days ? 'true' : undefined}
        >
          {range} days
        </a>
      ))}
    </nav>
  );
}
