import type { VNode } from 'preact';
import { type Overview, TRIGGERS } from '../../../../core/domain/admin/overview.ts';
import { Bars } from '../charts/bars.tsx';
import { Chart, Legend } from '../charts/chart.tsx';
import { countTicks } from '../charts/scale.ts';
import { SPAN_LABELS, spansOf } from '../charts/spans.ts';
import { counted, formatCount, formatDay, formatFullDay, formatShare } from '../formats.ts';
import { Table } from '../table.tsx';
import { TRIGGER_NAMES } from '../words.ts';

type Day = Overview['days'][number];

const FAILED = 'failed';

/** Recaps of each day, by what they were asked by; those that failed stand on top. */
export function RecapsChart({ answer: { days } }: { answer: Overview }): VNode {
  const { noun, spans } = spansOf(days);
  const slots = spans.map(joined);
  const used = TRIGGERS.filter((trigger) => days.some(({ byTrigger }) => byTrigger[trigger] > 0));
  const failed = sum(days.map((day) => day.failed));
  const ticks = countTicks(Math.max(1, ...slots.map((day) => madeOn(day) + day.failed)));
  const bars = slots.map((day) => ({
    title: titleOf(day, noun),
    parts: [
      ...TRIGGERS.map((trigger) => ({ key: trigger, value: day.byTrigger[trigger] })),
      { key: FAILED, value: day.failed },
    ],
  }));
  const legend = [
    ...used.map((trigger) => ({
      key: trigger,
      label: `${TRIGGER_NAMES[trigger]} ${formatCount(sum(days.map(({ byTrigger }) => byTrigger[trigger])))}`,
    })),
    ...(failed > 0 ? [{ key: FAILED, label: `Failed ${formatCount(failed)}` }] : []),
  ];
  return (
    <Chart
      id="recaps"
      title={`Recaps per ${noun}`}
      description={describe(days, failed)}
      days={slots.map(({ day }) => day)}
      ticks={ticks}
      format={formatCount}
      legend={<Legend entries={legend} />}
      table={<RecapsTable days={slots} noun={noun} />}
    >
      <Hatch />
      <Bars bars={bars} ticks={ticks} />
    </Chart>
  );
}

/** What failed is hatched, so that it is told apart without its colour. */
function Hatch(): VNode {
  return (
    <defs>
      <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect class="hatch-ground" width="6" height="6" />
        <rect class="hatch-line" width="3" height="6" />
      </pattern>
    </defs>
  );
}

function RecapsTable({ days, noun }: { days: readonly Day[]; noun: 'day' | 'week' }): VNode {
  return (
    <Table
      caption={`Recaps per ${noun}, by what they were asked by`}
      rows={days.toReversed()}
      columns={[
        { label: SPAN_LABELS[noun], cell: ({ day }) => formatDay(day) },
        ...TRIGGERS.map((trigger) => ({
          label: TRIGGER_NAMES[trigger],
          isNumber: true,
          cell: ({ byTrigger }: Day) => formatCount(byTrigger[trigger]),
        })),
        { label: 'Made', isNumber: true, cell: (day) => formatCount(madeOn(day)) },
        { label: 'Failed', isNumber: true, cell: ({ failed }) => formatCount(failed) },
        {
          label: 'Success',
          isNumber: true,
          cell: (day) => formatShare(madeOn(day), madeOn(day) + day.failed),
        },
      ]}
    />
  );
}

function describe(days: readonly Day[], failed: number): string {
  const made = sum(days.map(madeOn));
  const best = days.reduce<Day | null>(
    (top, day) => (top === null || madeOn(day) > madeOn(top) ? day : top),
    null,
  );
  const most =
    best && madeOn(best) > 0
      ? ` Most were made on ${formatFullDay(best.day)}: ${formatCount(madeOn(best))}.`
      : '';
  return `${counted(made, 'recap')} made and ${formatCount(failed)} failed in ${counted(days.length, 'day')}.${most}`;
}

/** The figures of several days as those of one, called by the last of them. */
function joined(days: readonly [Day, ...Day[]]): Day {
  const [first] = days;
  const byTrigger = { ...first.byTrigger };
  for (const trigger of TRIGGERS) byTrigger[trigger] = sum(days.map((day) => day.byTrigger[trigger]));
  return {
    day: days.at(-1)?.day ?? first.day,
    byTrigger,
    failed: sum(days.map((day) => day.failed)),
    costUsd: sum(days.map((day) => day.costUsd)),
  };
}

function titleOf(day: Day, noun: 'day' | 'week'): string {
  const parts = TRIGGERS.flatMap((trigger) =>
    day.byTrigger[trigger] > 0 ? [`${TRIGGER_NAMES[trigger]} ${formatCount(day.byTrigger[trigger])}`] : [],
  );
  const failed = day.failed > 0 ? [`Failed ${formatCount(day.failed)}`] : [];
  const when = noun === 'day' ? formatDay(day.day) : `Week to ${formatDay(day.day)}`;
  return [`${when}: ${counted(madeOn(day), 'recap')}`, ...parts, ...failed].join('\n');
}

function madeOn({ byTrigger }: Day): number {
  return sum(TRIGGERS.map((trigger) => byTrigger[trigger]));
}

export function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
