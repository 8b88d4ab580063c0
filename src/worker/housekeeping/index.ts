import { RECALL_ITSELF } from '../../core/domain/erasure.ts';
import { asRecallError } from '../../core/domain/errors.ts';
import type { Events } from '../../core/runtime/events.ts';
import type { Store } from '../../core/store/index.ts';

export interface HousekeepingDeps {
  store: Pick<Store, 'data' | 'engineCalls' | 'installations' | 'workerBeats'>;
  events: Events;
  now(): Date;
  /** RETENTION_DAYS; 0 keeps everything. */
  retentionDays: number;
}

export interface Housekeeping {
  /** Deletes what is over its time, all of it or up to where it is stopped; what fails does not hold up the rest. */
  run(signal: AbortSignal): Promise<void>;
  /** Deletes all about a channel that Slack has no more. */
  purgeChannel(workspaceId: string, channelId: string, signal: AbortSignal): Promise<void>;
  /** Takes a person out of what is kept, where that was asked for. */
  erasePerson(workspaceId: string, userId: string, signal: AbortSignal): Promise<void>;
}

const DAY_MS = 24 * 60 * 60_000;

export function createHousekeeping({ store, events, now, retentionDays }: HousekeepingDeps): Housekeeping {
  const { data, engineCalls, installations, workerBeats } = store;
  return {
    async run(signal) {
      const at = now();
      const yesterday = new Date(at.getTime() - DAY_MS);
      const attempt = async (work: () => Promise<number | undefined>): Promise<number> => {
        if (signal.aborted) return 0;
        try {
          return (await work()) ?? 0;
        } catch (cause) {
          if (!signal.aborted) events.housekeepingFailed({ error: asRecallError(cause) });
          return 0;
        }
      };
      const workspaces = await attempt(() => data.purgeDueWorkspaces({ now: at, signal }));
      await attempt(() => installations.purgeEnded({ now: at, signal }));
      const conversations = await attempt(() => data.purgeRetained({ retentionDays, now: at, signal }));
      await attempt(() => data.purgeGoneChannels({ now: at, signal }));
      await attempt(async () => void (await data.continueErasures({ now: at, signal })));
      await attempt(async () => void (await data.removeTombstones(at, signal)));
      await attempt(async () => void (await data.purgeAccess(at)));
      await attempt(async () => void (await workerBeats.removeBefore(yesterday)));
      await attempt(async () => void (await engineCalls.removePartsBefore(yesterday)));
      events.keptHouse({ workspaces, conversations });
    },

    async purgeChannel(workspaceId, channelId, signal) {
      const conversations = await data.purgeChannel(workspaceId, channelId, {
        actor: RECALL_ITSELF,
        now: now(),
        signal,
      });
      events.channelPurged({ conversations });
    },

    async erasePerson(workspaceId, userId, signal) {
      const erased = await data.continueErasure(workspaceId, userId, { now: now(), signal });
      if (erased) events.personErased({ deleted: erased.deleted, renamed: erased.renamed });
    },
  };
}
