import type { SimulatedApp } from './app.ts';
import type { Delivery } from './deliveries/courier.ts';
import type { EndingOptions } from './installing/access.ts';
import type { WorkspaceSeed } from './seed.ts';
import { type SimulatedSlack, type SlackOptions, startSlack } from './slack.ts';
import type { SimulatedWorkspace } from './workspace.ts';

export { DEFAULT_APP, type SimulatedApp } from './app.ts';
export type { Delivery } from './deliveries/courier.ts';
export type { WorkspaceSeed } from './seed.ts';
export { type SimulatedSlack, type SlackOptions, startSlack } from './slack.ts';
export type * from './world/types.ts';

export interface SimulatorOptions extends Omit<SlackOptions, 'workspaces' | 'enterprise' | 'installed'> {
  seed: WorkspaceSeed;
}

/** A Slack of one workspace, in which the app is installed from the start. */
export interface Simulator
  extends Omit<SimulatedSlack, 'app' | 'faults' | 'workspaces' | 'workspace' | 'uninstall' | 'revokeTokens'>,
    Omit<SimulatedWorkspace, 'id' | 'faults'> {
  /** The app as the workspace has it; live. */
  readonly app: SimulatedApp;
  readonly faults: SimulatedSlack['faults'];
  /** The Slack around it. */
  readonly slack: SimulatedSlack;
  /** Revokes the app's token. */
  revokeToken(options?: EndingOptions): Promise<Delivery[]>;
  /** Takes the app out of the workspace: out of every channel, its token void, both events sent. */
  uninstall(options?: EndingOptions): Promise<Delivery[]>;
}

/** Starts a Slack with one workspace; rejects where the port is taken or the seed makes no sense. */
export async function startSimulator({ seed, ...options }: SimulatorOptions): Promise<Simulator> {
  const { id } = seed.team;
  const slack = await startSlack({ ...options, workspaces: [seed], installed: [id] });
  const { workspaces: _, workspace, ...rest } = slack;
  const { faults: _own, ...own } = workspace(id);
  return {
    ...rest,
    ...own,
    get token() {
      return workspace(id).token;
    },
    slack,
    revokeToken: (ending) => slack.revokeTokens(id, ending),
    uninstall: (ending) => slack.uninstall(id, ending),
  };
}
