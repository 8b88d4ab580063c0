import type { VNode } from 'preact';
import { USAGE_BY, type UsageAnswer } from '../../../core/domain/admin/usage.ts';
import type { PageFrame } from '../resource.ts';
import { Share } from './charts/meter.tsx';
import { Empty } from './empty.tsx';
import { counted, formatCount, formatFullDay, formatUsd } from './formats.ts';
import { Head } from './head.tsx';
import { Channel, OneWorkspace } from './names.tsx';
import { Ranges } from './ranges.tsx';
import { linkTo, Table } from './table.tsx';
import { Totals } from './totals.tsx';

type Row = UsageAnswer['rows'][number];

const DEFAULT_DAYS = 30;
const BY_NAMES = { model: 'By model', channel: 'By channel', day: 'By day' };

/** What models were asked, and what that cost. */
export function UsageView({ answer, frame }: { answer: UsageAnswer; frame: PageFrame }): VNode {
  const { rows, totals, from, to, more, by } = answer;
  return (
    <>
      <Head
        title="Usage"
        lead={`Calls to models from ${formatFullDay(from)} to ${formatFullDay(to)}, in UTC.`}
      >
        <Ranges frame={frame} days={Number(frame.query.days ?? DEFAULT_DAYS)} />
      </Head>
      <OneWorkspace frame={frame} />
      <div class="tools">
        <nav class="ranges" aria-label="Grouped">
          {USAGE_BY.map((group) => (
            <a
              key={group}
              href={linkTo(frame.path, { ...frame.query, by: group })}
              aria-current={group === by ? 'true' : undefined}
            >
              {BY_NAMES[group]}
            </a>
          ))}
        </nav>
        <a class="button" href={linkTo('/admin/usage.csv', frame.query)} download>
          Download as CSV
        </a>
      </div>
      {rows.length === 0 ? (
        <Empty title="No model was asked in these days">
          With the builtin engine there are no calls, and nothing to pay.
        </Empty>
      ) : (
        <>
          <Totals
            entries={[
              ['Cost', formatUsd(totals.costUsd)],
              ['Calls', formatCount(totals.calls)],
              ['Tokens read', formatCount(totals.inputTokens)],
              ['Tokens written', formatCount(totals.outputTokens)],
            ]}
          />
          <UsageTable rows={rows} by={by} cost={totals.costUsd} />
        </>
      )}
      {more === 0 ? null : (
        <p class="hint">
          {counted(more, 'row')} that cost least are left out of the table. They are in the figures above it,
          and in the CSV.
        </p>
      )}
    </>
  );
}

function UsageTable({
  rows,
  by,
  cost,
}: {
  rows: readonly Row[];
  by: UsageAnswer['by'];
  cost: number;
}): VNode {
  const figures = [
    { label: 'Calls', of: (row: Row) => row.calls },
    { label: 'Read', of: (row: Row) => row.inputTokens },
    { label: 'Written', of: (row: Row) => row.outputTokens },
    { label: 'From cache', of: (row: Row) => row.cacheReadTokens },
    { label: 'To cache', of: (row: Row) => row.cacheWriteTokens },
  ];
  return (
    <Table
      caption={`Usage, ${BY_NAMES[by].toLowerCase()}`}
      rows={rows}
      columns={[
        {
          label: by === 'day' ? 'Day' : by === 'model' ? 'Model' : 'Channel',
          cell: (row) => <Key row={row} by={by} />,
        },
        {
          label: 'Cost',
          isNumber: true,
          cell: ({ costUsd, unpriced }) => (
            <>
              {formatUsd(costUsd)}
              <Share part={costUsd} all={cost} />
              {unpriced === 0 ? null : <small>{counted(unpriced, 'call')} without a known price</small>}
            </>
          ),
        },
        ...figures.map(({ label, of }) => ({
          label,
          isNumber: true,
          cell: (row: Row) => formatCount(of(row)),
        })),
      ]}
    />
  );
}

function Key({ row: { key, label }, by }: { row: Row; by: UsageAnswer['by'] }): VNode {
  if (by === 'day') return <time dateTime={key}>{formatFullDay(key)}</time>;
  if (by === 'model') return <code>{label ?? key}</code>;
  if (key === '') return <>Conversations that are deleted since</>;
  return (
    <a href={linkTo('/admin/conversations', { channel: key })}>
      <Channel id={key} name={label} />
    </a>
  );
}
