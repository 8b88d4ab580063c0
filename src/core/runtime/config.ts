import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import type { z } from 'zod';
import { type EngineConfig, engineOf } from './config/engine.ts';
import { type MetricsConfig, metricsOf } from './config/metrics.ts';
import { missing, type Need } from './config/missing.ts';
import { type SlackConfig, slackOf } from './config/slack.ts';
import {
  type Environment,
  NOT_YET_USED,
  type VariableProblem,
  type Variables,
  variables,
} from './config/variables.ts';

export type { EngineConfig } from './config/engine.ts';
export type { SlackConfig } from './config/slack.ts';
export { type Environment, NOT_YET_USED, VARIABLE_NAMES, type VariableProblem } from './config/variables.ts';

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

export interface LogConfig {
  level: Variables['LOG_LEVEL'];
  format: 'json' | 'pretty';
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
