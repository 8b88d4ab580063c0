import { LogLevel, WebAPIPlatformError, WebClient, type WebClientOptions } from '@slack/web-api';
import {
  DEFAULT_APP,
  type SimulatedApp,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from '../../src/simulator/index.ts';
import { smallWorkspace } from './small-workspace.ts';

/** An app that may do everything that the simulator knows; Recall's own hears of as much, but may do less. */
export const FAR_REACHING_APP: Partial<SimulatedApp> = {
  scopes: [...DEFAULT_APP.scopes, 'reactions:write', 'team:read'],
};

export interface Simulators {
  /** Starts one, with the small workspace unless told otherwise. */
  start(options?: Partial<SimulatorOptions>): Promise<Simulator>;
  /** Closes all that were started. */
  closeAll(): Promise<void>;
}

export function createSimulators(): Simulators {
  const open: Simulator[] = [];
  return {
    async start(options = {}) {
      const simulator = await startSimulator({
        seed: smallWorkspace(),
        ...options,
        app: { ...FAR_REACHING_APP, ...options.app },
      });
      open.push(simulator);
      return simulator;
    },
    async closeAll() {
      await Promise.all(open.splice(0).map((simulator) => simulator.close()));
    },
  };
}

/** Slack's own client, which neither retries nor waits here. */
export function clientOf(
  simulator: Simulator,
  options: WebClientOptions = {},
  token = simulator.app.botToken,
): WebClient {
  return new WebClient(token, {
    slackApiUrl: simulator.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
    ...options,
  });
}

/** What Slack answered to a call that it refused; throws where it did not. */
export async function refusalOf(call: Promise<unknown>): Promise<Record<string, unknown>> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof WebAPIPlatformError)) throw new Error(`not refused by Slack: ${String(error)}`);
  return { ...error.data };
}
