import { setTimeout as sleep } from 'node:timers/promises';
import type { BlockAction, ButtonAction, ViewSubmitAction } from '@slack/bolt';
import {
  ACTION_RECAP_KEEP,
  ACTION_RECAP_SHARE,
  ACTION_RECAP_SHARE_TO,
  INPUT_SHARE_CHANNEL,
  VIEW_RECAP_SHARE,
} from '../../../core/slack/ids.ts';
import { shareView } from '../../../core/slack/messages/recap/sharing.ts';
import { type Speech, speechOf } from '../../../core/slack/messages/speech.ts';
import { metadataOf, pressOf, type RecapPress, readRecapMetadata, senderOf } from '../../recap/press.ts';
import { keepRecap, problemWithSharing, shareRecap } from '../../recap/share.ts';
import type { Listener, ListenerDeps } from '../listener.ts';

/** Slack takes an answer to a modal within three seconds; what takes longer is told afterwards. */
const ANSWER_WITHIN_MS = 800;

/** *Share here*, *Keep to myself* and *Share to a channel…* on a private recap. */
export const recapShared: Listener = privateButton(ACTION_RECAP_SHARE, ({ conversationId, asker }, deps) =>
  shareRecap({ conversationId, channelId: null }, asker, deps),
);
export const recapKept: Listener = privateButton(ACTION_RECAP_KEEP, ({ conversationId, asker }, deps) =>
  keepRecap(conversationId, asker, deps),
);
export const recapShareTo: Listener = privateButton(ACTION_RECAP_SHARE_TO, async (press, deps) => {
  const speech = await speechOf(deps.people, deps.slack, press.asker);
  const view = shareView({ metadata: metadataOf(press), speech });
  await deps.slack.openView({ triggerId: press.triggerId, view });
});

function privateButton(
  actionId: string,
  work: (press: RecapPress, deps: ListenerDeps) => Promise<void>,
): Listener {
  return (app, deps) => {
    app.action<BlockAction<ButtonAction>>(
      { type: 'block_actions', action_id: actionId },
      async ({ ack, action, body }) => {
        await ack();
        const { value: conversationId = '' } = action;
        const press = pressOf(body, action, { ...deps, conversationId });
        await deps.pickUp.attempt(press.asker, () => work(press, deps));
      },
    );
  };
}

/** *Share* in the modal that asks for a channel. */
export const recapShareChosen: Listener = (app, deps) => {
  app.view<ViewSubmitAction>(
    { type: 'view_submission', callback_id: VIEW_RECAP_SHARE },
    async ({ ack, view, body }) => {
      const metadata = readRecapMetadata(view.private_metadata);
      const channelId = view.state.values[INPUT_SHARE_CHANNEL]?.[INPUT_SHARE_CHANNEL]?.selected_conversation;
      if (!metadata || !channelId) return ack();
      const asker = senderOf(metadata, { ...deps, userId: body.user.id });
      const speech = await speechOf(deps.people, deps.slack, asker);
      const problem = await Promise.race([
        problemInWords(channelId, { userId: asker.userId, speech }, deps).catch(() => null),
        sleep(ANSWER_WITHIN_MS, null),
      ]);
      if (problem !== null) {
        return ack({ response_action: 'errors', errors: { [INPUT_SHARE_CHANNEL]: problem } });
      }
      await ack();
      const { conversationId } = metadata;
      await deps.pickUp.attempt(asker, () => shareRecap({ conversationId, channelId }, asker, deps));
    },
  );
};

async function problemInWords(
  channelId: string,
  { userId, speech }: { userId: string; speech: Speech },
  deps: ListenerDeps,
): Promise<string | null> {
  const { noSuchChannel, notIn } = speech.words.result;
  switch (await problemWithSharing(channelId, userId, deps)) {
    case 'recall_not_in':
      return noSuchChannel;
    case 'person_not_in':
      return notIn;
    case null:
      return null;
  }
}
