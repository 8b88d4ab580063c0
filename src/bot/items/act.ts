import type { ActionItem } from '../../core/domain/action-item.ts';
import type { ItemChange } from '../../core/domain/action-item-change.ts';
import type { Changed } from '../../core/store/items/action-items.ts';
import type { ListenerDeps } from '../listeners/listener.ts';

/** Why a person may not change an item. */
export type Barred = { kind: 'may_not' } | { kind: 'not_theirs'; owner: string };

/** What came of what a person wanted to do with an item. */
export type Outcome = Changed | Barred;
export type Looked = { kind: 'found'; item: ActionItem } | { kind: 'gone' } | Barred;

type ActDeps = Pick<ListenerDeps, 'workspaceId' | 'store' | 'access' | 'now'>;

/**
 * The item, where the person may change it: whoever can read its channel, and for one of a private recap its owner alone, or, once
 * that is shared, whoever can read where it was shared to.
 */
export async function lookAt(itemId: string, userId: string, deps: ActDeps): Promise<Looked> {
  const { workspaceId, store, access } = deps;
  const item = await store.actionItems.find(workspaceId, itemId);
  if (!item) return { kind: 'gone' };
  const { onlyFor } = item;
  const isPrivate = onlyFor !== null && onlyFor !== userId;
  const mayRead = await access.mayRead(workspaceId, userId, item.channelId);
  if (mayRead && !isPrivate) return { kind: 'found', item };
  const shared = await store.actionItems.sharedIn(item);
  if ((await access.readable(workspaceId, userId, shared)).size > 0) return { kind: 'found', item };
  return mayRead && isPrivate ? { kind: 'not_theirs', owner: onlyFor } : { kind: 'may_not' };
}

/** Changes an item where the person may; `seen` as for the store. */
export async function act(
  { itemId, userId, change, seen }: { itemId: string; userId: string; change: ItemChange; seen?: string },
  deps: ActDeps,
): Promise<Outcome> {
  const looked = await lookAt(itemId, userId, deps);
  if (looked.kind !== 'found') return looked;
  const { workspaceId, store, now } = deps;
  return store.actionItems.change({
    workspaceId,
    itemId: looked.item.id,
    change,
    by: userId,
    at: now(),
    seen,
  });
}
