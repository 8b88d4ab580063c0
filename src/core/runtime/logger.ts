import { type DestinationStream, type Logger as PinoLogger, pino, stdTimeFunctions } from 'pino';
import pretty from 'pino-pretty';
import type { LogConfig } from './config.ts';
import { currentContext } from './context.ts';

export type Logger = PinoLogger;

/** In a line of JSON, so that a quote ends a value unless it is escaped. */
const SECRET = new RegExp(
  [
    'xox[a-z]-[\\w-]+',
    'xapp-[\\w-]+',
    '(?<=\\bbearer )[\\w.~=+/-]+',
    // The password of a URL goes up to the last @ before its path.
    '(?<=://[^\\s:@/"]*:)(?:[^\\s/"\\\\]|\\\\.)+(?=@)',
    '(?<=[?&]password=)[^\\s&"\\\\]+',
  ].join('|'),
  'gi',
);
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
/** Errors in Recall's own words, and in those of Redis, which is given ids alone. */
const TOLD_ERRORS: ReadonlySet<string> = new Set([
  'RecallError',
  'ConfigError',
  'ListenError',
  'ReplyError',
  'MaxRetriesPerRequestError',
]);
/** Such as ECONNREFUSED. */
const SYSTEM_CODE = /^E[A-Z]+$/;
/** How deep in a line's fields secrets are looked for by name. */
const FIELD_PATHS = SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);
/** Causes of causes are told this far, also where they go round in a circle. */
const MOST_CAUSES = 5;

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
      // A copy, since pino writes the fields of the line into what it is given.
      mixin: () => ({ ...currentContext() }),
      redact: { paths: FIELD_PATHS, censor: HIDDEN },
      serializers: { err: (error: unknown) => describeError(error) },
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

/**
 * What a line says of an error. The message of a library's error is told only where the system's code comes with it: it may quote
 * what the library was given, which can be what people wrote. Fields that libraries hang on errors are left out for the same reason.
 */
function describeError(error: unknown, causes = MOST_CAUSES): DescribedError {
  if (!(error instanceof Error)) return { name: 'NotAnError', message: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const isSafe = TOLD_ERRORS.has(error.name) || (code !== undefined && SYSTEM_CODE.test(code));
  const described: DescribedError = { name: error.name, message: isSafe ? error.message : HIDDEN };
  if (code !== undefined) described.code = code;
  if (error.stack) described.stack = framesOf(error.stack);
  if (error.cause !== undefined && causes > 0) described.cause = describeError(error.cause, causes - 1);
  return described;
}

/** A stack begins with the message. */
function framesOf(stack: string): string {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
}
