import { LogLevel, WebClient } from '@slack/web-api';
import {
  DEFAULT_APP,
  type SimulatedSlack,
  type SlackOptions,
  startSlack,
  type WorkspaceSeed,
} from '../../src/simulator/index.ts';
import { smallWorkspace } from './small-workspace.ts';

export const ACME = 'T0ACME';
export const HARBOUR = 'T0HARBOUR';
export const GRID = { id: 'E0GRID', name: 'Grid Works' };

/** Two companies that have nothing to do with each other but that the same people are written down in both. */
function twoWorkspaces(): [WorkspaceSeed, WorkspaceSeed] {
  const acme = smallWorkspace();
  const harbour = smallWorkspace();
  const [mara, ...others] = harbour.people;
  return [
    { ...acme, people: acme.people.map((person) => ({ ...person, isOrgAdmin: person.id === 'U0MARA' })) },
    {
      team: { id: HARBOUR, name: 'Harbour', domain: 'harbour' },
      people: [
        ...(mara === undefined ? [] : [mara]),
        ...others,
        { id: 'U0HAL', name: 'hal', realName: 'Hal Quay' },
      ],
      channels: harbour.channels.map((channel) => ({
        ...channel,
        id: `${channel.id}H`,
        members: [...channel.members, 'U0HAL'],
      })),
    },
  ];
}

export interface SmallSlacks {
  start(options?: Partial<SlackOptions>): Promise<SimulatedSlack>;
  /** Closes all that were started. */
  closeAll(): Promise<void>;
}

/** Slacks of two workspaces, for an app that may also ask about workspaces. */
export function createSmallSlacks(): SmallSlacks {
  const open: SimulatedSlack[] = [];
  return {
    async start(options = {}) {
      const slack = await startSlack({
        workspaces: twoWorkspaces(),
        retryDelaysMs: [],
        ...options,
        app: { scopes: [...DEFAULT_APP.scopes, 'team:read'], ...options.app },
      });
      open.push(slack);
      return slack;
    },
    async closeAll() {
      await Promise.all(open.splice(0).map((slack) => slack.close()));
    },
  };
}

/** Slack's own client with this token, or with none; it neither retries nor waits. */
export function clientWith({ apiUrl }: SimulatedSlack, token: string | null | undefined): WebClient {
  return new WebClient(token ?? undefined, {
    slackApiUrl: apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
  });
}
