import { type UsageAnswer, usageAnswer, usageQuery } from '../../../core/domain/admin/usage.ts';
import { type Download, resource } from '../resource.ts';
import { UsageView } from '../views/usage.tsx';
import { csvOf } from './csv.ts';
import { scopeOf } from './scope.ts';

export const usageResource = resource({
  path: '/usage',
  title: 'Usage',
  navigation: 'Usage',
  query: usageQuery,
  answer: usageAnswer,
  read: (query, context) => context.store.admin.usage(scopeOf(context), query, context.now()),
  view: (answer, frame) => <UsageView answer={answer} frame={frame} />,
});

export const usageDownload: Download<typeof usageQuery> = {
  path: '/usage.csv',
  summary: 'Usage as comma-separated values',
  query: usageQuery,
  contentType: 'text/csv; charset=utf-8',
  isExpensive: true,
  async open(query, context) {
    const usage = await context.store.admin.usage(scopeOf(context), query, context.now());
    return {
      filename: `recall-usage-by-${usage.by}-${usage.from}-to-${usage.to}.csv`,
      pieces: csvOf(COLUMNS, rowsOf(usage)),
    };
  },
};

const COLUMNS = [
  'key',
  'label',
  'calls',
  'input_tokens',
  'output_tokens',
  'cache_read_tokens',
  'cache_write_tokens',
  'cost_usd',
  'unpriced_calls',
];

function rowsOf({ rows }: UsageAnswer) {
  return rows.map((row) => [
    row.key,
    row.label ?? '',
    row.calls,
    row.inputTokens,
    row.outputTokens,
    row.cacheReadTokens,
    row.cacheWriteTokens,
    row.costUsd,
    row.unpriced,
  ]);
}
