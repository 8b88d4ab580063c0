import { showCancelled } from '../../../core/display/progress.ts';
import { asRecallError } from '../../../core/domain/errors.ts';
import { createPeople } from '../../../core/slack/people.ts';
import { inTime } from '../../in-time.ts';
import { type Acted, type AdminContext, action, resource } from '../resource.ts';
import { Confirm } from '../views/confirm.tsx';
import { conversationId } from './conversations.tsx';
import { isTaken } from './queueing.ts';
import { scopeOf } from './scope.ts';

/** How long one call may wait for Slack while somebody waits for the page, in milliseconds. */
const MAX_WAIT_MS = 1000;

export const retryConversation = action({
  path: '/conversations/:id/retry',
  summary: 'Try a failed or cancelled conversation again',
  body: conversationId,
  async act({ id }, context) {
    const { store, now } = context;
    const found = await store.admin.conversation(scopeOf(context), id);
    if (!found) return null;
    const { workspaceId, channelId } = found;
    const { conversations, channels, digestPeriods } = store.within(workspaceId);
    if ((await channels.modeOf(workspaceId, channelId)) === 'off')
      return refused(id, 'Recall is switched off in this channel. Change its mode under Channels first.');
    const digestPeriodId = (await conversations.find(id))?.digestPeriodId ?? null;
    if (digestPeriodId !== null && !(await digestPeriods.isStillShown(digestPeriodId)))
      return refused(
        id,
        'Its digest has gone on without it, so it would be shown nowhere. /recall digest has a new one posted.',
      );
    if (!(await conversations.retry(workspaceId, id, now())))
      return refused(id, 'It is neither failed nor cancelled any more, so there is nothing to retry.');
    const isQueued = await isTaken(
      context.producer.enqueue('recap', { conversationId: id }, { again: true }),
      context,
    );
    return {
      notice: {
        kind: 'done',
        text: isQueued
          ? 'It is queued once more.'
          : 'It is noted, but the queue is out of reach. It is taken up once the queue is back.',
      },
      goTo: `/conversations/${id}`,
      audit: { action: 'conversation_retried', workspaceId, target: id },
    };
  },
});

export const confirmCancel = resource({
  path: '/conversations/:id/cancel',
  title: 'Cancel a conversation',
  navigation: null,
  query: conversationId,
  answer: conversationId,
  async read({ id }, context) {
    return (await context.store.admin.conversation(scopeOf(context), id)) && { id };
  },
  view: ({ id }, frame) => (
    <Confirm
      frame={frame}
      title="Cancel this conversation?"
      button="Cancel it"
      back={`/admin/conversations/${id}`}
    >
      <p>
        Recall stops reading, posts nothing, and tells the person who asked. What the model has answered until
        then is paid for. It can be retried later.
      </p>
    </Confirm>
  ),
});

export const cancelConversation = action({
  path: '/conversations/:id/cancel',
  summary: 'Cancel a conversation that is queued or running',
  body: conversationId,
  async act({ id }, context) {
    const { store, now } = context;
    const found = await store.admin.conversation(scopeOf(context), id);
    if (!found) return null;
    const { workspaceId } = found;
    if (!(await store.within(workspaceId).conversations.cancel(workspaceId, id, now())))
      return refused(id, 'It has ended already, or its recap is about to be posted.');
    const isTold = await tell(workspaceId, id, context);
    return {
      notice: {
        kind: 'done',
        text: isTold ? 'It is cancelled.' : 'It is cancelled; Slack could not be told so just now.',
      },
      goTo: `/conversations/${id}`,
      audit: { action: 'conversation_cancelled', workspaceId, target: id },
    };
  },
});

function refused(id: string, text: string): Acted {
  return { notice: { kind: 'refused', text }, goTo: `/conversations/${id}`, audit: null };
}

/** Changes the placeholder in Slack, where there is one. @returns false where Slack did not take it in time */
async function tell(workspaceId: string, id: string, context: AdminContext): Promise<boolean> {
  const { installations, producer, events, now } = context;
  const store = context.store.within(workspaceId);
  try {
    const conversation = await store.conversations.find(id);
    const workspace = await store.workspaces.findActive(workspaceId);
    if (!conversation || !workspace) return true;
    // A digest that is posted already may say that this is read once more.
    if (conversation.digestPeriodId !== null)
      return isTaken(producer.enqueue('show', { conversationId: id }, { again: true }), context);
    if (conversation.isInPlace) return true;
    const place = { slack: installations.slackFor(workspaceId, { maxWaitMs: MAX_WAIT_MS }), workspace };
    await inTime(showCancelled(conversation, place, { store, people: createPeople({ now }) }));
    return true;
  } catch (cause) {
    events.notShown({ what: 'recap', error: asRecallError(cause) });
    return false;
  }
}
