import type { VNode } from 'preact';
import { heightOf, middleOf, type Ticks } from './scale.ts';

export interface Line {
  key: string;
  /** One for each day; null where there is none, which leaves a gap. */
  values: readonly (number | null)[];
}

/** With more days than this, a dot for each would only thicken the line. */
const MOST_DOTS = 31;

/** A line through the days that have a value, in a plot that is measured in percent. */
export function LineOf({ line: { key, values }, ticks }: { line: Line; ticks: Ticks }): VNode {
  const points = values.map((value, index) =>
    value === null ? null : { x: `${middleOf(index, values.length)}%`, y: `${heightOf(value, ticks)}%` },
  );
  return (
    <g class={`line line-${key}`}>
      {points.map((point, index) => {
        const before = points[index - 1];
        if (!point || !before) return null;
        return <line key={index} x1={before.x} y1={before.y} x2={point.x} y2={point.y} />;
      })}
      {points.map((point, index) => {
        const isAlone = !points[index - 1] && !points[index + 1];
        if (!point || (values.length > MOST_DOTS && !isAlone)) return null;
        return <circle key={index} cx={point.x} cy={point.y} r={isAlone ? 3.5 : 2.5} />;
      })}
    </g>
  );
}

/** What rests under the pointer, day by day. */
export function Slots({ titles }: { titles: readonly string[] }): VNode {
  return (
    <g>
      {titles.map((title, index) => (
        <rect
          key={index}
          class="slot-ground"
          x={`${(index * 100) / titles.length}%`}
          width={`${100 / titles.length}%`}
          height="100%"
        >
          <title>{title}</title>
        </rect>
      ))}
    </g>
  );
}

/** The last value that there is, with its day's place; null for a line without any. */
export function lastOf(values: readonly (number | null)[]): number | null {
  return values.findLast((value) => value !== null) ?? null;
}
