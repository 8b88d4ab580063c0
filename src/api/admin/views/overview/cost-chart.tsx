import type { VNode } from 'preact';
import type { Overview } from '../../../../core/domain/admin/overview.ts';
import { Bars } from '../charts/bars.tsx';
import { Chart } from '../charts/chart.tsx';
import { Meter } from '../charts/meter.tsx';
import { amountTicks } from '../charts/scale.ts';
import { SPAN_LABELS, spansOf } from '../charts/spans.ts';
import { counted, formatDay, formatShare, formatUsd } from '../formats.ts';
import { Table } from '../table.tsx';
import { sum } from './recaps-chart.tsx';

/** What models cost each day, and how much of the month's budget is spent. */
export function CostChart({ answer: { days, costUsd, budget } }: { answer: Overview }): VNode {
  const { noun, spans } = spansOf(days);
  const slots = spans.map((span) => ({
    day: span.at(-1)?.day ?? span[0].day,
    costUsd: sum(span.map((day) => day.costUsd)),
  }));
  const ticks = amountTicks(Math.max(...slots.map((slot) => slot.costUsd), 0));
  return (
    <Chart
      id="cost"
      title={`Cost per ${noun}`}
      description={`${formatUsd(costUsd)} in ${counted(days.length, 'day')}.`}
      days={slots.map(({ day }) => day)}
      ticks={ticks}
      format={formatUsd}
      legend={<Budget budget={budget} />}
      table={
        <Table
          caption={`Cost per ${noun}`}
          rows={slots.toReversed()}
          columns={[
            { label: SPAN_LABELS[noun], cell: ({ day }) => formatDay(day) },
            { label: 'Cost', isNumber: true, cell: (day) => formatUsd(day.costUsd) },
          ]}
        />
      }
    >
      <Bars
        bars={slots.map(({ day, costUsd: cost }) => ({
          title: `${noun === 'day' ? '' : 'Week to '}${formatDay(day)}: ${formatUsd(cost)}`,
          parts: [{ key: 'cost', value: cost }],
        }))}
        ticks={ticks}
      />
    </Chart>
  );
}

function Budget({ budget: { spentUsd, monthlyUsd, unlimited } }: Pick<Overview, 'budget'>): VNode {
  if (monthlyUsd === null || monthlyUsd === 0)
    return (
      <p class="legend">
        {formatUsd(spentUsd)} this month; no budget is set. <a href="/admin/settings">Set one</a>
      </p>
    );
  if (unlimited > 0)
    return (
      <p class="legend">
        {formatUsd(spentUsd)} this month. Budgets are {formatUsd(monthlyUsd)} together;{' '}
        {counted(unlimited, 'workspace')} {unlimited === 1 ? 'has' : 'have'} none.
      </p>
    );
  const words = `${formatUsd(spentUsd)} of ${formatUsd(monthlyUsd)} spent this month (${formatShare(spentUsd, monthlyUsd)})`;
  return (
    <div class="budget">
      <p>{words}</p>
      <Meter part={spentUsd} all={monthlyUsd} label={words} />
    </div>
  );
}
