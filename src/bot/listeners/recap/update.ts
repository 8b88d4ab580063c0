import type { BlockAction, ButtonAction } from '@slack/bolt';
import { ACTION_RECAP_UPDATE } from '../../../core/slack/ids.ts';
import { pressOf } from '../../recap/press.ts';
import { updateRecap } from '../../recap/update.ts';
import type { Listener } from '../listener.ts';

/** *Update* on a recap. */
export const recapUpdate: Listener = (app, deps) => {
  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: ACTION_RECAP_UPDATE },
    async ({ ack, action, body }) => {
      await ack();
      const { value: conversationId = '' } = action;
      await updateRecap(pressOf(body, action, { ...deps, conversationId }), deps);
    },
  );
};
