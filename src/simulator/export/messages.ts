import type { SeedMessage } from '../seed.ts';
import type { ExportedMessage } from './shapes.ts';

/** Messages of an export that did not make it into the seed, counted. */
export interface Skipped {
  withoutTimestamp: number;
  withoutAuthor: number;
  duplicate: number;
}

export const NONE_SKIPPED: Skipped = { withoutTimestamp: 0, withoutAuthor: 0, duplicate: 0 };

export interface ReadMessages {
  messages: SeedMessage[];
  skipped: Skipped;
}

/** One channel's messages, oldest first, each once, with threads put in order. */
export function messagesOf(exported: readonly ExportedMessage[]): ReadMessages {
  const byTs = new Map<string, SeedMessage>();
  const skipped = { ...NONE_SKIPPED };
  for (const message of exported) {
    const { ts } = message;
    if (!ts || !/^\d+\.\d{6}$/.test(ts)) skipped.withoutTimestamp += 1;
    else if (!message.user && !message.bot_id && !message.username) skipped.withoutAuthor += 1;
    else if (byTs.has(ts)) skipped.duplicate += 1;
    else byTs.set(ts, messageOf(ts, message));
  }
  const messages = [...byTs.values()].sort((a, b) => Number(a.ts) - Number(b.ts));
  return { messages: withThreadsInOrder(messages), skipped };
}

/** A root names itself as its thread exactly where it has replies; some exports say it of every message. */
function withThreadsInOrder(messages: readonly SeedMessage[]): SeedMessage[] {
  const replies = messages.filter(({ ts, threadTs }) => threadTs !== undefined && threadTs !== ts);
  const roots = new Set(replies.map((reply) => reply.threadTs));
  return messages.map((message) => {
    const { threadTs = message.ts, ...rest } = message;
    return roots.has(threadTs) ? { ...rest, threadTs } : rest;
  });
}

function messageOf(ts: string, message: ExportedMessage): SeedMessage {
  const { user, bot_id: botId, username, subtype, thread_ts: threadTs, edited } = message;
  const reactions = (message.reactions ?? []).map(({ name, users }) => ({ name, users: users ?? [] }));
  const files = (message.files ?? []).map(fileOf);
  return {
    ts,
    ...(user && { user }),
    ...(botId && { botId }),
    ...(username && { username }),
    ...(subtype && { subtype }),
    text: message.text ?? '',
    ...(threadTs && { threadTs }),
    ...(reactions.length > 0 && { reactions }),
    ...(files.length > 0 && { files }),
    ...(edited?.user && edited.ts && { edited: { user: edited.user, ts: edited.ts } }),
  };
}

function fileOf({ name, mimetype }: NonNullable<ExportedMessage['files']>[number]) {
  return { name: name || 'a file that is gone', mimetype: mimetype || 'application/octet-stream' };
}
