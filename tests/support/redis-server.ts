import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from './free-port.ts';
import { until } from './until.ts';

export interface RedisServer {
  url: string;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
  /** Starts it again on the same port, empty. */
  restart(): Promise<void>;
  wipe(): Promise<void>;
  command(name: string, ...args: string[]): Promise<void>;
  close(): Promise<void>;
}

/**
 * A private redis-server from the PATH on a free port. Throws where there is none, and says how to get it.
 */
export async function startRedisServer(): Promise<RedisServer> {
  const folder = await mkdtemp(join(tmpdir(), 'recall-redis-'));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let server = await start(port, folder);
  const kill = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => server.once('exit', () => resolve()));
    server.kill('SIGKILL');
    await gone;
  };
  return {
    url,
    kill,
    async restart() {
      await kill();
      server = await start(port, folder);
    },
    command: (name, ...args) => withClient(url, async (client) => void (await client.call(name, ...args))),
    wipe: () => withClient(url, async (client) => void (await client.flushall())),
    async close() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function start(port: number, folder: string): Promise<ChildProcess> {
  const args = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
    '--dir',
    folder,
  ];
  const server = spawn('redis-server', args, { stdio: 'ignore' });
  const failed = new Promise<never>((_, reject) => {
    server.once('error', () => {
      reject(
        new Error(
          'redis-server is not on the PATH: install it, on Debian with `apt-get install redis-server`',
        ),
      );
    });
  });
  await Promise.race([failed, until(() => answers(`redis://127.0.0.1:${port}`))]);
  return server;
}

async function answers(url: string): Promise<boolean> {
  return withClient(url, async (client) => (await client.ping()) === 'PONG').catch(() => false);
}

async function withClient<T>(url: string, work: (client: Redis) => Promise<T>): Promise<T> {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
  client.on('error', () => {});
  try {
    await client.connect();
    return await work(client);
  } finally {
    client.disconnect();
  }
}
