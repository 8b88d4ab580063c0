import type { BlockAction, ButtonAction, OverflowAction } from '@slack/bolt';
import type { ItemChange } from '../../../core/domain/action-item-change.ts';
import {
  ACTION_ALL_ITEMS,
  ACTION_ITEM_DONE,
  ACTION_ITEM_MENU,
  ACTION_ITEM_PAGE_BACK,
  ACTION_ITEM_PAGE_MORE,
  ACTION_ITEM_REOPEN,
} from '../../../core/slack/ids.ts';
import { isItemId, readListValue } from '../../../core/slack/item-places.ts';
import { refusalMessage } from '../../../core/slack/messages/asking/failure.ts';
import { loadingItemView, refusedItemView } from '../../../core/slack/messages/items/item-modals.ts';
import { readMenuValue } from '../../../core/slack/messages/items/items.ts';
import { ANYONE, speechFor, speechOf } from '../../../core/slack/messages/speech.ts';
import { act } from '../../items/act.ts';
import { afterChange } from '../../items/after-change.ts';
import { allItemsModal } from '../../items/all.ts';
import { itemList } from '../../items/list.ts';
import { type Origin, originOf, tellerAt } from '../../items/origin.ts';
import { reported } from '../../items/reported.ts';
import { respondTo } from '../../items/respond.ts';
import { showResult } from '../../items/show-result.ts';
import { openFilled } from '../../open-filled.ts';
import type { Listener, ListenerDeps } from '../listener.ts';
import { askFor } from './modals.ts';

/** *Done* on an action item, wherever it stands. */
export const itemDone: Listener = itemButton(ACTION_ITEM_DONE, { kind: 'done' });

/** *Not done*, and *Put it back*. */
export const itemReopened: Listener = itemButton(ACTION_ITEM_REOPEN, { kind: 'reopened' });

/** The menu of an action item. */
export const itemMenu: Listener = (app, deps) => {
  app.action<BlockAction<OverflowAction>>(
    { type: 'block_actions', action_id: ACTION_ITEM_MENU },
    async ({ ack, action, body }) => {
      await ack();
      const chosen = readMenuValue(action.selected_option?.value ?? '');
      if (!chosen || !isItemId(chosen.itemId)) return;
      const { itemId, choice } = chosen;
      const origin = originOf(body, action.block_id);
      const pressed = { itemId, userId: body.user.id, origin };
      if (choice === 'drop') return change({ ...pressed, change: { kind: 'dropped' } }, deps);
      await askFor(choice, { ...pressed, triggerId: body.trigger_id }, deps);
    },
  );
};

/** *All action items* of a recap that has more of them than buttons fit. */
export const allItems: Listener = (app, deps) => {
  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: ACTION_ALL_ITEMS },
    async ({ ack, action, body }) => {
      await ack();
      const { value: conversationId = '' } = action;
      if (!isItemId(conversationId)) return;
      const userId = body.user.id;
      const tell = tellerAt(originOf(body, action.block_id), userId, deps.slack);
      await reported({ userId, tell }, deps, () =>
        showAll({ conversationId, userId, triggerId: body.trigger_id }, deps),
      );
    },
  );
};

/** *More* and *Back* under a list. */
export const itemPages: Listener = (app, deps) => {
  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: new RegExp(`^(${ACTION_ITEM_PAGE_BACK}|${ACTION_ITEM_PAGE_MORE})$`) },
    async ({ ack, action, body }) => {
      await ack();
      const list = readListValue(action.value ?? '');
      const origin = originOf(body, action.block_id);
      const { responseUrl } = origin;
      if (!list || responseUrl === null) return;
      const userId = body.user.id;
      await reported({ userId, tell: tellerAt(origin, userId, deps.slack) }, deps, async () => {
        const speech = await speechOf(deps.people, deps.slack, { workspaceId: deps.workspaceId, userId });
        await respondTo(responseUrl, await itemList({ ...list, viewer: userId, speech }, deps), 'in_place');
      });
    },
  );
};

function itemButton(actionId: string, what: ItemChange): Listener {
  return (app, deps) => {
    app.action<BlockAction<ButtonAction>>(
      { type: 'block_actions', action_id: actionId },
      async ({ ack, action, body }) => {
        await ack();
        const { value: itemId = '' } = action;
        if (!isItemId(itemId)) return;
        const origin = originOf(body, action.block_id);
        await change({ itemId, userId: body.user.id, origin, change: what }, deps);
      },
    );
  };
}

interface Pressed {
  itemId: string;
  userId: string;
  origin: Origin;
  change: ItemChange;
}

async function change(pressed: Pressed, deps: ListenerDeps): Promise<void> {
  const { userId, origin } = pressed;
  await reported({ userId, tell: tellerAt(origin, userId, deps.slack) }, deps, async () => {
    const { workspaceId, people, slack } = deps;
    const [outcome, speech] = await Promise.all([
      act(pressed, deps),
      speechOf(people, slack, { workspaceId, userId }),
    ]);
    await Promise.all([
      outcome.kind === 'changed'
        ? afterChange({ ...outcome, by: userId, change: pressed.change }, deps)
        : null,
      showResult({ ...pressed, outcome, speech }, deps),
    ]);
  });
}

async function showAll(
  { conversationId, userId, triggerId }: { conversationId: string; userId: string; triggerId: string },
  deps: ListenerDeps,
): Promise<void> {
  const { workspaceId, people, slack } = deps;
  const known = speechFor(ANYONE);
  await openFilled(slack, {
    triggerId,
    loading: loadingItemView('all', known),
    async fill() {
      const speech = await speechOf(people, slack, { workspaceId, userId });
      return allItemsModal({ conversationId, userId, speech }, deps);
    },
    refused: ({ code }) =>
      refusedItemView('all', refusalMessage({ code, channelId: null, speech: known }).text, known),
  });
}
