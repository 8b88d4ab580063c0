#!/usr/bin/env node
import { Argument, Command, CommanderError, InvalidArgumentError } from 'commander';
import { loadConfig, loadEngineConfig, readEnvironment } from '../core/runtime/config.ts';
import { createLogger } from '../core/runtime/logger.ts';
import { readVersion } from '../core/runtime/version.ts';
import { reasonOf } from './reason.ts';
import { SERVICE_NAMES, type ServiceName } from './services.ts';
import { keepMemorySmall } from './small-memory.ts';

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

function createProgram(): Command {
  const program = new Command('recall')
    .description('Recaps of Slack threads and channels, with sources.')
    .version(readVersion())
    .exitOverride();
  program
    .command('start')
    .description('run bot, worker and api in this process until it is stopped')
    .addArgument(new Argument('[services...]', 'only these').choices(SERVICE_NAMES))
    .action(async (services: ServiceName[]) => {
      keepMemorySmall();
      const { runStart } = await import('./start.ts');
      await runStart(services, readEnvironment());
    });
  program
    .command('migrate')
    .description('bring the database up to this version')
    .action(async () => {
      const { migrateAll } = await import('./start.ts');
      const applied = await migrateAll(loadConfig(readEnvironment(), ['database']));
      for (const name of applied) print(`applied ${name}\n`);
      if (applied.length === 0) print('the database is up to date\n');
    });
  program
    .command('demo')
    .description('start everything here, with a simulated Slack, and show what Recall does')
    .option('--export <dir>', 'a Slack export folder to use as the workspace')
    .option('--once', 'end after the tour', false)
    .option('--port <number>', 'port of the simulated Slack (default: a free one)', toPort, 0)
    .option('--redis <url>', 'keep the queue in this Redis (default: in PostgreSQL)')
    .option('--keep', 'keep the database for the next time', false)
    .action(
      async (options: { export?: string; once: boolean; port: number; redis?: string; keep: boolean }) => {
        const [{ runDemo }, { createTerminal }] = await Promise.all([
          import('./demo/index.ts'),
          import('./demo/terminal.ts'),
        ]);
        await runDemo({
          ...options,
          environment: readEnvironment(),
          terminal: createTerminal({ write: print, color: inColor() }),
        });
      },
    );
  program
    .command('try')
    .description('make a recap of one transcript; needs no database, queue or Slack')
    .argument('<file>', 'lines of “Name: words”, or a day of a Slack export as JSON; - reads standard input')
    .option('--json', 'print JSON', false)
    .action(tryFile);
  return program;
}

async function tryFile(file: string, { json }: { json: boolean }): Promise<void> {
  const [{ runTry, readFileOrStdin }, { createEngine }, { verify }] = await Promise.all([
    import('./try/run-try.ts'),
    import('../worker/engines/index.ts'),
    import('../worker/recap/verify.ts'),
  ]);
  const now = () => new Date();
  const logger = createLogger({ level: 'silent', format: 'json' });
  const stopped = new AbortController();
  process.once('SIGINT', () => stopped.abort());
  await runTry({
    file,
    json,
    color: inColor(),
    engine: await createEngine(loadEngineConfig(readEnvironment()), { logger, now }),
    verify,
    readFile: readFileOrStdin,
    write: print,
    now,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    signal: stopped.signal,
  });
}

function toPort(value: string): number {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new InvalidArgumentError('a port is a number from 0 to 65535');
  return port;
}

function print(text: string): void {
  process.stdout.write(text);
}

function inColor(): boolean {
  return process.stdout.isTTY === true;
}

/** Exit code of what a command ended in; the reason goes to stderr. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_USAGE;
  process.stderr.write(`recall: ${reasonOf(error)}\n`);
  return EXIT_FAILED;
}

/** Whoever read the output has gone, as `head` does: there is nobody left to show anything to. */
function endWithoutReader(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
}

process.stdout.on('error', endWithoutReader);
try {
  await createProgram().parseAsync();
} catch (error) {
  process.exitCode = report(error);
}
