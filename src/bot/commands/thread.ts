import { NO_WISHES } from '../../core/domain/conversation.ts';
import { RecallError } from '../../core/domain/errors.ts';
import { decideLink } from '../asking/decide.ts';
import { rootOfThread } from '../asking/root-of-thread.ts';
import type { Subcommand } from './subcommand.ts';

/**
 * `/recall` with a link to a message: a recap of its thread. Somebody who may not read a conversation is told the same as where Recall is
 * no member of it.
 */
export const thread: Subcommand<'thread'> = async (parsed, use, { pickUp, access, slack }) => {
  const { channelId, threadTs, messageTs, isPublic, focus } = parsed;
  const { workspaceId, member, triggerId, tell } = use;
  const asker = { workspaceId, channelId, userId: member.id, tell };
  await pickUp.attempt(asker, async () => {
    if (!(await access.mayRead(workspaceId, member.id, channelId)))
      throw new RecallError('not_in_channel', 'a link to what the person or Recall may not read');
    const root = threadTs === messageTs ? await rootOfThread(slack, { channelId, ts: messageTs }) : threadTs;
    const decision = decideLink({
      workspaceId,
      channel: { id: channelId, name: '' },
      user: member.id,
      threadTs: root,
      wishes: { ...NO_WISHES, focus },
      isPublic,
      triggerId,
    });
    await pickUp.carryOut(decision, asker);
  });
};
