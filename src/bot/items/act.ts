import type { ActionItem } from '../../core/domain/action-item.ts';
import type { ItemChange } from '../../core/domain/action-item-change.ts';
import type { Changed } from '../../core/store/action-items.ts';
import type { ListenerDeps } from '../listeners/listener.ts';

/** Why a person may not change an item. */
export type Barred = { kind: 'may_not' } | { kind: 'not_theirs'; owner: string };

/** What came of what a person wanted to do with an item. */
export type Outcome = Changed | Barred;
export type Looked = { kind: 'found'; item: ActionItem } | { kind: 'gone' } | Barred;

type ActDeps = Pick<ListenerDeps, 'workspaceId' | 'store' | 'access' | 'now'>;

/** The item, where the person may change it: whoever can read its channel, and for one of a private recap its owner alone. */
export async function lookAt(itemId: string, userId: string, deps: ActDeps): Promise<Looked> {
  const { workspaceId, store, access } = deps;
  const item = await store.actionItems.find(workspaceId, itemId);
  if (!item) return { kind: 'gone' };
  if (!(await access.mayRead(workspaceId, userId, item.channelId))) return { kind: 'may_not' };
  if (item.onlyFor !== null && item.onlyFor !== userId) return { kind: 'not_theirs', owner: item.onlyFor };
  return { kind: 'found', item };
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
