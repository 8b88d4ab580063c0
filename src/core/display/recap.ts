import { compareRecaps, type RecapChanges } from '../domain/compare-recaps.ts';
import type { Audience, Conversation } from '../domain/conversation.ts';
import { asRecallError, type ErrorCode } from '../domain/errors.ts';
import type { Events } from '../runtime/events.ts';
import type { OutgoingMessage, Slack } from '../slack/client.ts';
import { messageUrl } from '../slack/links.ts';
import { failureMessage } from '../slack/messages/failure.ts';
import { describeSource, unchangedNotice, updatedNotice } from '../slack/messages/progress.ts';
import { plainRecapMessage, type RecapToShow, recapMessages } from '../slack/messages/recap.ts';
import { type Speech, speechOf } from '../slack/messages/speech.ts';
import type { People } from '../slack/people.ts';
import type { Store } from '../store/index.ts';
import type { SavedRecap, StoredRecap } from '../store/recaps.ts';
import type { InstalledWorkspace } from '../store/workspaces.ts';
import { deliver } from './deliver.ts';

export interface ShowDeps {
  store: Store;
  events: Events;
  people: People;
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
  const stored = await deps.store.recaps.find(conversation.id);
  const { changes, speech } = await drawRecap(conversation, stored ?? saved, place, deps);
  if (stored) await deps.store.recaps.markShown(conversation.id, stored.version);
  if (changes && editsInPlace(conversation)) {
    const recapUrl = await urlOfRecap(conversation.id, place.workspace, deps.store);
    await tellAsker(conversation, updatedNotice({ recapUrl, changes, speech }), place.slack);
  }
}

/** Brings the messages of a recap to how it stands. */
export async function drawRecap(
  conversation: Conversation,
  saved: SavedRecap | StoredRecap,
  place: Place,
  deps: ShowDeps,
): Promise<{ changes: RecapChanges | null; speech: Speech }> {
  const before =
    conversation.followsId === null ? null : await deps.store.recaps.find(conversation.followsId);
  const changes = before ? compareRecaps(before.recap, saved.recap) : null;
  const speech = await askersSpeech(conversation, place.slack, deps);
  const toShow = toRecapToShow(conversation, { saved, changes, speech }, place.workspace);
  const posting = { slack: place.slack, deliveries: deps.store.deliveries };
  try {
    await deliver(conversation, recapMessages(toShow), posting);
  } catch (cause) {
    const error = asRecallError(cause);
    if (error.code !== 'slack_refused_blocks') throw error;
    deps.events.blocksRefused({ error });
    await deliver(conversation, [plainRecapMessage(toShow)], posting);
  }
  return { changes, speech };
}

/** Says that nothing happened since the recap before. */
export async function showUnchanged(conversation: Conversation, place: Place, deps: ShowDeps): Promise<void> {
  const { store } = deps;
  const recapUrl = await urlOfRecap(conversation.followsId ?? conversation.id, place.workspace, store);
  const speech = await askersSpeech(conversation, place.slack, deps);
  const notice = unchangedNotice({ recapUrl, speech });
  if (editsInPlace(conversation)) await tellAsker(conversation, notice, place.slack);
  else await deliver(conversation, [notice], { slack: place.slack, deliveries: store.deliveries });
}

/** Says why there is no recap: in its placeholder, or, so that a recap that stands stays, to the person who asked. */
export async function showFailure(
  conversation: Conversation,
  code: ErrorCode,
  slack: Slack,
  deps: ShowDeps,
): Promise<void> {
  const { store, events } = deps;
  const { id: conversationId, channel } = conversation;
  const speech = await askersSpeech(conversation, slack, deps);
  const message = failureMessage({ code, conversationId, channelId: channel.id, speech });
  const told = editsInPlace(conversation)
    ? tellAsker(conversation, message, slack)
    : deliver(conversation, [message], { slack, deliveries: store.deliveries });
  await told.catch((error) => events.personNotTold({ code, error }));
}

/** In the language and zone of the person who asked. */
function askersSpeech(
  { workspaceId, askedBy }: Conversation,
  slack: Slack,
  { people }: ShowDeps,
): Promise<Speech> {
  return speechOf(people, slack, { workspaceId, userId: askedBy });
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
  { id: conversationId, channel, source, audience, requestedAt }: Conversation,
  { saved, changes, speech }: { saved: SavedRecap | StoredRecap; changes: RecapChanges | null; speech: Speech },
  { url }: InstalledWorkspace,
): RecapToShow {
  const root = source.kind === 'thread' ? { ts: source.threadTs, threadTs: source.threadTs } : null;
  const threadUrl = root && messageUrl(url, channel.id, root);
  const what = describeSource({ source, channel, threadUrl, requestedAt, speech });
  return {
    ...saved,
    ...(changes ? { changes } : {}),
    ...('items' in saved ? { life: { conversationId, items: saved.items } } : {}),
    speech,
    about: aboutLine(audience, what, speech),
    linkTo: (ref) => messageUrl(url, channel.id, ref),
  };
}

/** What a recap says of what was read; one in its own thread need not. */
function aboutLine(audience: Audience, what: string, speech: Speech): string | null {
  const { about, aboutForYou } = speech.words.recap;
  switch (audience) {
    case 'thread':
      return null;
    case 'channel':
      return about(speech, { what });
    case 'private':
      return aboutForYou(speech, { what });
  }
}
