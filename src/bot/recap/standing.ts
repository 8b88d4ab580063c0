import { RecallError } from '../../core/domain/errors.ts';
import type { WorkspaceStore } from '../../core/store/index.ts';
import type { StandingRecap } from '../../core/store/recaps/standing-recaps.ts';
import type { ListenerDeps } from '../listeners/listener.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * What stands by now where a recap's button was pressed.
 * @throws RecallError `no_longer_there`
 */
export async function standingRecap(
  conversationId: string,
  { store, workspaceId }: { store: Pick<WorkspaceStore, 'standingRecaps'>; workspaceId: string },
): Promise<StandingRecap> {
  const standing = UUID.test(conversationId) ? await store.standingRecaps.find(conversationId) : null;
  if (standing?.kind === 'stands' && standing.conversation.workspaceId === workspaceId) return standing;
  throw new RecallError('no_longer_there', 'the recap is gone');
}

/**
 * The same for whoever may change or delete it: people who asked for it, and admins.
 * @throws RecallError `no_longer_there`, `not_yours`
 */
export async function ownRecap(
  conversationId: string,
  userId: string,
  { store, workspaceId, people, slack }: ListenerDeps,
): Promise<StandingRecap> {
  const standing = await standingRecap(conversationId, { store, workspaceId });
  if (standing.askers.includes(userId)) return standing;
  const member = (await people.named(slack, workspaceId, [userId])).get(userId);
  if (member?.isAdmin === true) return standing;
  throw new RecallError('not_yours', 'somebody else wanted to change the recap');
}

/**
 * Lets those through who may read what stands in the recap's messages today: of a private one whoever asked, or, once it is shared, those
 * who can read where it was shared to.
 * @throws RecallError `restricted`, and retryable ones where Slack does not say
 */
export async function refuseOutsiders(
  { conversation, sharedTo, askers }: StandingRecap,
  userId: string,
  { access, workspaceId }: Pick<ListenerDeps, 'access' | 'workspaceId'>,
): Promise<void> {
  if (askers.includes(userId)) return;
  const channelId = conversation.audience === 'private' ? sharedTo : conversation.channel.id;
  if (channelId !== null && (await access.mayRead(workspaceId, userId, channelId))) return;
  throw new RecallError('restricted', 'somebody who may not read the recap pressed something on it');
}

/** Everyone on whose App Home something of the recap may stand. */
export function concernedBy({ conversation, askers, recap }: StandingRecap): Set<string> {
  const assignees = recap.recap.actionItems.flatMap(({ assignee }) => assignee ?? []);
  return new Set([conversation.askedBy, ...askers, ...assignees]);
}
