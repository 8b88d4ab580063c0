import { type Environment, readConfig } from '../../core/runtime/config.ts';
import { readVersion } from '../../core/runtime/version.ts';
import { clockCheck } from './check-clock.ts';
import { databaseCheck } from './check-database.ts';
import { diskCheck } from './check-disk.ts';
import { engineCheck } from './check-engine.ts';
import { installationsCheck } from './check-installations.ts';
import { checkNode } from './check-node.ts';
import { type Elsewhere, portChecks } from './check-ports.ts';
import { redisCheck } from './check-redis.ts';
import { requestUrlCheck } from './check-request-url.ts';
import { tokenCheck } from './check-token.ts';
import { checkVariables } from './check-variables.ts';
import type { Finding } from './finding.ts';
import { toJson, toTable } from './print.ts';
import { runChecks } from './run-checks.ts';

export interface DoctorOptions {
  environment: Environment;
  json: boolean;
  color: boolean;
  now(): Date;
}

/** Looks at everything that Recall needs to work. @returns what to print, and whether anything is broken */
export async function runDoctor({
  environment,
  json,
  color,
  now,
}: DoctorOptions): Promise<{ text: string; isBroken: boolean }> {
  const findings = await examine({ environment, now });
  return {
    text: json ? toJson(findings, { version: readVersion() }) : toTable(findings, { color }),
    isBroken: findings.some(({ state }) => state === 'broken'),
  };
}

/** What is malformed is told, and the rest is looked at as though it were not set. */
export async function examine({
  environment,
  now,
}: Pick<DoctorOptions, 'environment' | 'now'>): Promise<Finding[]> {
  const { config, problems } = readConfig(environment, ['bot', 'worker', 'api']);
  const { withoutEffect, slack, engine } = config;
  const elsewhere = readElsewhere(environment);
  const found = await runChecks([
    databaseCheck(config),
    redisCheck(config),
    ...portChecks(config, {
      variables: ['BOT_PORT', 'API_PORT', 'METRICS_PORT'],
      asksWho: true,
      elsewhere,
      now,
    }),
    clockCheck({ apiUrl: slack.apiUrl, now }),
    tokenCheck(slack),
    installationsCheck(config),
    requestUrlCheck(config, { botUrl: elsewhere?.botUrl, now }),
    engineCheck(engine),
    diskCheck(),
  ]);
  return [checkNode(), ...checkVariables({ environment, problems, withoutEffect }), ...found];
}

/** docker-compose.yml says so where the doctor has a container of its own. */
function readElsewhere({
  DOCTOR_BOT_URL: botUrl,
  DOCTOR_API_URL: apiUrl,
}: Environment): Elsewhere | undefined {
  return botUrl && apiUrl ? { botUrl, apiUrl } : undefined;
}
