import { z } from 'zod';
import { ENGINE_NAMES } from '../../domain/recap.ts';

const DEFAULT_SLACK_API_URL = 'https://slack.com/api/';

const url = (protocols: string[], what: string) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), what);
const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, `a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `a whole number from ${min} to ${max}`);
const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: `one of ${values.join(', ')}` });

export const KEY_FORM = '32 bytes, base64 (openssl rand -base64 32)';
const encryptionKey = z.string().refine((value) => Buffer.from(value, 'base64').length === 32, KEY_FORM);

/** Every variable that Recall reads, with its form. What the AWS SDK reads for itself is not here. */
export const variables = z.object({
  DATABASE_URL: url(['postgres:', 'postgresql:'], 'a postgresql:// URL').optional(),
  REDIS_URL: url(['redis:', 'rediss:'], 'a redis:// or rediss:// URL').optional(),
  SLACK_SIGNING_SECRET: z.string().min(8, 'the signing secret of the Slack app').optional(),
  SLACK_BOT_TOKEN: z.string().startsWith('xoxb-', 'a bot token, which starts with xoxb-').optional(),
  SLACK_CLIENT_ID: z.string().optional(),
  SLACK_CLIENT_SECRET: z.string().optional(),
  SLACK_STATE_SECRET: z.string().min(16, 'at least 16 characters (openssl rand -hex 32)').optional(),
  SLACK_PKCE: oneOf(['on', 'off']).default('off'),
  SLACK_APP_TOKEN: z.string().startsWith('xapp-', 'an app-level token, which starts with xapp-').optional(),
  SLACK_API_URL: url(['https:', 'http:'], 'a URL that ends in /api/')
    .refine((value) => value.endsWith('/api/'), 'a URL that ends in /api/')
    .default(DEFAULT_SLACK_API_URL),
  ENGINE: oneOf(ENGINE_NAMES).optional(),
  BEDROCK_MODEL_ID: z.string().optional(),
  BEDROCK_FALLBACK_MODEL_ID: z.string().optional(),
  BEDROCK_GUARDRAIL_ID: z.string().optional(),
  BEDROCK_GUARDRAIL_VERSION: z.string().optional(),
  BEDROCK_PRICES_FILE: z.string().optional(),
  ENCRYPTION_KEY: encryptionKey.optional(),
  ENCRYPTION_KEY_PREVIOUS: encryptionKey.optional(),
  PUBLIC_URL: url(['https:', 'http:'], 'an http:// or https:// URL').default('http://localhost:3000'),
  HOST: z.string().default('127.0.0.1'),
  BOT_PORT: wholeNumber(0, 65_535).default(3000),
  API_PORT: wholeNumber(0, 65_535).default(3001),
  TRUST_PROXY: wholeNumber(0, 10).default(0),
  METRICS_TOKEN: z.string().min(16, 'at least 16 characters (openssl rand -hex 24)').optional(),
  METRICS_HOST: z.string().optional(),
  METRICS_PORT: wholeNumber(0, 65_535).optional(),
  WORKER_CONCURRENCY: wholeNumber(1, 256).default(8),
  JOB_TIMEOUT_MS: wholeNumber(1000, 3_600_000).default(300_000),
  RETENTION_DAYS: wholeNumber(0, 36_500).default(365),
  MONTHLY_BUDGET_USD: z
    .string()
    .regex(/^\d+(\.\d+)?$/, 'an amount in US dollars, such as 25 or 0')
    .transform(Number)
    .default(0),
  LOG_LEVEL: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  LOG_FORMAT: oneOf(['json', 'pretty']).optional(),
});
export type Variables = z.infer<typeof variables>;

/** The names of all of them. */
export const VARIABLE_NAMES: readonly string[] = Object.keys(variables.shape);

/** Variables of the contract that this version reads but does not act on yet. */
export const NOT_YET_USED = ['SLACK_APP_TOKEN'] as const satisfies readonly (keyof Variables)[];

export type Environment = Readonly<Record<string, string | undefined>>;

/** One variable that is missing or malformed. */
export interface VariableProblem {
  variable: string;
  /** Such as `must be set: a postgresql:// URL`; never a value. */
  says: string;
}
