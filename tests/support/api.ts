import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { startApi } from '../../src/api/main.ts';
import { loadConfig } from '../../src/core/runtime/config.ts';
import { createLogger } from '../../src/core/runtime/logger.ts';

const status = z.enum(['ok', 'degraded', 'down']);
const count = z.number().int().nonnegative();

/** The component report as operators' programs read it: these fields, and no others. */
export const report = z.strictObject({
  status,
  version: z.string(),
  uptimeSeconds: count,
  components: z.strictObject({
    database: z.strictObject({ status, latencyMs: count }),
    queue: z.strictObject({
      status,
      backend: z.enum(['redis', 'postgres']),
      waiting: count,
      active: count,
      delayed: count,
      failed: count,
      oldestWaitingSeconds: count,
    }),
    worker: z.strictObject({ status, count, lastSeenSeconds: count.nullable() }),
    engine: z.strictObject({
      status,
      name: z.enum(['bedrock', 'builtin']),
      model: z.string().nullable(),
      /** What it ended in and what to do about it, where it is not well. */
      error: z.string().optional(),
      fix: z.string().optional(),
    }),
    slack: z.strictObject({ status, workspaces: count }),
  }),
});
export type Report = z.infer<typeof report>;

export interface ApiUnderTest {
  apiUrl: string;
  /** Makes it behave as after SIGTERM. */
  stop(): void;
}

/** An API alone, on what the environment says; it is closed when the test ends. */
export async function apiWith(
  environment: Record<string, string>,
  { now }: { now?: () => Date } = {},
): Promise<ApiUnderTest> {
  const stopping = new AbortController();
  const api = await startApi({
    config: loadConfig({ API_PORT: '0', ...environment }, ['api']),
    logger: createLogger({ level: 'silent', format: 'json' }),
    signal: stopping.signal,
    ...(now ? { now } : {}),
  });
  onTestFinished(() => api.close());
  return { apiUrl: api.url, stop: () => stopping.abort() };
}

/** Fails where no answer comes within what a patient probe would wait. */
export async function get(
  url: string,
): Promise<{ code: number; body: unknown; headers: Headers; text: string }> {
  const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
  const text = await response.text();
  return { code: response.status, body: JSON.parse(text), headers: response.headers, text };
}

export async function health({ apiUrl }: { apiUrl: string }): Promise<Report & { code: number }> {
  const { code, body } = await get(`${apiUrl}/health`);
  return { ...report.parse(body), code };
}

export async function statuses(api: { apiUrl: string }): Promise<Record<string, string | number>> {
  const { code, status: whole, components } = await health(api);
  const parts = Object.entries(components).map(([name, part]): [string, string] => [name, part.status]);
  return { code, status: whole, ...Object.fromEntries(parts) };
}
