import type { BlockAction, ButtonAction, ViewOutput, ViewSubmitAction } from '@slack/bolt';
import { FAULTS, type Feedback, LONGEST_EXPLANATION, type Verdict } from '../../../core/domain/feedback.ts';
import {
  ACTION_RECAP_DOWN,
  ACTION_RECAP_UP,
  INPUT_EXPLANATION,
  INPUT_FAULT,
  VIEW_RECAP_FEEDBACK,
} from '../../../core/slack/ids.ts';
import { faultView, thanksMessage } from '../../../core/slack/messages/recap/feedback.ts';
import { speechOf } from '../../../core/slack/messages/speech.ts';
import type { Asker } from '../../asking/pick-up.ts';
import { metadataOf, pressOf, type RecapPress, readRecapMetadata, senderOf } from '../../recap/press.ts';
import { refuseOutsiders, standingRecap } from '../../recap/standing.ts';
import type { Listener, ListenerDeps } from '../listener.ts';

/** 👍 and 👎 on a recap. */
export const recapUp: Listener = rateButton(ACTION_RECAP_UP, 'up');
export const recapDown: Listener = rateButton(ACTION_RECAP_DOWN, 'down');

function rateButton(actionId: string, verdict: Verdict): Listener {
  return (app, deps) => {
    app.action<BlockAction<ButtonAction>>(
      { type: 'block_actions', action_id: actionId },
      async ({ ack, action, body }) => {
        await ack();
        const { value: conversationId = '' } = action;
        await rate(pressOf(body, action, { ...deps, conversationId }), verdict, deps);
      },
    );
  };
}

/** Writes down what a person thinks; where they are not content, they are asked why. */
export async function rate(press: RecapPress, verdict: Verdict, deps: ListenerDeps): Promise<void> {
  const { slack, people, pickUp } = deps;
  const { asker, conversationId, triggerId } = press;
  await pickUp.attempt(asker, async () => {
    const [speech] = await Promise.all([
      speechOf(people, slack, asker),
      give({ conversationId, verdict, reason: null }, asker, deps),
    ]);
    if (verdict === 'down') {
      await slack.openView({ triggerId, view: faultView({ metadata: metadataOf(press), speech }) });
    } else {
      await asker.tell(thanksMessage({ speech }));
    }
  });
}

/** What was wrong. */
export const recapFault: Listener = (app, deps) => {
  app.view<ViewSubmitAction>(
    { type: 'view_submission', callback_id: VIEW_RECAP_FEEDBACK },
    async ({ ack, view, body }) => {
      await ack();
      const metadata = readRecapMetadata(view.private_metadata);
      const reason = reasonIn(view);
      if (!metadata || !reason) return;
      const { conversationId } = metadata;
      const asker = senderOf(metadata, { ...deps, userId: body.user.id });
      await deps.pickUp.attempt(asker, async () => {
        await give({ conversationId, verdict: 'down', reason }, asker, deps);
        const speech = await speechOf(deps.people, deps.slack, asker);
        await asker.tell(thanksMessage({ speech }));
      });
    },
  );
};

async function give(
  said: Pick<Feedback, 'conversationId' | 'verdict' | 'reason'>,
  { workspaceId, userId }: Asker,
  deps: ListenerDeps,
): Promise<void> {
  const standing = await standingRecap(said.conversationId, deps);
  await refuseOutsiders(standing, userId, deps);
  const conversationId = standing.conversation.id;
  await deps.store.feedback.give({ ...said, conversationId, workspaceId, userId, givenAt: deps.now() });
}

function reasonIn({ state: { values } }: ViewOutput): Feedback['reason'] {
  const chosen = values[INPUT_FAULT]?.[INPUT_FAULT]?.selected_option?.value;
  const words = values[INPUT_EXPLANATION]?.[INPUT_EXPLANATION]?.value ?? '';
  const fault = FAULTS.find((one) => one === chosen);
  return fault ? { fault, words: words.trim().slice(0, LONGEST_EXPLANATION) } : null;
}
