import { type Ask, RECAP_LENGTHS, type RecapLength, type Source } from '../../core/domain/conversation.ts';
import { ERASED } from '../../core/domain/erasure.ts';
import { RecallError } from '../../core/domain/errors.ts';
import type { StandingRecap } from '../../core/store/recaps/standing-recaps.ts';
import type { ListenerDeps } from '../listeners/listener.ts';
import type { RecapPress } from './press.ts';
import { ownRecap, refuseOutsiders, standingRecap } from './standing.ts';

/** *Update*: what came since is read, by whoever may read the recap. */
export async function updateRecap(press: RecapPress, deps: ListenerDeps): Promise<void> {
  const { asker } = press;
  await deps.pickUp.attempt(asker, async () => {
    const standing = await standingRecap(press.conversationId, deps);
    await refuseOutsiders(standing, asker.userId, deps);
    await refuseStrangersToSource(standing, asker.userId, deps);
    const { source, wishes } = standing.conversation;
    const ask = askAnew(standing, press, { source: upTo(source, deps.now()), wishes, isReread: false });
    await deps.pickUp.carryOut({ kind: 'ask', ask }, asker);
  });
}

/** *More detail* and *Less detail*: the same is read once more, for a longer or shorter recap. */
export async function changeLength(press: RecapPress, step: 1 | -1, deps: ListenerDeps): Promise<void> {
  const { asker } = press;
  await deps.pickUp.attempt(asker, async () => {
    const standing = await ownRecap(press.conversationId, asker.userId, deps);
    await refuseStrangersToSource(standing, asker.userId, deps);
    const { source, wishes } = standing.conversation;
    const length = nextLength(wishes.length, step);
    const ask = askAnew(standing, press, { source, wishes: { ...wishes, length }, isReread: true });
    await deps.pickUp.carryOut({ kind: 'ask', ask }, asker);
  });
}

/** The person who asked stays the one whose recap it is, unless their data was deleted. */
function askAnew(
  { conversation }: StandingRecap,
  { asker: { userId }, actionTs }: RecapPress,
  { source, wishes, isReread }: Pick<Ask, 'source' | 'wishes'> & { isReread: boolean },
): Ask {
  const { id: conversationId, workspaceId, channel, trigger, audience, askedBy } = conversation;
  return {
    workspaceId,
    channel,
    source,
    trigger,
    audience,
    askedBy: askedBy === ERASED ? userId : askedBy,
    updatedBy: userId === askedBy || askedBy === ERASED ? null : userId,
    wishes,
    follows: { conversationId, isReread },
    eventKey: `recap-${conversationId}-${userId}-${actionTs}`,
  };
}

/**
 * What is read anew must be theirs to read today, also where they asked for it before, or where its recap was shared to. Notes stay as
 * they were pasted.
 * @throws RecallError `not_in_channel`, and retryable ones where Slack does not say
 */
async function refuseStrangersToSource(
  { conversation: { source, channel } }: StandingRecap,
  userId: string,
  { access, workspaceId }: ListenerDeps,
): Promise<void> {
  if (source.kind === 'note' || (await access.mayRead(workspaceId, userId, channel.id))) return;
  throw new RecallError(
    'left_channel',
    'somebody who may not read the conversation wanted its recap updated',
  );
}

/** A window grows up to now; a thread has no end. */
function upTo(source: Source, now: Date): Source {
  return source.kind === 'channel' ? { ...source, to: now } : source;
}

function nextLength(length: RecapLength, step: 1 | -1): RecapLength {
  return RECAP_LENGTHS[RECAP_LENGTHS.indexOf(length) + step] ?? length;
}
