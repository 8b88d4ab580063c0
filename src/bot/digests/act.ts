import type { Digest, DigestChoice } from '../../core/domain/digest/digest.ts';
import type { OutgoingMessage } from '../../core/slack/client.ts';
import { channelMention, plain } from '../../core/slack/messages/asking/progress.ts';
import {
  digestActWords,
  digestListMessage,
  digestSetUpMessage,
  mayNotChangeDigestWords,
} from '../../core/slack/messages/digest/digest-list.ts';
import type { ListenerDeps } from '../listeners/listener.ts';
import type { PersonUse } from '../person-use.ts';
import { isShownTo, mayChangeDigest } from './rights.ts';

export type DigestAct = 'pause' | 'resume' | 'now' | 'off';

/** So many a channel or a person has at most. */
const MOST_DIGESTS = 15;

/** Those that a person is shown: of the channel, or where there is none, their own. */
export async function digestsSeen(
  hereId: string | null,
  { member, workspaceId }: PersonUse,
  { store }: ListenerDeps,
): Promise<Digest[]> {
  if (hereId === null) return store.digests.byAuthor(workspaceId, member.id);
  const all = await store.digests.ofChannel(workspaceId, hereId);
  return all.filter((digest) => isShownTo(digest, member.id));
}

/** The list of them; `remark` stands above it, as mrkdwn. */
export async function digestList(
  hereId: string | null,
  remark: string | null,
  use: PersonUse,
  deps: ListenerDeps,
): Promise<OutgoingMessage> {
  const seen = await digestsSeen(hereId, use, deps);
  const listed = await Promise.all(
    seen.map(async (digest) => ({
      digest,
      mayChange: await mayChangeDigest(digest, use.member, deps.slack),
    })),
  );
  const { now, speech } = use;
  return digestListMessage({ channelId: hereId, listed, remark, now, speech });
}

/** The digest, where the person may change it; else why not, as mrkdwn. */
export async function changeable(id: string, use: PersonUse, deps: ListenerDeps): Promise<Digest | string> {
  const { workspaceId, member, speech } = use;
  const digest = await deps.store.digests.find(workspaceId, id);
  if (!digest || !isShownTo(digest, member.id)) return speech.words.digests.gone;
  if (await mayChangeDigest(digest, member, deps.slack)) return digest;
  return mayNotChangeDigestWords(digest, speech);
}

/** Does something to a digest, for whoever may. @returns what came of it, as mrkdwn */
export async function actOnDigest(
  act: DigestAct,
  id: string,
  use: PersonUse,
  deps: ListenerDeps,
): Promise<string> {
  const digest = await changeable(id, use, deps);
  if (typeof digest === 'string') return digest;
  const says = await carryOut(act, digest, use, deps);
  await deps.home.refresh(use.workspaceId, [digest.author]);
  return says ?? use.speech.words.digests.gone;
}

/** @returns null where it is gone meanwhile */
async function carryOut(
  act: DigestAct,
  digest: Digest,
  { workspaceId, member, now, speech }: PersonUse,
  { store: { digests, channels }, startRecaps }: ListenerDeps,
): Promise<string | null> {
  const says = (of: Digest) => digestActWords(act, of, { now, speech });
  switch (act) {
    case 'pause':
      await digests.pause(workspaceId, digest.id, now);
      return says(digest);
    case 'resume': {
      const resumed = await digests.resume(workspaceId, digest.id, now, member.id);
      return resumed && says(resumed);
    }
    case 'now': {
      const offId = await switchedOffIn(digest, channels);
      if (offId !== null)
        return speech.words.digests.isOff(speech, { place: channelMention({ id: offId }, speech) });
      const opened = await digests.startNow(workspaceId, digest.id, now);
      if (!opened) return (await digests.find(workspaceId, digest.id)) && speech.words.digests.startedAlready;
      await startRecaps(opened.conversationIds);
      return says(digest);
    }
    case 'off':
      return (await digests.remove(workspaceId, digest.id, now)) ? says(digest) : null;
  }
}

/** The channel of a digest that Recall is switched off in; null where there is none. */
async function switchedOffIn(
  { workspaceId, channelIds, postTo }: Digest,
  channels: ListenerDeps['store']['channels'],
): Promise<string | null> {
  for (const id of new Set([...channelIds, ...(postTo === null ? [] : [postTo])]))
    if ((await channels.modeOf(workspaceId, id)) === 'off') return id;
  return null;
}

/**
 * Sets up a digest; that the person may have it has been found out before.
 * @returns what will happen, or what is in the way
 */
export async function setUpDigest(
  choice: DigestChoice,
  use: PersonUse,
  deps: ListenerDeps,
): Promise<OutgoingMessage> {
  return told(await create(choice, use, deps), true, use, deps);
}

/**
 * Changes what is given of a digest; that the person may have it so has been found out before.
 * @returns what will happen, or what is in the way
 */
export async function keepDigest(
  choice: Partial<DigestChoice>,
  digestId: string,
  use: PersonUse,
  deps: ListenerDeps,
): Promise<OutgoingMessage> {
  return told(await change(choice, digestId, use, deps), false, use, deps);
}

async function told(
  kept: Digest | string,
  isNew: boolean,
  use: PersonUse,
  deps: ListenerDeps,
): Promise<OutgoingMessage> {
  if (typeof kept === 'string') return plain(kept);
  await deps.home.refresh(use.workspaceId, [kept.author]);
  const { now, speech } = use;
  return digestSetUpMessage(kept, { isNew, now, speech });
}

async function create(
  choice: DigestChoice,
  use: PersonUse,
  { store: { digests } }: ListenerDeps,
): Promise<Digest | string> {
  const { workspaceId, member, now, speech } = use;
  const [ofChannel, own] = await Promise.all([
    choice.postTo === null ? [] : digests.ofChannel(workspaceId, choice.postTo),
    digests.byAuthor(workspaceId, member.id),
  ]);
  const here = ofChannel.filter(({ postTo }) => postTo === choice.postTo);
  if (Math.max(here.length, own.length) >= MOST_DIGESTS) {
    return speech.words.digests.tooMany(speech, { count: MOST_DIGESTS });
  }
  return digests.create({ ...choice, workspaceId, author: member.id }, now);
}

/**
 * Sets up the first digest of a channel in it. Where somebody else has just done so, theirs is changed, as it is by whoever comes
 * later; that the person may have it has been found out before.
 * @returns what will happen, or what is in the way
 */
export async function keepFirstDigest(
  choice: DigestChoice & { postTo: string },
  use: PersonUse,
  deps: ListenerDeps,
): Promise<OutgoingMessage> {
  const { workspaceId, member, now, speech } = use;
  const { digests } = deps.store;
  const own = await digests.byAuthor(workspaceId, member.id);
  if (own.length >= MOST_DIGESTS) return plain(speech.words.digests.tooMany(speech, { count: MOST_DIGESTS }));
  const first = await digests.createFirst({ ...choice, workspaceId, author: member.id }, now);
  if (!first.isNew) return keepDigest({ schedule: choice.schedule }, first.digest.id, use, deps);
  return told(first.digest, true, use, deps);
}

/** What goes to one person alone is for them to say. What Recall paused goes on, since the change may have mended it. */
async function change(
  choice: Partial<DigestChoice>,
  digestId: string,
  use: PersonUse,
  deps: ListenerDeps,
): Promise<Digest | string> {
  const { workspaceId, member, now, speech } = use;
  const { digests } = deps.store;
  const before = await changeable(digestId, use, deps);
  if (typeof before === 'string') return before;
  if (choice.postTo === null && before.author !== member.id) return mayNotChangeDigestWords(before, speech);
  const digest = await digests.change(workspaceId, digestId, choice, now);
  if (!digest) return speech.words.digests.gone;
  if (digest.state === 'active' || digest.pausedFor === null) return digest;
  return (await digests.resume(workspaceId, digestId, now, member.id)) ?? speech.words.digests.gone;
}

/** Told where there is no digest to do something to. */
export function noDigestMessage(
  hereId: string | null,
  { speech }: Pick<PersonUse, 'speech'>,
): OutgoingMessage {
  const { noneOfYours, none } = speech.words.digests;
  if (hereId === null) return plain(noneOfYours);
  return plain(none(speech, { place: channelMention({ id: hereId }, speech) }));
}
