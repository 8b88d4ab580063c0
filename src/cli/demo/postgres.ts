import { type ChildProcess, fork } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { KeeperMessage, KeeperOptions } from './postgres-keeper.ts';

/** A PostgreSQL server for a demo or a test. */
export interface EmbeddedPostgres {
  /** Of a superuser, on the database `postgres`. */
  url: string;
  /** Where the data is. */
  folder: string;
  /** Ends the server and deletes its files, unless they are to be kept. */
  close(): Promise<void>;
}

/**
 * Starts PostgreSQL under a keeper process that puts everything away when this process ends, even by a crash.
 * @param keepIn a folder whose data survives; without it the data is temporary
 */
export async function startEmbeddedPostgres({ keepIn }: { keepIn?: string } = {}): Promise<EmbeddedPostgres> {
  const keeper = startKeeper(keepIn === undefined ? {} : { keepIn });
  const gone = new Promise<void>((resolve) => keeper.once('exit', () => resolve()));
  const message = await firstMessage(keeper);
  if (message.kind === 'failed') {
    await gone;
    throw new Error(message.message);
  }
  return {
    url: message.url,
    folder: message.folder,
    async close() {
      if (keeper.connected) keeper.disconnect();
      await gone;
    },
  };
}

function startKeeper(options: KeeperOptions): ChildProcess {
  const here = fileURLToPath(import.meta.url);
  const extension = extname(here);
  return fork(here.replace(/postgres\.[jt]s$/, `postgres-keeper${extension}`), [JSON.stringify(options)], {
    // Its own process group: Ctrl-C in a terminal reaches the demo alone, which then ends in order.
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: extension === '.ts' ? ['--import', 'tsx'] : [],
  });
}

function firstMessage(keeper: ChildProcess): Promise<KeeperMessage> {
  return new Promise((resolve) => {
    keeper.once('message', (message: KeeperMessage) => resolve(message));
    keeper.once('exit', () =>
      resolve({ kind: 'failed', message: 'the keeper of PostgreSQL ended unexpectedly' }),
    );
  });
}
