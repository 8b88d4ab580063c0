import { Registry } from 'prom-client';
import type { StoreFigures } from '../../core/store/metrics.ts';
import type { HealthReport, Status } from '../health.ts';
import { type GaugeName, putGauge } from './families.ts';

export interface Reading {
  health: HealthReport;
  /** Null where the database is away. */
  store: StoreFigures | null;
}

/** What was read, as figures. Those of a component that is away are left out, since nobody knows them. */
export function toGauges({ health, store }: Reading): Registry {
  const registry = new Registry();
  const put = (name: GaugeName, value: number) => putGauge(registry, name, value);
  const putBy = (name: GaugeName, label: string, values: Readonly<Record<string, number>>) =>
    putGauge(
      registry,
      name,
      Object.entries(values).map(([key, value]) => ({ labels: { [label]: key }, value })),
    );
  const { queue, worker, engine } = health.components;
  putBy(
    'recall_up',
    'component',
    byComponent(health, (status) => status !== 'down'),
  );
  putBy(
    'recall_degraded',
    'component',
    byComponent(health, (status) => status !== 'ok'),
  );
  const labels = { version: health.version, engine: engine.name, queue: queue.backend };
  putGauge(registry, 'recall_build_info', [{ labels, value: 1 }]);
  if (queue.status !== 'down') {
    const { waiting, active, delayed, failed } = queue;
    putBy('recall_queue_jobs', 'state', { waiting, active, delayed, failed });
    put('recall_queue_oldest_waiting_seconds', queue.oldestWaitingSeconds);
  }
  if (store === null) return registry;
  put('recall_workers', worker.count);
  putBy('recall_conversations', 'state', store.conversations);
  const { active, pausedByPeople, pausedByRecall, due, late } = store.digests;
  putBy('recall_digests', 'state', {
    active,
    paused_by_people: pausedByPeople,
    paused_by_recall: pausedByRecall,
  });
  put('recall_digests_due', due);
  put('recall_digests_late', late);
  putBy('recall_installations', 'state', store.installations);
  const { month } = store;
  put('recall_engine_month_calls', month.calls);
  putBy('recall_engine_month_tokens', 'kind', {
    input: month.inputTokens,
    output: month.outputTokens,
    cache_read: month.cacheReadTokens,
    cache_write: month.cacheWriteTokens,
  });
  put('recall_engine_month_cost_usd', month.costUsd);
  put('recall_engine_month_unpriced_calls', month.unpriced);
  put('recall_database_size_bytes', store.databaseBytes);
  return registry;
}

function byComponent({ components }: HealthReport, holds: (status: Status) => boolean) {
  return Object.fromEntries(
    Object.entries(components).map(([name, { status }]) => [name, holds(status) ? 1 : 0]),
  );
}
