import { Registry } from 'prom-client';
import type { MetricsReads } from '../../core/store/metrics.ts';
import { checkHealth, type HealthDeps } from '../health.ts';
import { inTime } from '../in-time.ts';
import { toGauges } from './figures.ts';
import { createFinishedCounts } from './finished.ts';
import { processFigures } from './process-figures.ts';

/** How this Recall stands, for a monitor that asks every few seconds. */
export interface Metrics {
  contentType: string;
  /** In the text format of Prometheus. Never rejects because of a component that is away: it says so. */
  render(): Promise<string>;
}

export interface MetricsDeps {
  health: HealthDeps;
  store: MetricsReads;
  now(): Date;
}

/** Whoever asks again within so long, in milliseconds, gets the same answer. */
const KEEP_MS = 2000;

export function createMetrics({ health, store, now }: MetricsDeps): Metrics {
  const counted = new Registry();
  const finished = createFinishedCounts({ store, registry: counted, since: now() });
  let last: { at: number; text: Promise<string> } | undefined;

  async function read(): Promise<string> {
    const [report, figures] = await Promise.all([
      checkHealth(health),
      inTime(store.figures(now())).catch(() => null),
      inTime(finished.catchUp()).catch(() => {}),
    ]);
    return Registry.merge([
      toGauges({ health: report, store: figures }),
      counted,
      processFigures(),
    ]).metrics();
  }

  return {
    contentType: counted.contentType,
    render() {
      const at = performance.now();
      if (!last || at - last.at > KEEP_MS) last = { at, text: read() };
      return last.text;
    },
  };
}
