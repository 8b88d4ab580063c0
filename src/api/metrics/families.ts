import { Gauge, type Registry } from 'prom-client';

/** What one figure is called, says, and is told apart by. */
interface Family {
  help: string;
  labels: readonly string[];
}

/** Every figure that is read anew for each answer. Names, ids and words of people stand in none of them. */
export const GAUGES = {
  recall_up: { help: 'Whether a component answers (1) or is away (0).', labels: ['component'] },
  recall_degraded: {
    help: 'Whether a component needs a look (1): it is away, or GET /health calls it degraded.',
    labels: ['component'],
  },
  recall_build_info: { help: 'Always 1; the labels say what runs.', labels: ['version', 'engine', 'queue'] },
  recall_queue_jobs: { help: 'Jobs in the queue.', labels: ['state'] },
  recall_queue_oldest_waiting_seconds: {
    help: 'How long the job has waited that is next in turn.',
    labels: [],
  },
  recall_workers: { help: 'Workers that gave a sign of life in the last 20 seconds.', labels: [] },
  recall_conversations: {
    help: 'Conversations that are waiting or being read, where Recall is installed.',
    labels: ['state'],
  },
  recall_digests: { help: 'Digests that are set up; paused by people or by Recall.', labels: ['state'] },
  recall_digests_due: { help: 'Active digests whose time has come, where Recall is installed.', labels: [] },
  recall_digests_late: {
    help: 'Digests that were due ten minutes ago or more and are not posted.',
    labels: [],
  },
  recall_installations: { help: 'Installations of the Slack app.', labels: ['state'] },
  recall_engine_month_calls: { help: 'Calls that models answered in this month (UTC).', labels: [] },
  recall_engine_month_tokens: { help: 'Tokens of these calls.', labels: ['kind'] },
  recall_engine_month_cost_usd: { help: 'What these calls cost, in US dollars.', labels: [] },
  recall_engine_month_unpriced_calls: { help: 'Those of them of which the price is not known.', labels: [] },
  recall_database_size_bytes: { help: 'How large the database is.', labels: [] },
} as const satisfies Record<string, Family>;

export type GaugeName = keyof typeof GAUGES;

/** Writes one figure down: a value, or a value for each set of labels. One that is not written down is left out. */
export function putGauge(
  registry: Registry,
  name: GaugeName,
  values: number | readonly { labels: Record<string, string>; value: number }[],
): void {
  const { help, labels } = GAUGES[name];
  const gauge = new Gauge({ name, help, labelNames: [...labels], registers: [registry] });
  if (typeof values === 'number') gauge.set(values);
  else for (const { labels: of, value } of values) gauge.set(of, value);
}
