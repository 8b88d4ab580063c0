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
  isExpensive: true,
  read: (query, context) => context.store.admin.usage(scopeOf(context), query, context.now()),
  view: (answer, frame) => <UsageView answer={answer} frame={frame} />,
});

export const usageDownload: Download<typeof usageQuery> = {
  path: '/usage.csv',
  summary: 'Usage as comma-separated values, with all of its rows',
  query: usageQuery,
  contentType: 'text/csv; charset=utf-8',
  isExpensive: true,
  async open(query, context) {
    const { by, from, to, batches } = context.store.admin.allUsage(scopeOf(context), query, context.now());
    return {
      filename: `recall-usage-by-${by}-${from}-to-${to}.csv`,
      pieces: csvOf(COLUMNS, cellsOf(batches)),
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

async function* cellsOf(batches: AsyncIterable<UsageAnswer['rows']>) {
  for await (const rows of batches) {
    for (const row of rows) {
      yield [
        row.key,
        row.label ?? '',
        row.calls,
        row.inputTokens,
        row.outputTokens,
        row.cacheReadTokens,
        row.cacheWriteTokens,
        row.costUsd,
        row.unpriced,
      ];
    }
  }
}
