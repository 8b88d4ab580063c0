// Runs as a process of its own between Recall's demo and PostgreSQL, so that PostgreSQL ends and its files go even where the
// demo is killed: when the channel to the demo closes, whyever, everything is put away.
import { rm } from 'node:fs/promises';
import { z } from 'zod';
import { type PostgresServer, startPostgresServer } from './postgres-server.ts';

const optionsSchema = z.object({ folder: z.string(), keep: z.boolean() });

export type KeeperMessage = { kind: 'ready'; url: string } | { kind: 'failed'; message: string };

async function main(): Promise<void> {
  const options = optionsSchema.parse(JSON.parse(process.argv[2] ?? '{}'));
  const parentGone = new Promise<void>((resolve) => process.once('disconnect', resolve));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
  try {
    const server = await startPostgresServer({ folder: options.folder, durable: options.keep });
    tell({ kind: 'ready', url: server.url });
    await Promise.race([parentGone, server.ended]);
    await stop(server);
  } catch (error) {
    tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  } finally {
    if (!options.keep) await rm(options.folder, { recursive: true, force: true, maxRetries: 5 });
    if (process.connected) process.disconnect();
  }
}

async function stop(server: PostgresServer): Promise<void> {
  await server.stop();
}

function tell(message: KeeperMessage): void {
  if (process.connected) process.send?.(message);
}

await main();
