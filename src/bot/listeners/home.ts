import type { BlockAction, ButtonAction } from '@slack/bolt';
import { asRecallError } from '../../core/domain/errors.ts';
import {
  ACTION_HOME_PAGE_BACK,
  ACTION_HOME_PAGE_MORE,
  ACTION_OPT_IN,
  ACTION_OPT_OUT,
} from '../../core/slack/ids.ts';
import { byDirectMessage, type Listener } from './listener.ts';

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

/** Whether recaps use the person's words, in the App Home. */
export const homeOpting: Listener = (app, { workspaceId, slack, store, home, events, pickUp, now }) => {
  const changes = {
    [ACTION_OPT_OUT]: (userId: string) => store.people.optOut(workspaceId, userId, now()),
    [ACTION_OPT_IN]: (userId: string) => store.people.optIn(workspaceId, userId),
  };
  for (const [action_id, change] of Object.entries(changes)) {
    app.action<BlockAction>({ type: 'block_actions', action_id }, async ({ ack, body }) => {
      await ack();
      const userId = body.user.id;
      try {
        await change(userId);
      } catch (cause) {
        const error = asRecallError(cause);
        events.pickUpFailed({ error });
        const asker = { workspaceId, channelId: null, userId, tell: byDirectMessage(slack, userId) };
        await pickUp.carryOut({ kind: 'refuse', code: error.code }, asker);
      }
      await home.refresh(workspaceId, [userId]);
    });
  }
};
