import { workspacesKnowing } from './data/gone-channels.ts';
import type { Db } from './db.ts';

/** A message that somebody pressed a button of. */
export interface PressedMessage {
  channelId: string;
  /** Null where Slack does not tell, as of an ephemeral message. */
  ts: string | null;
  /** Whose message it is. */
  botUserId: string | null;
}

/** Which workspace something belongs to that names another one, or none. */
export function createOwners(db: Db) {
  return {
    /**
     * The workspace whose Recall posted a message: the one that wrote its delivery down, or the only one that knows the channel. In
     * channels that two organizations share, Slack names the other one.
     */
    async of({ channelId, ts, botUserId }: PressedMessage): Promise<string | null> {
      const installation = { state: 'active' as const, ...(botUserId === null ? {} : { botUserId }) };
      const delivery =
        ts === null
          ? null
          : await db.delivery.findFirst({
              where: { channelId, ts, conversation: { channel: { workspace: { installation } } } },
              select: { conversation: { select: { workspaceId: true } } },
            });
      if (delivery) return delivery.conversation.workspaceId;
      const [only, another] = await db.channel.findMany({
        where: { id: channelId, workspace: { installation } },
        select: { workspaceId: true },
        take: 2,
      });
      return only && !another ? only.workspaceId : null;
    },

    /** Whose a conversation is; null where it is not there. */
    async ofConversation(id: string): Promise<string | null> {
      const row = await db.conversation.findUnique({ where: { id }, select: { workspaceId: true } });
      return row?.workspaceId ?? null;
    },

    /** Whose a period of a digest is; null where it is not there. */
    async ofPeriod(id: string): Promise<string | null> {
      const row = await db.digestPeriod.findUnique({
        where: { id },
        select: { digest: { select: { workspaceId: true } } },
      });
      return row?.digest.workspaceId ?? null;
    },

    /** Other workspaces of the same organization that know the channel, since it may be in several of them. */
    async sharingChannel(workspaceId: string, channelId: string): Promise<string[]> {
      return (await workspacesKnowing(db, { workspaceId, channelId })).filter((id) => id !== workspaceId);
    },

    /** Workspaces other than this one that Recall is installed in. */
    async installedBeside(workspaceId: string): Promise<string[]> {
      const rows = await db.workspace.findMany({
        where: { id: { not: workspaceId }, installation: { state: 'active' } },
        select: { id: true },
      });
      return rows.map(({ id }) => id);
    },
  };
}
export type Owners = ReturnType<typeof createOwners>;
