import type { Access } from '../../core/display/access.ts';
import type { Conversation } from '../../core/domain/conversation.ts';
import { RecallError } from '../../core/domain/errors.ts';
import type { ChannelInfo, Slack } from '../../core/slack/client.ts';
import type { Store } from '../../core/store/index.ts';

export interface RefuseDigestDeps {
  store: Pick<Store, 'channels' | 'digestPeriods'>;
  slack: Pick<Slack, 'channel'>;
  access: Pick<Access, 'mayRead'>;
}

/**
 * Whether a channel may still be read for a digest, which was asked when the digest was set up: it may have been closed, switched off
 * or made private since, and whoever set it up may have left. What mends it soonest is looked at first.
 * @returns what Slack says of the channel
 * @throws RecallError `channel_archived`, `not_in_channel`, `channel_off`, `turned_private` or `left_channel`
 */
export async function refuseForDigest(
  { workspaceId, channel: { id }, askedBy }: Conversation,
  digestPeriodId: string,
  { store, slack, access }: RefuseDigestDeps,
): Promise<ChannelInfo> {
  const postTo = await store.digestPeriods.postsTo(digestPeriodId);
  const info = await slack.channel(id);
  refuseClosed(info);
  for (const channelId of new Set([id, postTo ?? id])) {
    if ((await store.channels.modeOf(workspaceId, channelId)) === 'off')
      throw new RecallError('channel_off', `Recall is switched off in ${channelId}`);
  }
  if (postTo === id) return info;
  // What is said in a private channel goes to no other one.
  if (info.isPrivate && postTo !== null)
    throw new RecallError('turned_private', `${id} is private, and its digest goes to ${postTo}`);
  // What goes elsewhere is for its author, too, to read.
  if (!(await access.mayRead(workspaceId, askedBy, id)))
    throw new RecallError('left_channel', `the author of the digest may not read ${id} any more`);
  return info;
}

/** Slack gives what is in an archived channel; nothing comes there any more. */
function refuseClosed({ id, isArchived, isMember }: ChannelInfo): void {
  if (isArchived) throw new RecallError('channel_archived', `${id} is archived`);
  if (!isMember) throw new RecallError('not_in_channel', `Recall is not in ${id}`);
}
