import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Stage } from '../../src/core/domain/recap.ts';

export interface DyingWorker {
  /** Resolves with the signal that it ended by. */
  died: Promise<string | null>;
  /** How often it had asked its engine. */
  timesAsked(): Promise<number>;
  close(): Promise<void>;
}

/**
 * Starts a worker process that kills itself when it has done `diesAfter`; resolves when it is at work. With null it hangs in its
 * first question until it is closed, which kills it, and says at once where it is.
 */
export async function startDyingWorker({
  environment,
  diesAfter,
}: {
  environment: Record<string, string>;
  diesAfter: Stage | null;
}): Promise<DyingWorker> {
  const folder = await mkdtemp(join(tmpdir(), 'recall-test-'));
  const asked = join(folder, 'asked');
  const script = fileURLToPath(new URL('dying-worker.ts', import.meta.url));
  const child = fork(script, [JSON.stringify({ environment, diesAfter, asked })], {
    execArgv: ['--import', 'tsx'],
  });
  const died = new Promise<string | null>((resolve) =>
    child.once('exit', (_code, signal) => resolve(signal)),
  );
  await Promise.race([once(child, 'message'), died]);
  return {
    died,
    async timesAsked() {
      const lines = await readFile(asked, 'utf8').catch(() => '');
      return lines.split('\n').filter(Boolean).length;
    },
    async close() {
      child.kill('SIGKILL');
      await died;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
