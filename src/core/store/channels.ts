import { type ChannelMode, type ChannelSettings, DEFAULT_CHANNEL_SETTINGS } from '../domain/channel.ts';
import { type Db, inTransaction } from './db.ts';

/** A Recall that came back to a channel within so short a time need not explain itself again, in milliseconds. */
const WELCOME_AGAIN_AFTER_MS = 60_000;

const settings = { mode: true, language: true } as const;

/** Channels of a workspace with what was set for them. One that is not stored yet has the default settings. */
export function createChannels(db: Db) {
  return {
    async settingsOf(workspaceId: string, id: string): Promise<ChannelSettings> {
      const row = await db.channel.findUnique({ where: keyOf(workspaceId, id), select: settings });
      return row ?? DEFAULT_CHANNEL_SETTINGS;
    },

    async modeOf(workspaceId: string, id: string): Promise<ChannelMode> {
      const row = await db.channel.findUnique({ where: keyOf(workspaceId, id), select: { mode: true } });
      return row?.mode ?? DEFAULT_CHANNEL_SETTINGS.mode;
    },

    /** @returns the settings that were there before */
    async changeSettings(
      workspaceId: string,
      { id, name }: { id: string; name: string },
      changed: ChannelSettings,
    ): Promise<ChannelSettings> {
      return inTransaction(db, async (tx) => {
        const where = keyOf(workspaceId, id);
        const before = await tx.channel.findUnique({ where, select: settings });
        await tx.channel.upsert({
          where,
          create: { workspaceId, id, name, ...changed },
          update: { ...changed, ...(name === '' ? {} : { name }) },
        });
        return before ?? DEFAULT_CHANNEL_SETTINGS;
      });
    },

    /**
     * Sets what Recall may do in those of the channels that are stored and have another mode.
     * @returns the channels that changed, and what each had before
     */
    async setMode(
      workspaceId: string,
      ids: readonly string[],
      mode: ChannelMode,
    ): Promise<{ id: string; before: ChannelMode }[]> {
      return inTransaction(db, async (tx) => {
        const where = { workspaceId, id: { in: [...ids] }, mode: { not: mode } };
        const before = await tx.channel.findMany({ where, select: { id: true, mode: true } });
        const changed = await tx.channel.updateManyAndReturn({ where, data: { mode }, select: { id: true } });
        const isChanged = new Set(changed.map(({ id }) => id));
        return before.flatMap((row) => (isChanged.has(row.id) ? [{ id: row.id, before: row.mode }] : []));
      });
    },

    /**
     * Sets for how many days the recaps of a channel are kept; 0 is for ever, null as the workspace has it.
     * @returns false where the channel is not stored
     */
    async setRetention(workspaceId: string, id: string, retentionDays: number | null): Promise<boolean> {
      const set = await db.channel.updateMany({ where: { workspaceId, id }, data: { retentionDays } });
      return set.count > 0;
    },

    /**
     * Notes whether channels are private, unless something later is known; does nothing for those that are not stored.
     * @param channels null where Recall does not know, or would not hear of a change
     * @param asOf when Slack was asked, or told
     */
    async learnPrivacy(
      workspaceId: string,
      channels: readonly { id: string; isPrivate: boolean | null }[],
      asOf: Date,
    ): Promise<void> {
      const isEarlier = { OR: [{ privacyAt: null }, { privacyAt: { lte: asOf } }] };
      for (const isPrivate of [true, false, null]) {
        const ids = channels.filter((channel) => channel.isPrivate === isPrivate).map(({ id }) => id);
        if (ids.length === 0) continue;
        await db.channel.updateMany({
          where: { workspaceId, id: { in: ids }, ...isEarlier },
          data: { isPrivate, privacyAt: asOf },
        });
      }
    },

    /** Days; 0 is for ever, null as the workspace has it. */
    async retentionOf(workspaceId: string, id: string): Promise<number | null> {
      const row = await db.channel.findUnique({
        where: keyOf(workspaceId, id),
        select: { retentionDays: true },
      });
      return row?.retentionDays ?? null;
    },

    /** Notes a channel's new name; does nothing where the channel is not stored. */
    async rename(workspaceId: string, id: string, name: string): Promise<void> {
      await db.channel.updateMany({ where: { workspaceId, id }, data: { name } });
    },

    /**
     * Takes it on to say in a channel what Recall does, once for each time that it comes in. `joinedAt` is the same each time that
     * one joining is delivered.
     * @returns what `releaseWelcome` takes; null where it was said, or is being said, already
     */
    async claimWelcome(workspaceId: string, id: string, joinedAt: Date): Promise<WelcomeClaim | null> {
      await db.channel.createMany({ data: [{ workspaceId, id, name: '' }], skipDuplicates: true });
      const { welcomedAt } = await db.channel.findUniqueOrThrow({ where: keyOf(workspaceId, id) });
      if (welcomedAt && joinedAt.getTime() - welcomedAt.getTime() <= WELCOME_AGAIN_AFTER_MS) return null;
      const claimed = await db.channel.updateMany({
        where: { workspaceId, id, welcomedAt },
        data: { welcomedAt: joinedAt },
      });
      return claimed.count > 0 ? { before: welcomedAt } : null;
    },

    /** Gives back what could not be said, so that it may be tried again. */
    async releaseWelcome(
      workspaceId: string,
      id: string,
      { claim, joinedAt }: { claim: WelcomeClaim; joinedAt: Date },
    ): Promise<void> {
      await db.channel.updateMany({
        where: { workspaceId, id, welcomedAt: joinedAt },
        data: { welcomedAt: claim.before },
      });
    },
  };
}
export type Channels = ReturnType<typeof createChannels>;

export interface WelcomeClaim {
  /** When it was said before; null where it never was. */
  before: Date | null;
}

function keyOf(workspaceId: string, id: string) {
  return { workspaceId_id: { workspaceId, id } };
}
