import { NO_WISHES } from '../../core/domain/conversation.ts';
import { noChannelHereMessage } from '../../core/slack/messages/asking/asking.ts';
import { askForWindow } from '../asking/ask-window.ts';
import { isOwnDirectMessage } from '../own-direct-message.ts';
import type { Subcommand } from './subcommand.ts';

/** `/recall`, alone or with a window: a recap of the channel. */
export const recap: Subcommand<'recap'> = async ({ window, isPublic, focus }, use, deps) => {
  const { workspaceId, channel, member, speech, triggerId, now, tell } = use;
  if (await isOwnDirectMessage(deps.slack, channel.id, member.id))
    return tell(noChannelHereMessage({ speech }));
  const asker = { workspaceId, channelId: channel.id, userId: member.id, tell };
  const wishes = { ...NO_WISHES, focus };
  await askForWindow({ window, channel, wishes, isPublic, triggerId, now }, asker, deps);
};
