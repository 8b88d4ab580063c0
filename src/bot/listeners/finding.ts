import type { BlockAction, ButtonAction, StaticSelectAction } from '@slack/bolt';
import {
  ACTION_FIND_BACK,
  ACTION_FIND_MORE,
  ACTION_FIND_TAG,
  ACTION_WAITING_BACK,
  ACTION_WAITING_MORE,
} from '../../core/slack/ids.ts';
import { findMessage, readFindPage, within } from '../commands/find.ts';
import { readWaitingPage, waitingPage } from '../commands/waiting.ts';
import { respondTo } from '../items/respond.ts';
import { forPerson } from '../person-use.ts';
import { byResponse, type Listener } from './listener.ts';

/** *Back* and *More* under what was found: it is looked for anew, since what the person may read may have changed. */
export const findPages: Listener = (app, deps) => {
  for (const action_id of [ACTION_FIND_BACK, ACTION_FIND_MORE]) {
    app.action<BlockAction<ButtonAction>>(
      { type: 'block_actions', action_id },
      async ({ ack, action, body, respond }) => {
        await ack();
        const page = readFindPage(action.value ?? '');
        if (!page) return;
        const asker = {
          userId: body.user.id,
          channelId: null,
          tell: byResponse(respond, { slack: deps.slack, userId: body.user.id }),
        };
        await forPerson(asker, deps, async (use) => {
          await respondTo(body.response_url, await findMessage(page, use, deps), 'in_place');
        });
      },
    );
  }
};

/** A tag that is picked from the list of them. The list stays, to pick another. */
export const findByTag: Listener = (app, deps) => {
  app.action<BlockAction<StaticSelectAction>>(
    { type: 'block_actions', action_id: ACTION_FIND_TAG },
    async ({ ack, action, body, respond }) => {
      await ack();
      const tag = action.selected_option?.value;
      if (tag === undefined) return;
      const tell = byResponse(respond, { slack: deps.slack, userId: body.user.id });
      const lookedFor = within({ words: '', tags: [tag], channelIds: [] });
      await forPerson({ userId: body.user.id, channelId: null, tell }, deps, async (use) => {
        await tell(await findMessage({ lookedFor, offset: 0 }, use, deps));
      });
    },
  );
};

/** *Back* and *More* under what waits for a person. */
export const waitingPages: Listener = (app, deps) => {
  for (const action_id of [ACTION_WAITING_BACK, ACTION_WAITING_MORE]) {
    app.action<BlockAction<ButtonAction>>(
      { type: 'block_actions', action_id },
      async ({ ack, action, body, respond }) => {
        await ack();
        const offset = readWaitingPage(action.value ?? '');
        if (offset === null) return;
        const asker = {
          userId: body.user.id,
          channelId: null,
          tell: byResponse(respond, { slack: deps.slack, userId: body.user.id }),
        };
        await forPerson(asker, deps, async (use) => {
          const person = { ...use, userId: body.user.id };
          await respondTo(body.response_url, await waitingPage(offset, person, deps), 'in_place');
        });
      },
    );
  }
};
