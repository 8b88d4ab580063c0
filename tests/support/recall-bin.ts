import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { PROJECT } from './project-files.ts';
import { until } from './until.ts';

const BIN = join(PROJECT, 'dist', 'cli', 'main.js');
/** Generous, since a demo starts a PostgreSQL of its own. */
const LIMIT_MS = 90_000;

/** Compiles what the `recall` command runs. */
export function buildRecall(): void {
  execFileSync(process.execPath, [join(PROJECT, 'scripts', 'build.mjs')], { stdio: 'inherit' });
}

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A `recall` process. */
export interface RecallProcess {
  /** Resolves when it has ended by itself or by a signal. */
  ended: Promise<Ended>;
  /** What it has written to its standard output so far. */
  output(): string;
  /** Resolves when it has written that. */
  untilSaid(words: string): Promise<void>;
  /** Closes the other end of its standard output. */
  stopReading(): void;
  kill(signal: NodeJS.Signals): void;
}

/** A folder of the test's own to run `recall` in; it is where its temporary files go, too. */
export interface Place {
  folder: string;
  run(args: readonly string[], options?: RunOptions): Promise<Ended>;
  start(args: readonly string[], options?: RunOptions): RecallProcess;
  /** Processes and temporary files that are still there. */
  leftovers(): Promise<string[]>;
}

interface RunOptions {
  environment?: Record<string, string>;
  /** What is on its standard input. */
  input?: string;
}

/** @param atEnd takes what puts everything away; by default it is done when the test is finished */
export async function aPlace(atEnd: (putAway: () => Promise<void>) => void = onTestFinished): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'recall-place-'));
  // As root, PostgreSQL runs as another user, who has to get in.
  await chmod(folder, 0o755);
  const running = new Set<ChildProcess>();
  atEnd(async () => {
    for (const child of running) child.kill('SIGKILL');
    await until(async () => (await processesOf(folder)).length === 0, { limitMs: LIMIT_MS });
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  const start = (args: readonly string[], options: RunOptions = {}) => {
    const child = spawnRecall(folder, args, options);
    running.add(child);
    child.once('exit', () => running.delete(child));
    return follow(child);
  };
  return {
    folder,
    start,
    run: (args, options) => start(args, options).ended,
    async leftovers() {
      const files = (await readdir(folder)).filter((name) => name.startsWith('recall-'));
      return [...(await processesOf(folder)), ...files];
    },
  };
}

/** In nothing but the environment that it is given. */
function spawnRecall(folder: string, args: readonly string[], { environment, input }: RunOptions) {
  const child = spawn(process.execPath, [BIN, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, TMPDIR: folder, ...environment },
  });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  return child;
}

function follow(child: ReturnType<typeof spawnRecall>): RecallProcess {
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
  });
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  const stderr = text(child.stderr);
  const ended = exited.then(async (code) => ({ code, stdout: output, stderr: await stderr }));
  return {
    ended,
    output: () => output,
    async untilSaid(words) {
      const said = until(() => output.includes(words), { limitMs: LIMIT_MS, what: words });
      const over = ended.then(({ stderr: why }) => {
        if (!output.includes(words)) throw new Error(`ended without having said “${words}”: ${why}`);
      });
      await Promise.race([said, over]);
    },
    stopReading: () => void child.stdout.destroy(),
    kill: (signal) => void child.kill(signal),
  };
}

/** Those that have the folder in their arguments or their environment. */
async function processesOf(folder: string): Promise<string[]> {
  const all = execFileSync('ps', ['axeww', '-o', 'args='], { encoding: 'utf8' });
  return all.split('\n').filter((line) => line.includes(folder));
}
