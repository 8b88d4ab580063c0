import type { BlockAction, ButtonAction } from '@slack/bolt';
import { type OwnRecap, ownRecapBlocks } from '../../core/display/own-recap.ts';
import {
  ACTION_HOME_PAGE_BACK,
  ACTION_HOME_PAGE_MORE,
  ACTION_OPT_IN,
  ACTION_OPT_OUT,
  ACTION_SHOW_RECAP,
} from '../../core/slack/ids.ts';
import { recapModal, refusedRecapModal } from '../../core/slack/messages/home.ts';
import { openFilled } from '../open-filled.ts';
import { forPerson } from '../person-use.ts';
import { setOpting } from '../settings/opting.ts';
import { byDirectMessage, type Listener, type ListenerDeps } from './listener.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const PAGE = /^\d{1,4}$/;

/** A person opens Recall itself. */
export const homeOpened: Listener = (app, { workspaceId, home }) => {
  app.event('app_home_opened', async ({ event }) => {
    if (event.tab === 'home' && event.user) await home.open(workspaceId, event.user);
  });
};

/** *More* and *Back* below the action items in the App Home. */
export const homePages: Listener = (app, { workspaceId, home }) => {
  for (const action_id of [ACTION_HOME_PAGE_BACK, ACTION_HOME_PAGE_MORE]) {
    app.action<BlockAction<ButtonAction>>(
      { type: 'block_actions', action_id },
      async ({ ack, action: { value = '' }, body }) => {
        await ack();
        if (PAGE.test(value)) await home.turnTo(workspaceId, body.user.id, Number(value));
      },
    );
  }
};

/** Whether recaps use the person's words, in the App Home, which then says what that means. */
export const homeOpting: Listener = (app, deps) => {
  for (const action_id of [ACTION_OPT_OUT, ACTION_OPT_IN]) {
    app.action<BlockAction>({ type: 'block_actions', action_id }, async ({ ack, body }) => {
      await ack();
      const userId = body.user.id;
      const tell = byDirectMessage(deps.slack, userId);
      await forPerson({ userId, channelId: null, tell }, deps, async (person) => {
        await setOpting({ out: action_id === ACTION_OPT_OUT }, person, deps);
        await deps.home.refresh(deps.workspaceId, [userId]);
      });
    });
  }
};

/** *Show* at a recap in the App Home: all of it, in a modal. */
export const homeRecap: Listener = (app, deps) => {
  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: ACTION_SHOW_RECAP },
    async ({ ack, action: { value: conversationId = '' }, body: { user, trigger_id: triggerId } }) => {
      await ack();
      if (!UUID.test(conversationId)) return;
      const userId = user.id;
      const tell = byDirectMessage(deps.slack, userId);
      await forPerson({ userId, channelId: null, tell }, deps, ({ workspaceId, speech }) =>
        showOwnRecap({ workspaceId, userId, conversationId, speech }, triggerId, deps),
      );
    },
  );
};

async function showOwnRecap(own: OwnRecap, triggerId: string, deps: ListenerDeps): Promise<void> {
  const { speech } = own;
  const error = await openFilled(deps.slack, {
    triggerId,
    loading: recapModal({ blocks: null, speech }),
    fill: async () => recapModal({ blocks: await ownRecapBlocks(own, deps), speech }),
    refused: ({ code }) => refusedRecapModal({ code, speech }),
  });
  if (error) deps.events.notShown({ what: 'modal', error });
}
