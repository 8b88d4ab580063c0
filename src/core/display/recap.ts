import { compareRecaps, type RecapChanges } from '../domain/compare-recaps.ts';
import type { Conversation } from '../domain/conversation.ts';
import { asRecallError, type ErrorCode } from '../domain/errors.ts';
import type { Events } from '../runtime/events.ts';
import type { OutgoingMessage, Slack } from '../slack/client.ts';
import { messageUrl } from '../slack/links.ts';
import { failureMessage } from '../slack/messages/failure.ts';
import { describeSource, unchangedNotice, updatedNotice } from '../slack/messages/progress.ts';
import { plainRecapMessage, type RecapToShow, recapMessages } from '../slack/messages/recap.ts';
import type { Store } from '../store/index.ts';
import type { SavedRecap } from '../store/recaps.ts';
import type { InstalledWorkspace } from '../store/workspaces.ts';
import { deliver } from './deliver.ts';

export interface ShowDeps {
  store: Store;
  events: Events;
}

/** Where something is shown: a workspace, through a client with its token. */
export interface Place {
  slack: Slack;
  workspace: InstalledWorkspace;
}

/** Shows a saved recap in Slack, marked by what it changes where it brings an earlier one up to date. */
export async function showRecap(
  conversation: Conversation,
  saved: SavedRecap,
  place: Place,
  deps: ShowDeps,
): Promise<void> {
  const before =
    conversation.followsId === null ? null : await deps.store.recaps.find(conversation.followsId);
  const changes = before ? compareRecaps(before.recap, saved.recap) : null;
  const toShow = toRecapToShow(conversation, { saved, changes }, place.workspace);
  const posting = { slack: place.slack, deliveries: deps.store.deliveries };
  try {
    await deliver(conversation, recapMessages(toShow), posting);
  } catch (cause) {
    const error = asRecallError(cause);
    if (error.code !== 'slack_refused_blocks') throw error;
    deps.events.blocksRefused({ error });
    await deliver(conversation, [plainRecapMessage(toShow)], posting);
  }
  if (changes && editsInPlace(conversation)) {
    const recapUrl = await urlOfRecap(conversation.id, place.workspace, deps.store);
    await tellAsker(conversation, updatedNotice({ recapUrl, changes }), place.slack);
  }
}

/** Says that nothing happened since the recap before. */
export async function showUnchanged(
  conversation: Conversation,
  place: Place,
  { store }: ShowDeps,
): Promise<void> {
  const recapUrl = await urlOfRecap(conversation.followsId ?? conversation.id, place.workspace, store);
  const notice = unchangedNotice({ recapUrl });
  if (editsInPlace(conversation)) await tellAsker(conversation, notice, place.slack);
  else await deliver(conversation, [notice], { slack: place.slack, deliveries: store.deliveries });
}

/** Says why there is no recap: in its placeholder, or, so that a recap that stands stays, to the person who asked. */
export async function showFailure(
  conversation: Conversation,
  code: ErrorCode,
  slack: Slack,
  { store, events }: ShowDeps,
): Promise<void> {
  const message = failureMessage({ code, conversationId: conversation.id });
  const told = editsInPlace(conversation)
    ? tellAsker(conversation, message, slack)
    : deliver(conversation, [message], { slack, deliveries: store.deliveries });
  await told.catch((error) => events.personNotTold({ code, error }));
}

/** A recap in a thread is edited when it is brought up to date; a private one comes as a new message, which is its notice too. */
function editsInPlace({ followsId, audience }: Conversation): boolean {
  return followsId !== null && audience === 'thread';
}

async function tellAsker(
  { channel, source, askedBy }: Conversation,
  message: OutgoingMessage,
  slack: Slack,
): Promise<void> {
  const thread = source.kind === 'thread' ? { threadTs: source.threadTs } : {};
  await slack.postEphemeral({ channelId: channel.id, userId: askedBy, ...thread, message });
}

async function urlOfRecap(
  conversationId: string,
  { url }: InstalledWorkspace,
  store: Store,
): Promise<string> {
  const [part] = await store.deliveries.list(conversationId);
  return part ? messageUrl(url, part.channelId, { ts: part.ts, threadTs: null }) : url;
}

function toRecapToShow(
  { channel, source, audience }: Conversation,
  { saved, changes }: { saved: SavedRecap; changes: RecapChanges | null },
  { url }: InstalledWorkspace,
): RecapToShow {
  const root = source.kind === 'thread' ? { ts: source.threadTs, threadTs: source.threadTs } : null;
  const threadUrl = root && messageUrl(url, channel.id, root);
  return {
    ...saved,
    ...(changes ? { changes } : {}),
    about:
      audience === 'thread'
        ? null
        : `Recap of ${describeSource({ source, channel, threadUrl })}, for you alone`,
    linkTo: (ref) => messageUrl(url, channel.id, ref),
  };
}
