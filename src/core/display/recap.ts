import type { Conversation } from '../domain/conversation.ts';
import type { ErrorCode } from '../domain/errors.ts';
import type { OutgoingMessage, Slack } from '../slack/client.ts';
import { messageUrl } from '../slack/links.ts';
import { failureMessage } from '../slack/messages/asking/failure.ts';
import { unchangedNotice, updatedNotice } from '../slack/messages/asking/progress.ts';
import { type Speech, speechOf } from '../slack/messages/speech.ts';
import type { WorkspaceStore } from '../store/index.ts';
import type { InstalledWorkspace } from '../store/workspaces.ts';
import { bringUpToDate, type Place, type ShowDeps } from './bring.ts';
import { deliver } from './deliver.ts';
import { changesSince, whatWasRead } from './recap-view.ts';

export type { Place, ShowDeps } from './bring.ts';

/**
 * Shows a saved recap in Slack, marked by what it changes where it brings an earlier one up to date. What was deleted or edited while
 * it was made is struck first.
 */
export async function showRecap(
  conversation: Conversation,
  place: Place,
  deps: ShowDeps & { now(): Date },
): Promise<void> {
  const { store } = deps;
  const speech = await readersSpeech(conversation, place.slack, deps);
  await strikeNoted(conversation, speech, deps);
  await bringUpToDate(conversation.id, { place, isFirst: true }, deps);
  const changes = conversation.isInPlace ? await changesIn(conversation, store) : null;
  if (changes) {
    const recapUrl = await urlOfRecap(conversation.id, place.workspace, store);
    await tellReader(conversation, updatedNotice({ recapUrl, changes, speech }), place.slack, deps);
  }
}

/** The same for a saved recap that is shown with others, in a digest: takes out what was deleted or edited while it was made. */
export async function finishPart(
  conversation: Conversation,
  { slack }: Pick<Place, 'slack'>,
  deps: ShowDeps & { now(): Date },
): Promise<void> {
  await strikeNoted(conversation, await readersSpeech(conversation, slack, deps), deps);
}

async function strikeNoted(
  { id }: Conversation,
  speech: Speech,
  { store, now }: Pick<ShowDeps, 'store'> & { now(): Date },
): Promise<void> {
  const emptyHeadline = speech.words.result.nothingLeft;
  for (const change of await store.striking.notedDuring(id))
    await store.striking.strike(id, change, { emptyHeadline, at: now() });
}

async function changesIn({ id }: Conversation, { standingRecaps, recaps }: WorkspaceStore) {
  const standing = await standingRecaps.find(id);
  if (standing.kind !== 'stands' || standing.conversation.followsId === null) return null;
  const before = await recaps.find(standing.conversation.followsId);
  return before && changesSince(before, standing.recap.recap);
}

/** Says that nothing happened since the recap before. */
export async function showUnchanged(conversation: Conversation, place: Place, deps: ShowDeps): Promise<void> {
  const { store } = deps;
  const recapUrl = await urlOfRecap(conversation.followsId ?? conversation.id, place.workspace, store);
  const speech = await readersSpeech(conversation, place.slack, deps);
  const notice = unchangedNotice({ recapUrl, speech });
  if (conversation.isInPlace) await tellReader(conversation, notice, place.slack, deps);
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
  const { id: conversationId, channel, isInPlace } = conversation;
  const speech = await readersSpeech(conversation, slack, deps);
  const failure = { code, conversationId, channelId: channel.id, speech };
  if (isInPlace) return tellReader(conversation, failureMessage(failure), slack, deps);
  const message = failureMessage({ ...failure, about: await aboutFailed(conversation, speech, store) });
  await deliver(conversation, [message], { slack, deliveries: store.deliveries }).catch((error) =>
    events.personNotTold({ code, error }),
  );
}

/** Among other messages, which of a person's wishes has failed; null in the thread itself. Never throws. */
async function aboutFailed(
  conversation: Conversation,
  speech: Speech,
  { workspaces }: WorkspaceStore,
): Promise<string | null> {
  const { audience, workspaceId } = conversation;
  if (audience === 'thread') return null;
  const workspace = await workspaces.findActive(workspaceId).catch(() => null);
  if (!workspace) return null;
  const { about, aboutForYou } = speech.words.recap;
  const what = whatWasRead(conversation, workspace.url, speech);
  return (audience === 'private' ? aboutForYou : about)(speech, { what });
}

/** In the language and zone of the person who waits for it. */
function readersSpeech(conversation: Conversation, slack: Slack, { people }: ShowDeps): Promise<Speech> {
  return speechOf(people, slack, { workspaceId: conversation.workspaceId, userId: readerOf(conversation) });
}

function readerOf({ askedBy, updatedBy }: Conversation): string {
  return updatedBy ?? askedBy;
}

/** Where a recap that stands is edited, in a message that only the person who waits for it sees. Never throws. */
async function tellReader(
  conversation: Conversation,
  message: OutgoingMessage,
  slack: Slack,
  { store, events }: ShowDeps,
): Promise<void> {
  try {
    const { channelId, threadTs } = await whereToTell(conversation, store);
    const thread = threadTs === null ? {} : { threadTs };
    await slack.postEphemeral({ channelId, userId: readerOf(conversation), ...thread, message });
  } catch (error) {
    events.personNotTold({ code: null, error });
  }
}

/** Beside the recap: whoever did not ask for a private one sees it where it was shared. */
async function whereToTell(conversation: Conversation, { deliveries }: WorkspaceStore) {
  const { id, channel, source, audience, askedBy } = conversation;
  const inThread = source.kind === 'thread' ? source.threadTs : null;
  if (audience !== 'private') return { channelId: channel.id, threadTs: inThread };
  const [original, shared] = await deliveries.copies(id);
  const seen = readerOf(conversation) === askedBy ? original : shared;
  return { channelId: seen?.parts[0]?.channelId ?? channel.id, threadTs: seen?.threadTs ?? null };
}

async function urlOfRecap(
  conversationId: string,
  { url }: InstalledWorkspace,
  store: WorkspaceStore,
): Promise<string> {
  const [part] = await store.deliveries.list(conversationId);
  return part ? messageUrl(url, part.channelId, { ts: part.ts, threadTs: null }) : url;
}
