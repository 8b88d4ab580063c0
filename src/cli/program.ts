import { Argument, Command, CommanderError, InvalidArgumentError } from 'commander';
import { isPersonId } from '../core/domain/erasure.ts';
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
    .command('doctor')
    .description('look at everything that Recall needs to work, and say how to mend what is broken')
    .option('--json', 'print JSON', false)
    .action(doctor);
  program
    .command('rotate-key')
    .description('seal every token with ENCRYPTION_KEY; ENCRYPTION_KEY_PREVIOUS is the former key')
    .action(async () => {
      const { runRotateKey } = await import('./rotate-key.ts');
      await runRotateKey(loadConfig(readEnvironment(), ['database']), print);
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
    .command('export')
    .description(
      'write all that is kept about a workspace, or a person of it, as JSON, to keep or to hand over',
    )
    .requiredOption('--workspace <id>', 'Slack id of the workspace (T…)', toWorkspaceId)
    .option(
      '--person <id>',
      'Slack id of a person of it (U… or W…): only what is theirs or about them',
      toPersonId,
    )
    .option('--out <file>', 'a new file (default: standard output)')
    .action(exportData);
  program
    .command('erase')
    .description(
      'delete what is kept about a person, and take them out of what others have; it cannot be undone',
    )
    .requiredOption('--workspace <id>', 'Slack id of the workspace (T…)', toWorkspaceId)
    .requiredOption('--person <id>', 'Slack id of the person (U… or W…)', toPersonId)
    .requiredOption('--yes', 'do it, without a question')
    .action(async (options: { workspace: string; person: string }) => {
      const { runErase } = await import('./erase.ts');
      await runErase({ ...options, ...onDatabase(), write: print });
    });
  program
    .command('purge-channel')
    .description('delete what is kept about a channel that Slack has no more; it cannot be undone')
    .requiredOption('--workspace <id>', 'Slack id of the workspace (T…)', toWorkspaceId)
    .requiredOption('--channel <id>', 'Slack id of the channel (C… or G…)', toChannelId)
    .requiredOption('--yes', 'do it, without a question')
    .action(async (options: { workspace: string; channel: string }) => {
      const { runPurgeChannel } = await import('./purge-channel.ts');
      await runPurgeChannel({ ...options, ...onDatabase(), write: print });
    });
  program
    .command('sessions')
    .description('who is signed in to the admin view')
    .command('end')
    .description('sign an admin out, wherever they are signed in')
    .requiredOption('--workspace <id>', 'Slack id of a workspace of theirs (T…)', toWorkspaceId)
    .requiredOption('--person <id>', 'Slack id of the admin (U… or W…)', toPersonId)
    .option('--tokens', 'end the API tokens that they made as well', false)
    .action(async (options: { workspace: string; person: string; tokens: boolean }) => {
      const { runEndSessions } = await import('./sessions.ts');
      await runEndSessions({ ...options, ...onDatabase(), write: print });
    });
  program
    .command('try')
    .description('make a recap of one transcript; needs no database, queue or Slack')
    .argument('<file>', 'lines of “Name: words”, or a day of a Slack export as JSON; - reads standard input')
    .option('--json', 'print JSON', false)
    .action(tryFile);
  return program;
}

/** Ends the process once all is printed: what did not answer in time is not waited for any longer. */
async function doctor({ json }: { json: boolean }): Promise<void> {
  const { runDoctor } = await import('./doctor/index.ts');
  const options = { environment: readEnvironment(), json, color: inColor(), now: () => new Date() };
  const { text, isBroken } = await runDoctor(options);
  process.stdout.write(text, () => process.exit(isBroken ? EXIT_FAILED : 0));
}

async function exportData(options: { workspace: string; person?: string; out?: string }): Promise<void> {
  const { runExport } = await import('./export.ts');
  await runExport({
    ...options,
    ...onDatabase(),
    stdout: process.stdout,
    tell: (line) => void process.stderr.write(`recall: ${line}\n`),
  });
}

/** What a command works with that asks nothing but the database; it is stopped as a service is. */
function onDatabase(): { databaseUrl: string; now(): Date; signal: AbortSignal } {
  const { databaseUrl } = loadConfig(readEnvironment(), ['database']);
  const stopped = new AbortController();
  process.once('SIGINT', () => stopped.abort());
  process.once('SIGTERM', () => stopped.abort());
  return { databaseUrl, now: () => new Date(), signal: stopped.signal };
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

function toWorkspaceId(value: string): string {
  if (!/^T[A-Z0-9]+$/.test(value))
    throw new InvalidArgumentError('a workspace is named by its Slack id, which starts with T');
  return value;
}

function toPersonId(value: string): string {
  if (!isPersonId(value))
    throw new InvalidArgumentError('a person is named by their Slack id, which starts with U or W');
  return value;
}

function toChannelId(value: string): string {
  if (!/^[CG][A-Z0-9]+$/.test(value))
    throw new InvalidArgumentError('a channel is named by its Slack id, which starts with C or G');
  return value;
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
