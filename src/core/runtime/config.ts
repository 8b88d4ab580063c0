import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { ENGINE_NAMES } from '../domain/recap.ts';

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

const KEY_FORM = '32 bytes, base64 (openssl rand -base64 32)';
const encryptionKey = z.string().refine((value) => Buffer.from(value, 'base64').length === 32, KEY_FORM);
const OAUTH_VARIABLES = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET'] as const;

/** Every variable that Recall reads, with its form. What the AWS SDK reads for itself is not here. */
const variables = z.object({
  DATABASE_URL: url(['postgres:', 'postgresql:'], 'a postgresql:// URL').optional(),
  REDIS_URL: url(['redis:', 'rediss:'], 'a redis:// or rediss:// URL').optional(),
  SLACK_SIGNING_SECRET: z.string().min(8, 'the signing secret of the Slack app').optional(),
  SLACK_BOT_TOKEN: z.string().startsWith('xoxb-', 'a bot token, which starts with xoxb-').optional(),
  SLACK_CLIENT_ID: z.string().optional(),
  SLACK_CLIENT_SECRET: z.string().optional(),
  SLACK_STATE_SECRET: z.string().optional(),
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
type Variables = z.infer<typeof variables>;

/** The names of all of them. */
export const VARIABLE_NAMES: readonly string[] = Object.keys(variables.shape);

/** Variables of the contract that this version reads but does not act on yet. */
export const NOT_YET_USED = ['SLACK_APP_TOKEN'] as const satisfies readonly (keyof Variables)[];

/** What a process is started for; each needs other variables. */
export type Need = 'database' | 'bot' | 'worker' | 'api';

export interface Config {
  databaseUrl: string;
  /** Undefined: the queue lives in PostgreSQL. */
  redisUrl: string | undefined;
  slack: SlackConfig;
  engine: EngineConfig;
  /** What tokens are sealed with: the first seals, all open; empty in single-workspace mode without a key. */
  encryptionKeys: readonly Buffer[];
  /** Without a slash at the end. */
  publicUrl: string;
  /** Where the admin view is reached, without a slash at the end: under PUBLIC_URL where that is set, else at the API's own port. */
  adminUrl: string;
  /** How many proxies stand before the API, whose word on who asks is taken. */
  trustProxy: number;
  metrics: MetricsConfig;
  host: string;
  botPort: number;
  apiPort: number;
  worker: { concurrency: number; jobTimeoutMs: number };
  retentionDays: number;
  /** US dollars a month for each workspace; 0 is no limit. */
  monthlyBudgetUsd: number;
  log: LogConfig;
  /** Names of variables that are set but have no effect in this version. */
  withoutEffect: string[];
}

export interface SlackConfig {
  apiUrl: string;
  signingSecret: string;
  /** Set in single-workspace mode; empty in OAuth mode. */
  botToken: string;
  /** Set in OAuth mode, and where people sign in to the admin view with Slack; null otherwise. */
  oauth: OauthConfig | null;
  /** Whether workspaces install Recall by themselves. With a bot token it serves that token's workspace alone. */
  mode: 'single' | 'oauth';
}

export interface OauthConfig {
  clientId: string;
  clientSecret: string;
  stateSecret: string;
  /** Whether the app's setting PKCE is on at Slack, which takes no challenge otherwise. */
  pkce: boolean;
}

export interface MetricsConfig {
  /** What a scraper has to show; null: anybody who reaches the address. */
  token: string | null;
  /** An address of their own; null: at the API's. */
  listen: { host: string; port: number } | null;
}

export type EngineConfig =
  | { name: 'builtin' }
  | {
      name: 'bedrock';
      modelId: string;
      fallbackModelId: string | undefined;
      guardrail: { id: string; version: string } | undefined;
      /** Prices of the operator's own, as JSON. */
      pricesFile?: string | undefined;
    };

export interface LogConfig {
  level: Variables['LOG_LEVEL'];
  format: 'json' | 'pretty';
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** One variable that is missing or malformed. */
export interface VariableProblem {
  variable: string;
  /** Such as `must be set: a postgresql:// URL`; never a value. */
  says: string;
}

/** Names every variable that is missing or malformed, and what each must be; never a value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(problems: readonly string[]) {
    super(`the configuration is not usable: ${problems.join('; ')}`);
  }
}

/** The process's environment over that of a `.env` file in the working directory, where there is one. */
export function readEnvironment(file = '.env'): Environment {
  const fromFile = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
  return { ...fromFile, ...process.env };
}

/**
 * Reads the configuration that a process needs.
 * @throws ConfigError naming all offending variables at once
 */
export function loadConfig(environment: Environment, needs: readonly Need[]): Config {
  const { config, problems } = readConfig(environment, needs);
  if (problems.length > 0)
    throw new ConfigError([...new Set(problems.map(({ variable, says }) => `${variable} ${says}`))]);
  return config;
}

/** The same as far as it can be read: what is malformed is as though it were not set, and told beside it. */
export function readConfig(
  environment: Environment,
  needs: readonly Need[],
): { config: Config; problems: VariableProblem[] } {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const malformed = (variables.safeParse(given).error?.issues ?? []).map(describe);
  const names = new Set(malformed.map(({ variable }) => variable));
  const usable = Object.fromEntries(Object.entries(given).filter(([name]) => !names.has(name)));
  return {
    config: grouped(variables.parse(usable), usable),
    problems: [...malformed, ...missing(given, needs)],
  };
}

/** Only what an engine needs; for `recall try`, which needs no database, queue or Slack. */
export function loadEngineConfig(environment: Environment): EngineConfig {
  return loadConfig(environment, []).engine;
}

function describe(issue: z.core.$ZodIssue): VariableProblem {
  return { variable: issue.path.join('.'), says: `must be ${issue.message}` };
}

function missing(given: Environment, needs: readonly Need[]): VariableProblem[] {
  const callsSlack = needs.includes('bot') || needs.includes('worker');
  const isOauth = modeOf(given) === 'oauth';
  const needsAllOf = OAUTH_VARIABLES.some((name) => given[name] !== undefined);
  const required: Partial<Record<keyof Variables, { when: boolean; what: string }>> = {
    DATABASE_URL: { when: needs.length > 0, what: 'a postgresql:// URL' },
    SLACK_SIGNING_SECRET: { when: needs.includes('bot'), what: 'the signing secret of the Slack app' },
    SLACK_BOT_TOKEN: {
      when: callsSlack && !isOauth,
      what: 'a bot token, which starts with xoxb-',
    },
    SLACK_CLIENT_ID: { when: needsAllOf, what: 'the client id of the Slack app' },
    SLACK_CLIENT_SECRET: { when: needsAllOf, what: 'the client secret of the Slack app' },
    SLACK_STATE_SECRET: { when: needsAllOf, what: 'a secret of your own (openssl rand -hex 32)' },
    ENCRYPTION_KEY: { when: isOauth || given.ENCRYPTION_KEY_PREVIOUS !== undefined, what: KEY_FORM },
    BEDROCK_MODEL_ID: {
      when: given.ENGINE === 'bedrock',
      what: 'a model or inference profile id, since ENGINE is bedrock',
    },
    BEDROCK_GUARDRAIL_ID: {
      when: given.BEDROCK_GUARDRAIL_VERSION !== undefined,
      what: 'the id of the guardrail, since its version is set',
    },
    BEDROCK_GUARDRAIL_VERSION: {
      when: given.BEDROCK_GUARDRAIL_ID !== undefined,
      what: 'the version of the guardrail, such as 1 or DRAFT',
    },
  };
  return Object.entries(required).flatMap(([variable, { when, what }]) =>
    when && given[variable] === undefined ? [{ variable, says: `must be set: ${what}` }] : [],
  );
}

/** With a bot token Recall serves that token's workspace; the client's id then lets its admins sign in. */
function modeOf(given: Environment): SlackConfig['mode'] {
  return given.SLACK_BOT_TOKEN === undefined && given.SLACK_CLIENT_ID !== undefined ? 'oauth' : 'single';
}

function grouped(values: Variables, given: Environment): Config {
  const publicUrl = values.PUBLIC_URL.replace(/\/+$/, '');
  const keys = [values.ENCRYPTION_KEY, values.ENCRYPTION_KEY_PREVIOUS].flatMap((key) => key ?? []);
  return Object.freeze({
    databaseUrl: values.DATABASE_URL ?? '',
    redisUrl: values.REDIS_URL,
    slack: slackOf(values, given),
    engine: engineOf(values),
    encryptionKeys: keys.map((key) => Buffer.from(key, 'base64')),
    publicUrl,
    adminUrl: `${given.PUBLIC_URL === undefined ? `http://localhost:${values.API_PORT}` : publicUrl}/admin`,
    trustProxy: values.TRUST_PROXY,
    metrics: metricsOf(values),
    host: values.HOST,
    botPort: values.BOT_PORT,
    apiPort: values.API_PORT,
    worker: { concurrency: values.WORKER_CONCURRENCY, jobTimeoutMs: values.JOB_TIMEOUT_MS },
    retentionDays: values.RETENTION_DAYS,
    monthlyBudgetUsd: values.MONTHLY_BUDGET_USD,
    log: { level: values.LOG_LEVEL, format: values.LOG_FORMAT ?? (process.stdout.isTTY ? 'pretty' : 'json') },
    withoutEffect: NOT_YET_USED.filter((name) => given[name] !== undefined && given[name] !== '0'),
  });
}

function slackOf(values: Variables, given: Environment): SlackConfig {
  const {
    SLACK_CLIENT_ID: clientId,
    SLACK_CLIENT_SECRET: clientSecret,
    SLACK_STATE_SECRET: stateSecret,
  } = values;
  return {
    apiUrl: values.SLACK_API_URL,
    botToken: values.SLACK_BOT_TOKEN ?? '',
    signingSecret: values.SLACK_SIGNING_SECRET ?? '',
    oauth:
      clientId && clientSecret && stateSecret
        ? { clientId, clientSecret, stateSecret, pkce: values.SLACK_PKCE === 'on' }
        : null,
    mode: modeOf(given),
  };
}

function metricsOf({ METRICS_TOKEN, METRICS_HOST, METRICS_PORT, HOST }: Variables): MetricsConfig {
  const listen = METRICS_PORT === undefined ? null : { host: METRICS_HOST ?? HOST, port: METRICS_PORT };
  return { token: METRICS_TOKEN ?? null, listen };
}

function engineOf(values: Variables): EngineConfig {
  const name = values.ENGINE ?? (values.BEDROCK_MODEL_ID ? 'bedrock' : 'builtin');
  if (name === 'builtin' || !values.BEDROCK_MODEL_ID) return { name: 'builtin' };
  const { BEDROCK_GUARDRAIL_ID: id, BEDROCK_GUARDRAIL_VERSION: version } = values;
  return {
    name: 'bedrock',
    modelId: values.BEDROCK_MODEL_ID,
    fallbackModelId: values.BEDROCK_FALLBACK_MODEL_ID,
    guardrail: id && version ? { id, version } : undefined,
    pricesFile: values.BEDROCK_PRICES_FILE,
  };
}
