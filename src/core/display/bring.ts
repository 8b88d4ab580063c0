import { type Conversation, ORIGINAL } from '../domain/conversation.ts';
import { asRecallError, type RecallError } from '../domain/errors.ts';
import type { Events } from '../runtime/events.ts';
import type { Slack } from '../slack/client.ts';
import { type RecapToShow, recapMessages } from '../slack/messages/recap/recap.ts';
import { plainRecapMessage } from '../slack/messages/recap/recap-plain.ts';
import { speechOf } from '../slack/messages/speech.ts';
import type { People } from '../slack/people.ts';
import type { WorkspaceStore } from '../store/index.ts';
import type { StandingRecap } from '../store/recaps/standing-recaps.ts';
import type { InstalledWorkspace } from '../store/workspaces.ts';
import { type CopyTarget, deliverCopy, takeAway, threadOf } from './deliver.ts';
import { recapView } from './recap-view.ts';

export interface ShowDeps {
  store: WorkspaceStore;
  events: Events;
  people: People;
}

/** Where something is shown: a workspace, through a client with its token. */
export interface Place {
  slack: Slack;
  workspace: InstalledWorkspace;
}

/** How often one call looks whether what it showed still stands. */
const MOST_ROUNDS = 10;
/** The copy that is shared from a private recap. */
const SHARED = 1;

/**
 * Brings the Slack messages of a conversation's recap up to what is stored, and looks again afterwards: several processes may do so at
 * the same time, and Slack keeps the last. With `isFirst`, by the worker that made the recap, what is not posted yet, or was deleted by
 * somebody, is posted, and a refusal of Slack's is thrown; else it is logged, since it will not be another one next time.
 */
export async function bringUpToDate(
  conversationId: string,
  { place, isFirst }: { place: Place; isFirst: boolean },
  deps: ShowDeps,
): Promise<void> {
  const { standingRecaps, recaps } = deps.store;
  let shown = '';
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const standing = await standingRecaps.find(conversationId);
    if (standing.kind === 'none') return;
    if (standing.kind === 'deleted') return takeDown(standing.conversation, place.slack, deps);
    const { conversation, recap } = standing;
    const content = `${conversation.id} ${recap.version}`;
    if (content === shown) return;
    await showCopies(standing, { place, isFirst: isFirst && conversation.id === conversationId }, deps);
    await recaps.markShown(conversation.id, recap.version);
    shown = content;
  }
}

async function showCopies(
  standing: StandingRecap,
  { place, isFirst }: { place: Place; isFirst: boolean },
  deps: ShowDeps,
): Promise<void> {
  const { store, people, events } = deps;
  const { workspaceId, askedBy, followsId } = standing.conversation;
  const [targets, before, speech] = await Promise.all([
    targetsOf(standing, { place, isFirst }, deps),
    followsId === null ? null : store.recaps.find(followsId),
    speechOf(people, place.slack, { workspaceId, userId: askedBy }),
  ]);
  const viewing = { before, workspaceUrl: place.workspace.url, speech };
  let worst: RecallError | null = null;
  for (const target of targets) {
    try {
      await showCopy(standing.conversation, target, recapView(standing, target, viewing), place, deps);
    } catch (cause) {
      const error = asRecallError(cause);
      const isThrown = error.retryable || (isFirst && target.copy === ORIGINAL);
      if (isThrown) worst ??= error;
      else events.notShown({ what: 'recap', error });
    }
  }
  if (worst) throw worst;
}

async function showCopy(
  { id }: Conversation,
  target: CopyTarget,
  view: RecapToShow,
  { slack }: Place,
  { store, events }: ShowDeps,
): Promise<void> {
  const posting = { slack, deliveries: store.deliveries };
  try {
    await deliverCopy(id, recapMessages(view), target, posting);
  } catch (cause) {
    const error = asRecallError(cause);
    if (error.code !== 'slack_refused_blocks') throw error;
    events.blocksRefused({ error });
    await deliverCopy(id, [plainRecapMessage(view)], target, posting);
  }
}

/** Where copies stand, or are to be posted. */
async function targetsOf(
  { conversation, recap, sharedTo }: StandingRecap,
  { place: { slack }, isFirst }: { place: Place; isFirst: boolean },
  { store }: ShowDeps,
): Promise<CopyTarget[]> {
  const { id, isInPlace, followsId } = conversation;
  if (sharedTo !== null && isInPlace && followsId !== null) await store.deliveries.adoptCopies(id, followsId);
  const copies = await store.deliveries.copies(id);
  const targets = copies.flatMap(({ copy, threadTs, parts: [first] }): CopyTarget[] => {
    if (!first) return [];
    const { channelId } = first;
    if (copy !== ORIGINAL)
      return [{ copy, channelId, threadTs, postedSince: recap.changedAt, isPostedAnew: false }];
    const isUnknown = !isFirst || conversation.run > 1 || first.part !== 0;
    const postedSince = isUnknown ? conversation.requestedAt : null;
    return [{ copy, channelId, threadTs: threadOf(conversation), postedSince, isPostedAnew: isFirst }];
  });
  const has = (copy: number) => targets.some((target) => target.copy === copy);
  if (isFirst && !has(ORIGINAL)) targets.unshift(await firstTarget(conversation, slack));
  // Before the original, which says where it was shared.
  if (sharedTo !== null && !has(SHARED))
    targets.unshift(sharedTarget(conversation, sharedTo, recap.changedAt));
  return targets;
}

/** The placeholder never came to be. */
async function firstTarget(conversation: Conversation, slack: Slack): Promise<CopyTarget> {
  const { audience, askedBy, channel, requestedAt: postedSince } = conversation;
  const channelId = audience === 'private' ? await slack.openDirectMessage(askedBy) : channel.id;
  const threadTs = threadOf(conversation);
  return { copy: ORIGINAL, channelId, threadTs, postedSince, isPostedAnew: true };
}

/** A recap of a thread is shared in it. */
function sharedTarget({ source, channel }: Conversation, channelId: string, postedSince: Date): CopyTarget {
  const threadTs = source.kind === 'thread' && channelId === channel.id ? source.threadTs : null;
  return { copy: SHARED, channelId, threadTs, postedSince, isPostedAnew: false };
}

/** A recap that was deleted on purpose goes from Slack too; a message that Slack does not let go is left. */
async function takeDown({ id }: Conversation, slack: Slack, { store, events }: ShowDeps): Promise<void> {
  const { deliveries } = store;
  for (const { copy, parts } of await deliveries.copies(id)) {
    for (const at of parts.toReversed()) {
      try {
        await takeAway({ id, copy, at }, { slack, deliveries });
      } catch (cause) {
        const error = asRecallError(cause);
        if (error.retryable) throw error;
        events.notShown({ what: 'recap', error });
        await deliveries.forget(id, at.part, copy);
      }
    }
  }
}
