import type { ModalView } from '@slack/types';
import { allItemsView, refusedItemView } from '../../core/slack/messages/items/item-modals.ts';
import type { Speech } from '../../core/slack/messages/speech.ts';
import type { ListenerDeps } from '../listeners/listener.ts';
import { lookAt } from './act.ts';

/** The modal with all items of a conversation's recap, where the person may see them today. */
export async function allItemsModal(
  { conversationId, userId, speech }: { conversationId: string; userId: string; speech: Speech },
  deps: Pick<ListenerDeps, 'workspaceId' | 'store' | 'access' | 'workspaceUrl' | 'now'>,
): Promise<ModalView> {
  const { workspaceId, store, workspaceUrl, now } = deps;
  const items = await store.actionItems.ofConversation(workspaceId, conversationId);
  const [first] = items;
  if (first && (await lookAt(first.id, userId, deps)).kind !== 'found')
    return refusedItemView('all', speech.words.items.mayNot, speech);
  return allItemsView(items, { conversationId, speech, now: now(), workspaceUrl });
}
