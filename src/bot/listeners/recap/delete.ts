import type { ViewSubmitAction } from '@slack/bolt';
import { VIEW_RECAP_DELETE } from '../../../core/slack/ids.ts';
import { deleteView } from '../../../core/slack/messages/recap/feedback.ts';
import { speechOf } from '../../../core/slack/messages/speech.ts';
import { metadataOf, type RecapPress, readRecapMetadata, senderOf } from '../../recap/press.ts';
import { removeRecap } from '../../recap/remove.ts';
import { ownRecap } from '../../recap/standing.ts';
import type { Listener, ListenerDeps } from '../listener.ts';

/** *Delete…*: asks once more. */
export async function askBeforeDelete(press: RecapPress, deps: ListenerDeps): Promise<void> {
  const { slack, people, pickUp } = deps;
  const { asker, conversationId, triggerId } = press;
  await pickUp.attempt(asker, async () => {
    const [speech] = await Promise.all([
      speechOf(people, slack, asker),
      ownRecap(conversationId, asker.userId, deps),
    ]);
    await slack.openView({ triggerId, view: deleteView({ metadata: metadataOf(press), speech }) });
  });
}

/** *Delete* in the modal. Who may is asked anew: it may have been open for long. */
export const recapDeleted: Listener = (app, deps) => {
  app.view<ViewSubmitAction>(
    { type: 'view_submission', callback_id: VIEW_RECAP_DELETE },
    async ({ ack, view, body }) => {
      await ack();
      const metadata = readRecapMetadata(view.private_metadata);
      if (!metadata) return;
      const asker = senderOf(metadata, { ...deps, userId: body.user.id });
      await deps.pickUp.attempt(asker, () => removeRecap(metadata.conversationId, asker.userId, deps));
    },
  );
};
