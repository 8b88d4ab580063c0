import type { Variables } from './variables.ts';

export interface MetricsConfig {
  /** What a scraper has to show; null: anybody who reaches the address. */
  token: string | null;
  /** An address of their own; null: at the API's. */
  listen: { host: string; port: number } | null;
}

export function metricsOf({ METRICS_TOKEN, METRICS_HOST, METRICS_PORT, HOST }: Variables): MetricsConfig {
  const listen = METRICS_PORT === undefined ? null : { host: METRICS_HOST ?? HOST, port: METRICS_PORT };
  return { token: METRICS_TOKEN ?? null, listen };
}
