import type { ListenerDeps } from '../listeners/listener.ts';
import { concernedBy, ownRecap } from './standing.ts';

/**
 * Deletes a recap for good, and takes its messages down; what Slack does not let go now, the sweep takes down.
 * @throws RecallErrors `no_longer_there`, `not_yours`
 */
export async function removeRecap(conversationId: string, userId: string, deps: ListenerDeps): Promise<void> {
  const { store, recaps, home, workspaceId, now } = deps;
  const standing = await ownRecap(conversationId, userId, deps);
  const removed = await store.removal.remove(standing.conversation.id, userId, now());
  await recaps.refreshSafely(removed);
  await home.refresh(workspaceId, concernedBy(standing));
}
