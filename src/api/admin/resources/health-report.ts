import { z } from 'zod';
import { count } from '../../../core/domain/admin/paging.ts';

const status = z.enum(['ok', 'degraded', 'down']);

/** How each part of Recall is, as `GET /health` tells it. */
export const healthReport = z.object({
  status,
  version: z.string(),
  uptimeSeconds: count,
  components: z.object({
    database: z.object({ status, latencyMs: count }),
    queue: z.object({
      status,
      backend: z.enum(['redis', 'postgres']),
      waiting: count,
      active: count,
      delayed: count,
      failed: count,
      oldestWaitingSeconds: count,
    }),
    worker: z.object({ status, count, lastSeenSeconds: count.nullable() }),
    engine: z.object({
      status,
      name: z.enum(['bedrock', 'builtin']),
      model: z.string().nullable(),
      error: z.string().exactOptional(),
      fix: z.string().exactOptional(),
    }),
    slack: z.object({ status, workspaces: count }),
  }),
});
export type Health = z.infer<typeof healthReport>;
