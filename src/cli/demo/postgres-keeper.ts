// Runs as a process of its own between Recall's demo and PostgreSQL, so that PostgreSQL ends and its files go even where the
// demo is killed: when the channel to the demo closes, whyever, everything is put away.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { startPostgresServer } from './postgres-server.ts';

const optionsSchema = z.object({ keepIn: z.string().optional() });

export type KeeperOptions = z.infer<typeof optionsSchema>;
export type KeeperMessage =
  | { kind: 'ready'; url: string; folder: string }
  | { kind: 'failed'; message: string };

async function main(): Promise<void> {
  const { keepIn } = optionsSchema.parse(JSON.parse(process.argv[2] ?? '{}'));
  const demoGone = untilDisconnected();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
  const folder = keepIn ?? (await mkdtemp(join(tmpdir(), 'recall-postgres-')));
  try {
    const server = await startPostgresServer({ folder, durable: keepIn !== undefined });
    tell({ kind: 'ready', url: server.url, folder });
    await Promise.race([demoGone, server.ended]);
    await server.stop();
  } catch (error) {
    tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  } finally {
    if (keepIn === undefined) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    if (process.connected) process.disconnect();
  }
}

/** The demo may be gone before this process has come to listen for it. */
async function untilDisconnected(): Promise<void> {
  if (process.connected) await new Promise((resolve) => process.once('disconnect', resolve));
}

function tell(message: KeeperMessage): void {
  if (process.connected) process.send?.(message);
}

await main();
