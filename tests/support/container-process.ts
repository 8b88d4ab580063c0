import { type ChildProcess, spawn } from 'node:child_process';
import { z } from 'zod';
import type { ImageFolder } from './image-folder.ts';
import { until } from './until.ts';

/** A process started as a container would start it, on this machine's network. */
export interface ContainerProcess {
  pid: number;
  /** What it wrote so far. */
  stdout(): string;
  stderr(): string;
  /** The log line that says that it is ready, with the URLs it listens on. */
  ready(): Promise<{ bot?: string | undefined; api?: string | undefined }>;
  /** How it ended, whenever that is. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  terminate(): void;
  kill(): void;
}

const readyLine = z.object({
  msg: z.literal('ready'),
  bot: z.string().optional(),
  api: z.string().optional(),
});
const START_LIMIT_MS = 60_000;

export function startContainerProcess(
  { folder, entrypoint }: Pick<ImageFolder, 'folder' | 'entrypoint'>,
  command: readonly string[],
  environment: Readonly<Record<string, string>>,
): ContainerProcess {
  const child = spawn(process.execPath, [...entrypoint, ...command], {
    cwd: folder,
    env: { NODE_ENV: 'production', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr);
  return {
    pid: child.pid ?? 0,
    stdout,
    stderr,
    ended: endOf(child),
    ready: () =>
      until(
        () => {
          if (child.exitCode !== null) throw new Error(`it ended: ${stderr()}${stdout()}`);
          return stdout().split('\n').map(readyIn).find(Boolean);
        },
        { limitMs: START_LIMIT_MS, what: `${command.join(' ')} is ready` },
      ),
    terminate: () => void child.kill('SIGTERM'),
    kill: () => void child.kill('SIGKILL'),
  };
}

function endOf(child: ChildProcess): ContainerProcess['ended'] {
  return new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal })));
}

function collect(stream: NodeJS.ReadableStream): () => string {
  let text = '';
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  return () => text;
}

function readyIn(line: string): z.infer<typeof readyLine> | undefined {
  if (!line.startsWith('{')) return undefined;
  return readyLine.safeParse(JSON.parse(line)).data;
}
