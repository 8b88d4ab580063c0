import { RecallError } from '../../core/domain/errors.ts';
import {
  notYourChannelMessage,
  sharedAlreadyMessage,
  sharedMessage,
} from '../../core/slack/messages/recap/sharing.ts';
import { speechOf } from '../../core/slack/messages/speech.ts';
import type { StandingRecap } from '../../core/store/recaps/standing-recaps.ts';
import type { Asker } from '../asking/pick-up.ts';
import type { ListenerDeps } from '../listeners/listener.ts';
import { concernedBy, standingRecap } from './standing.ts';

/** What keeps a person from sharing to a channel; null where nothing does. */
export type ShareProblem = 'recall_not_in' | 'person_not_in' | null;

/**
 * Shares a private recap where it was read, or to the channel that was chosen. Done twice, it is there once.
 * @throws RecallErrors for what is in the way
 */
export async function shareRecap(
  { conversationId, channelId: chosen }: { conversationId: string; channelId: string | null },
  asker: Asker,
  deps: ListenerDeps,
): Promise<void> {
  const { store, recaps, people, slack, now } = deps;
  const { workspaceId, userId, tell } = asker;
  const standing = await privateRecap(conversationId, userId, deps);
  const speech = await speechOf(people, slack, { workspaceId, userId });
  const { id, channel } = standing.conversation;
  const channelId = chosen ?? channel.id;
  if (standing.sharedTo !== null) {
    await recaps.refresh(id);
    return tell(sharedAlreadyMessage({ channelId: standing.sharedTo, speech }));
  }
  const problem = await problemWithSharing(channelId, userId, deps);
  if (problem === 'recall_not_in') throw new RecallError('not_in_channel', 'a recap was to be shared there');
  if (problem === 'person_not_in') return tell(notYourChannelMessage({ channelId, speech }));
  if (!(await store.sharing.share(id, channelId, now()))) return;
  await recaps.refresh(id);
  if (!(await isPosted(standing, channelId, deps))) {
    await store.sharing.unshare(id, channelId, now());
    await recaps.refresh(id);
    throw new RecallError('not_permitted', 'Slack did not let the recap be posted there');
  }
  await tell(sharedMessage({ channelId, speech }));
  await deps.home.refresh(workspaceId, concernedBy(standing));
}

/** *Keep to myself*. */
export async function keepRecap(
  conversationId: string,
  { userId }: Asker,
  deps: ListenerDeps,
): Promise<void> {
  const { conversation } = await privateRecap(conversationId, userId, deps);
  await deps.store.sharing.keep(conversation.id, deps.now());
  await deps.recaps.refresh(conversation.id);
}

/** A person shares to channels that they and Recall are both in, where it is not switched off. @throws RecallErrors */
export async function problemWithSharing(
  channelId: string,
  userId: string,
  { store, slack, workspaceId }: Pick<ListenerDeps, 'store' | 'slack' | 'workspaceId'>,
): Promise<ShareProblem> {
  const { isMember, isArchived } = await slack.channel(channelId);
  if (!isMember) return 'recall_not_in';
  if (isArchived) throw new RecallError('channel_archived', 'a recap was to be shared there');
  if ((await store.channels.modeOf(workspaceId, channelId)) === 'off')
    throw new RecallError('channel_off', 'Recall is switched off there');
  return (await slack.members(channelId)).includes(userId) ? null : 'person_not_in';
}

/** Nobody but the person who asked for a private recap decides who reads it, as long as they may read what it is of themselves. */
async function privateRecap(
  conversationId: string,
  userId: string,
  deps: ListenerDeps,
): Promise<StandingRecap> {
  const standing = await standingRecap(conversationId, deps);
  const { workspaceId, access } = deps;
  const { audience, askedBy, source, channel } = standing.conversation;
  if (audience !== 'private' || askedBy !== userId)
    throw new RecallError('not_yours', 'somebody else wanted to share the recap');
  if (source.kind === 'note' || (await access.mayRead(workspaceId, userId, channel.id))) return standing;
  throw new RecallError('not_in_channel', 'somebody wanted to share what they may not read any more');
}

async function isPosted(
  { conversation }: StandingRecap,
  channelId: string,
  { store }: ListenerDeps,
): Promise<boolean> {
  const copies = await store.deliveries.copies(conversation.id);
  return copies.some(({ copy, parts }) => copy > 0 && parts.some((part) => part.channelId === channelId));
}
