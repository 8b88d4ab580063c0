import type { VNode } from 'preact';
import type { Overview } from '../../../../core/domain/admin/overview.ts';
import { Chart } from '../charts/chart.tsx';
import { LineOf, lastOf, Slots } from '../charts/lines.tsx';
import { apart, heightOf, timeTicks } from '../charts/scale.ts';
import { middleOfAll, SPAN_LABELS, spansOf } from '../charts/spans.ts';
import { formatDay, formatDuration } from '../formats.ts';
import { Table } from '../table.tsx';

/** How far apart the labels at the ends of the lines stand, in percent of the plot's height. */
const LABEL_HEIGHT = 10;

/** How long people waited, day by day. */
export function WaitsChart({ answer: { durations, medianMs, p95Ms } }: { answer: Overview }): VNode {
  const { noun, spans } = spansOf(durations);
  const slots = spans.map((span) => ({
    day: span.at(-1)?.day ?? span[0].day,
    medianMs: middleOfAll(span.map((day) => day.medianMs)),
    p95Ms: middleOfAll(span.map((day) => day.p95Ms)),
  }));
  const medians = slots.map((slot) => slot.medianMs);
  const p95s = slots.map((slot) => slot.p95Ms);
  const ticks = timeTicks(Math.max(1000, ...p95s.map((value) => value ?? 0)));
  const words = (value: number | null) => (value === null ? '–' : formatDuration(value));
  const lead =
    medianMs === null
      ? 'Nobody asked for a recap in these days.'
      : `Half of the recaps were posted within ${words(medianMs)}, 95 of 100 within ${words(p95Ms)}.`;
  return (
    <Chart
      id="waits"
      title="From request to post"
      description={lead}
      legend={<p class="legend">{lead}</p>}
      days={slots.map(({ day }) => day)}
      ticks={ticks}
      format={formatDuration}
      ends={endsOf({ medians, p95s, ticks })}
      table={
        <Table
          caption={`Time from request to post, ${noun === 'day' ? 'by day' : 'on the middle day of each week'}`}
          rows={slots.toReversed()}
          columns={[
            { label: SPAN_LABELS[noun], cell: ({ day }) => formatDay(day) },
            { label: 'Median', isNumber: true, cell: (day) => words(day.medianMs) },
            { label: '95th percentile', isNumber: true, cell: (day) => words(day.p95Ms) },
          ]}
        />
      }
    >
      <LineOf line={{ key: 'p95', values: p95s }} ticks={ticks} />
      <LineOf line={{ key: 'median', values: medians }} ticks={ticks} />
      <Slots
        titles={slots.map(
          (day) =>
            `${noun === 'day' ? '' : 'Middle day of the week to '}${formatDay(day.day)}: median ${words(day.medianMs)}, 95% within ${words(day.p95Ms)}`,
        )}
      />
    </Chart>
  );
}

function endsOf({
  medians,
  p95s,
  ticks,
}: {
  medians: readonly (number | null)[];
  p95s: readonly (number | null)[];
  ticks: Parameters<typeof heightOf>[1];
}) {
  const lines = [
    { key: 'p95', label: '95%', value: lastOf(p95s) },
    { key: 'median', label: 'median', value: lastOf(medians) },
  ].flatMap(({ value, ...line }) => (value === null ? [] : [{ ...line, height: heightOf(value, ticks) }]));
  const heights = apart(
    lines.map(({ height }) => height),
    LABEL_HEIGHT,
  );
  return lines.map((line, index) => ({ ...line, height: heights[index] ?? line.height }));
}
