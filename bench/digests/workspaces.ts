import { NO_WISHES } from '../../src/core/domain/conversation.ts';
import { inParallel } from '../../src/core/domain/in-parallel.ts';
import { type Simulator, startSimulator } from '../../src/simulator/index.ts';
import { AUTHOR, type BenchRecall, channelAt } from './recall.ts';
import type { Posts } from './verdict.ts';

const MINUTE_MS = 60_000;
/** So long it takes at most to set one digest up. */
const CREATING_MS = 3;

/** A workspace with a channel for each digest of it. */
export interface Workspace {
  id: string;
  digests: number;
  posted(): Posts;
  /** Whether each digest was posted. */
  hasAll(): boolean;
}

/** Workspaces in a Slack of their own each, which keeps to Slack's limits. */
export function createWorkspaces({ store, connect }: Pick<BenchRecall, 'store' | 'connect'>) {
  const workspaces: Workspace[] = [];
  const simulators: Simulator[] = [];
  return {
    all: (): readonly Workspace[] => workspaces,

    async add(id: string, digests: number): Promise<Workspace> {
      const simulator = await startSlack(id, digests);
      const { botUserId, botId } = simulator.app;
      const url = `https://${id.toLowerCase()}.slack.com/`;
      await store.workspaces.install({ id, name: id, url, botUserId, botId, scopes: [] });
      connect(id, simulator);
      simulators.push(simulator);
      const workspace = {
        id,
        digests,
        posted: () => postsIn(simulator, digests),
        hasAll: () => [...postsIn(simulator, digests).values()].every(({ length }) => length > 0),
      };
      workspaces.push(workspace);
      return workspace;
    },

    /** Sets up one digest of each channel, all due in one minute that is to come. @returns which, in milliseconds since the epoch */
    async makeDigests(): Promise<number> {
      const places = workspaces.flatMap(({ id, digests }) =>
        Array.from({ length: digests }, (_, index) => ({ workspaceId: id, channelId: channelAt(index) })),
      );
      const readyAt = Date.now() + places.length * CREATING_MS + 5000;
      const due = new Date(Math.ceil(readyAt / MINUTE_MS) * MINUTE_MS);
      const schedule = {
        days: { kind: 'weekly', weekdays: [1, 2, 3, 4, 5, 6, 7] } as const,
        time: due.toISOString().slice(11, 16),
        timeZone: 'UTC',
      };
      const chosen = {
        isPersonal: false,
        covers: 'since_last',
        wishes: NO_WISHES,
        tellsQuiet: false,
      } as const;
      await inParallel(places, 8, async ({ workspaceId, channelId }) => {
        const place = { workspaceId, author: AUTHOR, channelIds: [channelId], postTo: channelId };
        await store.digests.create({ ...place, schedule, ...chosen }, new Date());
      });
      return due.getTime();
    },

    async close(): Promise<void> {
      for (const simulator of simulators) await simulator.close();
    },
  };
}

function postsIn({ world }: Simulator, channels: number): Posts {
  return new Map(
    Array.from({ length: channels }, (_, index) => {
      const posted = world
        .timeline(channelAt(index))
        .filter(({ metadata }) => metadata?.event_type === 'recall_digest');
      return [channelAt(index), posted.map(({ ts }) => Number(ts) * 1000)];
    }),
  );
}

function startSlack(id: string, channels: number): Promise<Simulator> {
  const said = Math.floor(Date.now() / 1000) - 3600;
  return startSimulator({
    rateLimits: 'slack',
    seed: {
      team: { id, name: id, domain: id.toLowerCase() },
      people: [{ id: AUTHOR, name: 'mara', realName: 'Mara' }],
      channels: Array.from({ length: channels }, (_, index) => ({
        id: channelAt(index),
        name: `channel-${index}`,
        purpose: '',
        topic: '',
        isPrivate: false,
        members: [AUTHOR],
        appIsMember: true,
        messages: [0, 1, 2].map((message) => ({
          ts: `${said + message}.000100`,
          user: AUTHOR,
          text: 'We ship on Thursday.',
        })),
      })),
    },
  });
}
