import type { Config } from '../../core/runtime/config.ts';
import { ListenError, type ListenOptions, listen } from '../../core/runtime/http-server.ts';
import { localUrl, whoAnswers } from './challenge.ts';
import { about, type Check, type Finding } from './finding.ts';

export type PortVariable = ListenOptions['portVariable'];

export interface PortsOptions {
  /** Which of them. */
  variables: readonly PortVariable[];
  /** Whether to ask, where one is taken, if it is by a Recall that runs. */
  asksWho: boolean;
  /** Where the services run, where that is not on this machine: then they are asked, and no port is tried. */
  elsewhere?: Elsewhere | undefined;
  now(): Date;
}

/** Each without a slash at the end. */
export interface Elsewhere {
  botUrl: string;
  apiUrl: string;
}

interface Port {
  variable: PortVariable;
  host: string;
  port: number;
}

/** Whether each port can be listened on, or is by a Recall. */
export function portChecks(config: Config, { variables, asksWho, elsewhere, now }: PortsOptions): Check[] {
  return portsOf(config)
    .filter(({ variable }) => variables.includes(variable))
    .map((port) => ({
      what: port.variable,
      look(signal) {
        const isRecallAt = (url: string) => isRecall(port.variable, url, { config, signal, now });
        if (elsewhere) return lookElsewhere(port, urlElsewhere(port, elsewhere), isRecallAt);
        return lookHere(port, asksWho ? isRecallAt : async () => false);
      },
    }));
}

type IsRecallAt = (url: string) => Promise<boolean>;

async function lookHere(port: Port, isRecallAt: IsRecallAt): Promise<Finding> {
  const { ok, broken } = about(port.variable);
  const taken = await tryToListen(port);
  if (!taken) return ok(port.port === 0 ? 'a free one is picked' : `${port.port} is free`);
  const isOurs = await isRecallAt(localUrl(port.host, port.port));
  return isOurs ? ok(`${port.port} is in use by a Recall that runs`) : portFinding(broken, taken);
}

async function lookElsewhere({ variable }: Port, url: string, isRecallAt: IsRecallAt): Promise<Finding> {
  const { ok, warn } = about(variable);
  if (await isRecallAt(url)) return ok(`a Recall that runs answers at ${url}`);
  return warn(`no Recall answers at ${url}`, { fix: 'start it, or see in its log why it ended' });
}

/** The words of the failure say what to do. */
function portFinding(broken: ReturnType<typeof about>['broken'], { message }: Error): Finding {
  const [found = message, ...fix] = message.split(': ');
  return broken(found, fix.length > 0 ? { fix: fix.join(': ') } : {});
}

function portsOf({ host, botPort, apiPort, metrics: { listen: apart } }: Config): Port[] {
  return [
    { variable: 'BOT_PORT', host, port: botPort },
    { variable: 'API_PORT', host, port: apiPort },
    ...(apart ? [{ variable: 'METRICS_PORT' as const, ...apart }] : []),
  ];
}

/** @returns why not; null where it can be listened on */
async function tryToListen({ variable, host, port }: Port): Promise<Error | null> {
  try {
    const server = await listen({
      host,
      port,
      portVariable: variable,
      onRequest: (_, response) => response.end(),
    });
    await server.close();
    return null;
  } catch (error) {
    if (error instanceof ListenError) return error;
    throw error;
  }
}

function urlElsewhere({ variable, port }: Port, { botUrl, apiUrl }: Elsewhere): string {
  if (variable === 'BOT_PORT') return botUrl;
  return variable === 'API_PORT' ? apiUrl : `http://${new URL(apiUrl).hostname}:${port}`;
}

async function isRecall(
  variable: PortVariable,
  url: string,
  { config, signal, now }: { config: Config; signal: AbortSignal; now(): Date },
): Promise<boolean> {
  if (variable === 'BOT_PORT') {
    const { signingSecret } = config.slack;
    return (await whoAnswers(`${url}/slack/events`, { signingSecret, signal, now })).kind === 'recall';
  }
  const [path, sign] = variable === 'API_PORT' ? ['/health', '"components"'] : ['/metrics', 'recall_up'];
  const { token } = config.metrics;
  const headers = token === null ? {} : { authorization: `Bearer ${token}` };
  return fetch(`${url}${path}`, { signal, headers, redirect: 'manual' }).then(
    async (response) => (await response.text()).includes(sign ?? ''),
    () => false,
  );
}
