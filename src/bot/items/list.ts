import { SHOW_DONE_MS, type Whose } from '../../core/domain/action-item.ts';
import type { OutgoingMessage } from '../../core/slack/client.ts';
import { plain } from '../../core/slack/messages/asking/progress.ts';
import { ITEMS_PER_PAGE, itemListMessage } from '../../core/slack/messages/items/item-list.ts';
import type { Speech } from '../../core/slack/messages/speech.ts';
import type { ListenerDeps } from '../listeners/listener.ts';

/** A page, from 0, of the items that `viewer` may see; the last one where there are fewer. */
export async function itemList(
  { whose, page, viewer, speech }: { whose: Whose; page: number; viewer: string; speech: Speech },
  deps: Pick<ListenerDeps, 'workspaceId' | 'store' | 'access' | 'workspaceUrl' | 'now'>,
): Promise<OutgoingMessage> {
  const { workspaceId, store, access, workspaceUrl } = deps;
  const asked = { workspaceId, whose, viewer };
  const candidates = whose.kind === 'channel' ? [whose.channelId] : await store.actionItems.channelsOf(asked);
  const channelIds = await access.readable(workspaceId, viewer, candidates);
  if (whose.kind === 'channel' && channelIds.size === 0) return plain(speech.words.items.list.notReadable);
  const reach = await access.reach(workspaceId, viewer);
  const now = deps.now();
  const doneSince = new Date(now.getTime() - SHOW_DONE_MS);
  const read = (offset: number) =>
    store.actionItems.list({ ...asked, reach, channelIds, now, doneSince, limit: ITEMS_PER_PAGE, offset });
  let shown = page;
  let found = await read(page * ITEMS_PER_PAGE);
  if (found.items.length === 0 && page > 0) {
    const first = await read(0);
    shown = Math.max(0, Math.ceil(first.total / ITEMS_PER_PAGE) - 1);
    found = shown === 0 ? first : await read(shown * ITEMS_PER_PAGE);
  }
  return itemListMessage({ ...found, whose, page: shown, viewer, workspaceUrl, now, speech });
}
