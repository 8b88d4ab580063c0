import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { platform } from 'node:os';
import { dirname, join } from 'node:path';
import { freePort } from './free-port.ts';
import {
  findBinaries,
  othersMayEnter,
  type PostgresBinaries,
  reachableForOthers,
} from './postgres-binaries.ts';

export interface PostgresServer {
  url: string;
  /** Resolves when the server has ended, whyever. */
  ended: Promise<void>;
  stop(): Promise<void>;
}

/** Whom the server runs as; PostgreSQL refuses to run as root. */
interface Runner {
  uid: number;
  gid: number;
}

const USER = 'recall';
const START_LIMIT_MS = 60_000;
/** A demo or a test loses nothing that matters when the machine goes down. */
const FAST = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/** Starts a PostgreSQL server of its own on a free port of the loopback, with its data in `folder`. */
export async function startPostgresServer({
  folder,
  durable,
}: {
  folder: string;
  durable: boolean;
}): Promise<PostgresServer> {
  const runner = await findRunner();
  await mkdir(folder, { recursive: true });
  if (runner) await requireWayIn(folder);
  if (runner) await chown(folder, runner.uid, runner.gid);
  const binaries = runner ? await reachableForOthers(await findBinaries(), folder) : await findBinaries();
  const data = join(folder, 'data');
  const password = await passwordIn(folder);
  if (!(await exists(join(data, 'PG_VERSION'))))
    await initialise(binaries, { folder, data, password, runner });
  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', ...(durable ? [] : FAST)];
  const args = ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  const server = spawn(binaries.postgres, args, {
    ...runner,
    stdio: ['ignore', 'ignore', 'pipe'],
    ...plainEnvironment(),
  });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  await untilReady(server);
  return {
    url: `postgresql://${USER}:${password}@127.0.0.1:${port}/postgres`,
    ended,
    async stop() {
      server.kill('SIGINT');
      await ended;
    },
  };
}

/** Null where this process is not root, and the server can run as the same user. */
async function findRunner(): Promise<Runner | null> {
  if (process.getuid?.() !== 0) return null;
  const users = await readFile('/etc/passwd', 'utf8');
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] =
      users
        .split('\n')
        .find((line) => line.startsWith(`${name}:`))
        ?.split(':') ?? [];
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error(
    'PostgreSQL does not run as root, and there is no user `postgres` or `nobody` to run it as',
  );
}

async function requireWayIn(folder: string): Promise<void> {
  if (await othersMayEnter(dirname(folder))) return;
  throw new Error(
    `PostgreSQL does not run as root, and others may not enter ${dirname(folder)}: let TMPDIR be a folder that they may`,
  );
}

async function initialise(
  { initdb }: PostgresBinaries,
  {
    folder,
    data,
    password,
    runner,
  }: { folder: string; data: string; password: string; runner: Runner | null },
): Promise<void> {
  const passwordFile = join(folder, 'password-for-initdb');
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (runner) await chown(passwordFile, runner.uid, runner.gid);
  const args = [
    '-D',
    data,
    '-U',
    USER,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '-E',
    'UTF8',
    '--locale=C',
    '--no-sync',
  ];
  const child = spawn(initdb, args, {
    ...runner,
    stdio: ['ignore', 'ignore', 'pipe'],
    ...plainEnvironment(),
  });
  const complaint = collect(child);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  await rm(passwordFile);
  if (code !== 0) throw new Error(`PostgreSQL could not be set up: ${complaint().trim()}`);
}

function untilReady(server: ChildProcess): Promise<void> {
  const complaint = collect(server);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('PostgreSQL did not start in time')), START_LIMIT_MS);
    const settle = (finish: () => void) => {
      clearTimeout(timer);
      finish();
    };
    server.stderr?.on('data', () => {
      if (complaint().includes('ready to accept connections')) settle(resolve);
    });
    server.once('error', (error) => settle(() => reject(error)));
    server.once('exit', () =>
      settle(() => reject(new Error(`PostgreSQL did not start: ${complaint().trim()}`))),
    );
  });
}

function collect({ stderr }: ChildProcess): () => string {
  let text = '';
  stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    text = (text + chunk).slice(-4000);
  });
  return () => text;
}

/** The password of data that is kept from an earlier run, or a new one. */
async function passwordIn(folder: string): Promise<string> {
  const file = join(folder, 'password');
  if (await exists(file)) return readFile(file, 'utf8');
  const password = randomBytes(18).toString('base64url');
  await writeFile(file, password);
  await chmod(file, 0o600);
  return password;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/**
 * Without the variables by which somebody's PostgreSQL settings or locale would take effect. Windows programs cannot open a socket
 * without the system's variables, so there they keep them.
 */
function plainEnvironment(): { env?: Record<string, string> } {
  return platform() === 'win32' ? {} : { env: { LC_ALL: 'C', TZ: 'UTC', PATH: '' } };
}
