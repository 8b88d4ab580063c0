import type { BlockAction, OverflowAction } from '@slack/bolt';
import { ACTION_RECAP_MENU } from '../../../core/slack/ids.ts';
import { type RecapChoice, readRecapChoice } from '../../../core/slack/messages/recap/recap-buttons.ts';
import { pressOf, type RecapPress } from '../../recap/press.ts';
import { changeLength } from '../../recap/update.ts';
import type { Listener, ListenerDeps } from '../listener.ts';
import { askBeforeDelete } from './delete.ts';
import { rate } from './feedback.ts';

const CHOSEN: Record<RecapChoice, (press: RecapPress, deps: ListenerDeps) => Promise<unknown>> = {
  more: (press, deps) => changeLength(press, 1, deps),
  less: (press, deps) => changeLength(press, -1, deps),
  up: (press, deps) => rate(press, 'up', deps),
  down: (press, deps) => rate(press, 'down', deps),
  delete: askBeforeDelete,
};

/** The menu of a recap. */
export const recapMenu: Listener = (app, deps) => {
  app.action<BlockAction<OverflowAction>>(
    { type: 'block_actions', action_id: ACTION_RECAP_MENU },
    async ({ ack, action, body }) => {
      await ack();
      const chosen = readRecapChoice(action.selected_option?.value ?? '');
      if (!chosen) return;
      const { choice, conversationId } = chosen;
      await CHOSEN[choice](pressOf(body, action, { ...deps, conversationId }), deps);
    },
  );
};
