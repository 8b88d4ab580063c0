import { throwIfStopped } from '../../core/domain/stopping.ts';
import type { Config, Environment } from '../../core/runtime/config.ts';
import type { ServiceName } from '../services.ts';
import { clockCheck } from './check-clock.ts';
import { databaseCheck } from './check-database.ts';
import { installationsCheck } from './check-installations.ts';
import { checkNode } from './check-node.ts';
import { type PortVariable, portChecks } from './check-ports.ts';
import { redisCheck } from './check-redis.ts';
import { tokenCheck } from './check-token.ts';
import { checkVariables } from './check-variables.ts';
import type { Check, Finding } from './finding.ts';
import { sentence } from './print.ts';
import { runChecks } from './run-checks.ts';

export interface StartChecks {
  services: readonly ServiceName[];
  config: Config;
  environment: Environment;
  logger: { warn(fields: object, words: string): void };
  signal: AbortSignal;
  now(): Date;
}

/** Names what is broken, and what to do about it. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

const PORTS: Readonly<Record<ServiceName, readonly PortVariable[]>> = {
  bot: ['BOT_PORT'],
  worker: [],
  api: ['API_PORT', 'METRICS_PORT'],
};

/**
 * The doctor's checks that need no money and that the services cannot do without. What is only away for now stops nothing, since the
 * services wait for it.
 * @throws StartError for what has to be mended first, RecallError `cancelled`
 */
export async function checkBeforeStart(start: StartChecks): Promise<void> {
  const { environment, logger, signal } = start;
  const found = await runChecks(checksFor(start), { signal });
  throwIfStopped(signal);
  const variables = checkVariables({ environment, problems: [], withoutEffect: [] });
  const findings = [checkNode(), ...variables, ...found];
  for (const finding of findings)
    if (deedOf(finding) === 'tell')
      logger.warn({ check: finding.what, fix: finding.fix }, `${finding.what}: ${finding.found}`);
  const broken = findings.filter((finding) => deedOf(finding) === 'stop');
  if (broken.length > 0)
    throw new StartError(
      `cannot start: ${broken.map(inWords).join('; ')} (recall doctor looks at everything)`,
    );
}

function checksFor({ services, config, now }: StartChecks): Check[] {
  const callsSlack = services.some((name) => name !== 'api');
  return [
    databaseCheck(config),
    redisCheck(config),
    ...portChecks(config, { variables: services.flatMap((name) => PORTS[name]), asksWho: false, now }),
    ...(services.includes('bot') ? [clockCheck({ apiUrl: config.slack.apiUrl, now })] : []),
    ...(callsSlack ? [tokenCheck(config.slack)] : []),
    installationsCheck(config),
  ];
}

function deedOf({ state, atStart }: Finding): NonNullable<Finding['atStart']> {
  if (state === 'warn') return atStart ?? 'tell';
  return state === 'broken' ? (atStart ?? 'stop') : 'ignore';
}

function inWords(finding: Finding): string {
  return `${finding.what}: ${sentence(finding)}`;
}
