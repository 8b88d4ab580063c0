import { type DestinationStream, type Logger as PinoLogger, pino, stdTimeFunctions } from 'pino';
import pretty from 'pino-pretty';
import type { LogConfig } from './config.ts';
import { currentContext } from './context.ts';

export type Logger = PinoLogger;

const SECRET = /xox[a-z]-[\w-]+|xapp-[\w-]+|(?<=:\/\/[^\s:@/]*:)[^\s@/]+(?=@)|(?<=Bearer )[\w.=+/-]+/g;
const SECRET_FIELDS = [
  'token',
  'botToken',
  'signingSecret',
  'password',
  'secret',
  'authorization',
  'text',
  'blocks',
];
const HIDDEN = '[hidden]';

/**
 * A logger whose lines carry the ids of the current work and hide secrets: by field name, and anything that looks like a
 * Slack token, a bearer token or a password in a URL wherever it stands in a line.
 */
export function createLogger({ level, format }: LogConfig, destination?: DestinationStream): Logger {
  const lines =
    destination ??
    (format === 'pretty' ? pretty({ sync: true, ignore: 'pid,hostname' }) : pino.destination(1));
  return pino(
    {
      level,
      timestamp: stdTimeFunctions.isoTime,
      mixin: currentContext,
      redact: { paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`]), censor: HIDDEN },
      serializers: { err: describeError },
    },
    { write: (line: string) => lines.write(line.replace(SECRET, HIDDEN)) },
  );
}

interface DescribedError {
  name: string;
  message: string;
  code?: string;
  stack?: string;
  cause?: DescribedError;
}

/** What a line says of an error. Fields that libraries hang on errors are left out, since they may hold payloads. */
function describeError(error: unknown): DescribedError {
  if (!(error instanceof Error)) return { name: 'NotAnError', message: typeof error };
  const described: DescribedError = { name: error.name, message: error.message };
  if ('code' in error && typeof error.code === 'string') described.code = error.code;
  if (error.stack) described.stack = error.stack;
  if (error.cause !== undefined) described.cause = describeError(error.cause);
  return described;
}
