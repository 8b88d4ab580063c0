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
  now(): Date;
}

interface Port {
  variable: PortVariable;
  host: string;
  port: number;
}

/** Whether each port can be listened on. */
export function portChecks(config: Config, { variables, asksWho, now }: PortsOptions): Check[] {
  return portsOf(config)
    .filter(({ variable }) => variables.includes(variable))
    .map((port) => ({
      what: port.variable,
      async look(signal) {
        const { ok, broken } = about(port.variable);
        const taken = await tryToListen(port);
        if (!taken) return ok(port.port === 0 ? 'a free one is picked' : `${port.port} is free`);
        const isOurs = asksWho && (await isRecall(port, { config, signal, now }));
        return isOurs ? ok(`${port.port} is in use by a Recall that runs`) : portFinding(broken, taken);
      },
    }));
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

async function isRecall(
  { variable, host, port }: Port,
  { config, signal, now }: { config: Config; signal: AbortSignal; now(): Date },
): Promise<boolean> {
  const url = localUrl(host, port);
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
