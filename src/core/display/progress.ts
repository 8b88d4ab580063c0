import type { Conversation } from '../domain/conversation.ts';
import type { ProgressStep } from '../domain/progress.ts';
import type { OutgoingMessage } from '../slack/client.ts';
import { messageUrl } from '../slack/links.ts';
import { cancelledMessage } from '../slack/messages/asking/asking.ts';
import { describeSource, progressMessage } from '../slack/messages/asking/progress.ts';
import { type Speech, speechOf } from '../slack/messages/speech.ts';
import type { Place, ShowDeps } from './recap.ts';

type ProgressDeps = Pick<ShowDeps, 'store' | 'people'>;

/** Says in a conversation's placeholder where its recap is. Does nothing while there is no placeholder. */
export async function showProgress(
  conversation: Conversation,
  step: ProgressStep,
  place: Place,
  deps: ProgressDeps,
): Promise<void> {
  await changePlaceholder(conversation, place, deps, (speech) =>
    progressMessage({
      step,
      what: whatIsRead(conversation, place, speech),
      conversationId: conversation.id,
      speech,
    }),
  );
}

/** Says in a conversation's placeholder that it was cancelled. Does nothing where there is no placeholder. */
export async function showCancelled(
  conversation: Conversation,
  place: Place,
  deps: ProgressDeps,
): Promise<void> {
  const { id: conversationId } = conversation;
  await changePlaceholder(conversation, place, deps, (speech) =>
    cancelledMessage({ conversationId, speech }),
  );
}

async function changePlaceholder(
  { id, workspaceId, askedBy }: Conversation,
  { slack }: Place,
  { store, people }: ProgressDeps,
  messageIn: (speech: Speech) => OutgoingMessage,
): Promise<void> {
  const [placeholder] = await store.deliveries.list(id);
  if (placeholder?.part !== 0) return;
  const { channelId, ts } = placeholder;
  const message = messageIn(await speechOf(people, slack, { workspaceId, userId: askedBy }));
  await slack.update({ channelId, ts, message, tag: { conversationId: id, part: 0 } });
}

/** As it stands in the placeholder from the start. */
function whatIsRead(
  { source, channel, audience, requestedAt }: Conversation,
  { workspace: { url } }: Place,
  speech: Speech,
): string {
  const root = source.kind === 'thread' && audience === 'private' ? source.threadTs : null;
  const threadUrl = root && messageUrl(url, channel.id, { ts: root, threadTs: null });
  return describeSource({ source, channel, threadUrl, requestedAt, speech });
}
