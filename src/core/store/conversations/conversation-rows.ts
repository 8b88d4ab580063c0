import type { Conversation, Source } from '../../domain/conversation.ts';
import { RecallError } from '../../domain/errors.ts';
import type { Prisma, Conversation as Row } from '../generated/client.ts';

export const withChannel = {
  channel: { select: { id: true, name: true, language: true } },
} satisfies Prisma.ConversationInclude;
export type RowWithChannel = Row & { channel: Conversation['channel'] };

export function toConversation(row: RowWithChannel): Conversation {
  return {
    id: row.id,
    workspaceId: row.workspaceId,
    channel: row.channel,
    source: toSource(row),
    trigger: row.trigger,
    audience: row.audience,
    askedBy: row.askedBy,
    updatedBy: row.updatedBy,
    wishes: { focus: row.focus, length: row.length, language: row.language },
    state: row.state,
    run: row.run,
    followsId: row.followsId,
    isReread: row.isReread,
    isInPlace: row.isInPlace,
    digestPeriodId: row.digestPeriodId,
    requestedAt: row.requestedAt,
  };
}

export function toSource(row: Row): Source {
  if (row.source !== 'channel' && row.threadTs) return { kind: row.source, threadTs: row.threadTs };
  if (row.source === 'channel' && row.windowFrom && row.windowTo) {
    return { kind: 'channel', from: row.windowFrom, to: row.windowTo, limit: row.windowLimit };
  }
  throw new RecallError('internal', `conversation ${row.id} has no readable source`);
}
