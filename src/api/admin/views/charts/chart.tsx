import type { ComponentChildren, VNode } from 'preact';
import { formatDay } from '../formats.ts';
import { heightOf, labelled, middleOf, type Ticks } from './scale.ts';

interface ChartProps {
  /** Of one page, unique. */
  id: string;
  title: string;
  /** What a person who does not see it should know, in a sentence or two. */
  description: string;
  /** The days along it, as `YYYY-MM-DD`. */
  days: readonly string[];
  ticks: Ticks;
  format(value: number): string;
  /** Drawn into the plot, in percent. */
  children: ComponentChildren;
  /** What stands right of the plot, at heights in percent. */
  ends?: readonly { key: string; label: string; height: number }[];
  legend?: ComponentChildren;
  /** The same as a table. */
  table: ComponentChildren;
}

/** A picture of figures by day: scales with its place while its words keep their size, and has its table below. */
export function Chart({ id, title, description, days, ticks, format, children, ...rest }: ChartProps): VNode {
  const { ends = [], legend = null, table } = rest;
  return (
    <section class="card chart" aria-labelledby={`${id}-heading`}>
      <h2 id={`${id}-heading`}>{title}</h2>
      {legend}
      <div class="chart-body">
        <svg class="chart-axis" aria-hidden="true">
          {ticks.map((tick) => (
            <text key={tick} x="100%" y={`${heightOf(tick, ticks)}%`} dy="0.32em">
              {tick === 0 ? '0' : format(tick)}
            </text>
          ))}
        </svg>
        <svg class="chart-plot" role="img" aria-labelledby={`${id}-title ${id}-words`}>
          <title id={`${id}-title`}>{title}</title>
          <desc id={`${id}-words`}>{description}</desc>
          {ticks.map((tick) => (
            <line
              key={tick}
              class={tick === 0 ? 'chart-base' : 'chart-grid'}
              x1="0"
              x2="100%"
              y1={`${heightOf(tick, ticks)}%`}
              y2={`${heightOf(tick, ticks)}%`}
            />
          ))}
          {children}
        </svg>
        {ends.length === 0 ? null : (
          <svg class="chart-ends" aria-hidden="true">
            {ends.map(({ key, label, height }) => (
              <text key={key} class={`ink-${key}`} x="6" y={`${height}%`} dy="0.32em">
                {label}
              </text>
            ))}
          </svg>
        )}
        <svg class="chart-days" aria-hidden="true">
          {labelled(days.length).map((index) => (
            <text key={index} x={`${middleOf(index, days.length)}%`} y="14">
              {formatDay(days[index] ?? '')}
            </text>
          ))}
        </svg>
      </div>
      <details class="chart-table">
        <summary>
          Figures of this chart <span class="unseen">({title})</span>
        </summary>
        {table}
      </details>
    </section>
  );
}

/** What the marks of a chart stand for. */
export function Legend({ entries }: { entries: readonly { key: string; label: string }[] }): VNode {
  return (
    <ul class="legend">
      {entries.map(({ key, label }) => (
        <li key={key}>
          <svg class="swatch" aria-hidden="true">
            <rect class={`fill-${key}`} width="100%" height="100%" />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}
