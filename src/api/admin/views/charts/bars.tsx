import type { VNode } from 'preact';
import { inPlot, stack, type Ticks } from './scale.ts';

export interface Bar {
  /** What a pointer that rests on the bar is told. */
  title: string;
  /** From the bottom up. */
  parts: readonly { key: string; value: number }[];
}

/** With more bars than this, the gaps between their parts would hide them. */
const MOST_WITH_GAPS = 60;
const SHARE_OF_SLOT = 0.74;

/** A bar for each day, in a plot that is measured in percent. */
export function Bars({ bars, ticks }: { bars: readonly Bar[]; ticks: Ticks }): VNode {
  const slot = 100 / bars.length;
  const width = slot * (bars.length > MOST_WITH_GAPS ? 0.9 : SHARE_OF_SLOT);
  return (
    <g class={bars.length > MOST_WITH_GAPS ? 'bars' : 'bars bars-few'}>
      {bars.map(({ title, parts }, index) => (
        <g key={index} class="slot">
          <title>{title}</title>
          <rect class="slot-ground" x={`${inPlot(index * slot)}%`} width={`${inPlot(slot)}%`} height="100%" />
          {stack(parts, ticks).map(({ key, top, height }) => (
            <rect
              key={key}
              class={`fill-${key}`}
              x={`${inPlot(index * slot + (slot - width) / 2)}%`}
              y={`${top}%`}
              width={`${inPlot(width)}%`}
              height={`${height}%`}
            />
          ))}
        </g>
      ))}
    </g>
  );
}
