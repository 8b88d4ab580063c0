import type { EphemeralMessage } from './types.ts';

export interface EphemeralStore {
  of(channelId: string, userId: string): readonly EphemeralMessage[];
  find(channelId: string, userId: string, ts: string): EphemeralMessage | undefined;
  add(message: EphemeralMessage): void;
  /** Gives a message another text and blocks; it stays where it is. */
  replace(channelId: string, userId: string, changes: Pick<EphemeralMessage, 'ts' | 'text' | 'blocks'>): void;
  remove(channelId: string, userId: string, ts: string): void;
  /** Takes away all that a person sees, as Slack does when its client is loaded anew. */
  forget(userId: string): void;
}

const NONE: readonly EphemeralMessage[] = [];

export function createEphemeralStore(): EphemeralStore {
  const byViewer = new Map<string, EphemeralMessage[]>();
  const keyOf = (channelId: string, userId: string) => `${channelId} ${userId}`;
  const listOf = (channelId: string, userId: string) => byViewer.get(keyOf(channelId, userId));

  return {
    of: (channelId, userId) => listOf(channelId, userId) ?? NONE,
    find: (channelId, userId, ts) => listOf(channelId, userId)?.find((message) => message.ts === ts),
    add(message) {
      const key = keyOf(message.channel, message.viewer);
      byViewer.set(key, [...(byViewer.get(key) ?? []), message]);
    },
    replace(channelId, userId, { ts, text, blocks }) {
      const list = listOf(channelId, userId) ?? [];
      byViewer.set(
        keyOf(channelId, userId),
        list.map((message) => (message.ts === ts ? replaced(message, text, blocks) : message)),
      );
    },
    forget(userId) {
      for (const [key, messages] of byViewer) if (messages[0]?.viewer === userId) byViewer.delete(key);
    },
    remove(channelId, userId, ts) {
      const others = listOf(channelId, userId) ?? [];
      byViewer.set(
        keyOf(channelId, userId),
        others.filter((other) => other.ts !== ts),
      );
    },
  };
}

function replaced(
  message: EphemeralMessage,
  text: string,
  blocks: EphemeralMessage['blocks'],
): EphemeralMessage {
  const { blocks: _, ...rest } = message;
  return { ...rest, text, ...(blocks === undefined ? {} : { blocks }) };
}
