import type { Digest, DigestChoice } from '../../core/domain/digest/digest.ts';
import { asRecallError } from '../../core/domain/errors.ts';
import type { Member } from '../../core/slack/client.ts';
import { INPUT_DIGEST_CHANNELS, INPUT_DIGEST_OTHER } from '../../core/slack/ids.ts';
import { channelMention } from '../../core/slack/messages/asking/progress.ts';
import type { Speech } from '../../core/slack/messages/speech.ts';
import type { ListenerDeps } from '../listeners/listener.ts';

/** Why somebody may not have the digest that they chose: the field that it lies in, and the sentence, as mrkdwn. */
export interface ChoiceRefusal {
  field: string;
  says: string;
  /** The channel that it is about; null where it is about none. */
  channelId: string | null;
}

type Places = Pick<DigestChoice, 'channelIds' | 'postTo'>;
type Deps = Pick<ListenerDeps, 'workspaceId' | 'slack' | 'store' | 'access'>;

/**
 * Whether a person may set up such a digest: full members of the workspace may for the channels that they are in, where Recall is and
 * is not switched off. What is said in a private channel goes to no other channel. Of a digest that is changed, only what it gets
 * beside what it had (`before`) has to be open to the person, who may be an admin that is not in its channels.
 * @returns null where they may
 * @throws RecallErrors where Slack tells too little to say
 */
export async function refusalOf(
  { channelIds, postTo }: Places,
  { before, member, speech }: { before: Places | null; member: Member; speech: Speech },
  { workspaceId, slack, store, access }: Deps,
): Promise<ChoiceRefusal | null> {
  const { digests: words } = speech.words;
  if (member.standing !== 'full')
    return { field: INPUT_DIGEST_CHANNELS, says: words.guests, channelId: null };
  const all = [...new Set([...channelIds, ...(postTo === null ? [] : [postTo])])];
  const [joined, readable] = await Promise.all([
    slack.channelsOf(member.id),
    access.readable(workspaceId, member.id, all),
  ]);
  const had = new Set([...(before?.channelIds ?? []), ...(before?.postTo ? [before.postTo] : [])]);
  const own = new Map(joined.map((channel) => [channel.id, channel]));
  const mayHave = async (id: string) => {
    const place = { place: channelMention({ id }, speech) };
    if (!readable.has(id)) return words.notReadable(speech, place);
    if (!own.has(id)) return words.notMember(speech, place);
    const isOff = (await store.channels.modeOf(workspaceId, id)) === 'off';
    return isOff ? words.isOff(speech, place) : null;
  };
  const leaks = async (id: string) => {
    if (postTo === null || postTo === id || (had.has(id) && before?.postTo === postTo)) return false;
    return own.get(id)?.isPrivate ?? (await slack.channel(id)).isPrivate;
  };
  const sayOf = async (id: string) => {
    const says = had.has(id) ? null : await mayHave(id);
    if (says !== null) return says;
    return (await leaks(id)) ? words.isPrivate(speech, { place: channelMention({ id }, speech) }) : null;
  };
  for (const id of all) {
    const says = await sayOf(id);
    const field = channelIds.includes(id) ? INPUT_DIGEST_CHANNELS : INPUT_DIGEST_OTHER;
    if (says !== null) return { field, says, channelId: id };
  }
  return null;
}

/**
 * Whether a person may change a digest: its author; of one that is posted in a channel, whoever made that channel (see
 * docs/decisions/011 on channel managers), and admins.
 */
export async function mayChangeDigest(
  { author, postTo }: Pick<Digest, 'author' | 'postTo'>,
  member: Member,
  slack: Pick<ListenerDeps['slack'], 'channel'>,
): Promise<boolean> {
  if (member.standing !== 'full') return false;
  if (author === member.id) return true;
  if (postTo === null) return false;
  return member.isAdmin || (await creatorOf(postTo, slack)) === member.id;
}

/** Null where Slack does not tell. */
async function creatorOf(
  channelId: string,
  slack: Pick<ListenerDeps['slack'], 'channel'>,
): Promise<string | null> {
  try {
    return (await slack.channel(channelId)).creator;
  } catch (cause) {
    const error = asRecallError(cause);
    if (error.retryable) throw error;
    return null;
  }
}

/** Whether a person is shown a digest in a list: what goes to its author alone, nobody else. */
export function isShownTo({ author, postTo }: Pick<Digest, 'author' | 'postTo'>, userId: string): boolean {
  return postTo !== null || author === userId;
}

/** A refusal as Slack shows it at a field, where no mrkdwn means anything: channels by their names. */
export async function plainRefusal(
  { says, channelId }: ChoiceRefusal,
  slack: Pick<ListenerDeps['slack'], 'channel'>,
): Promise<string> {
  const channel = channelId === null ? null : await slack.channel(channelId).catch(() => null);
  return says.replace(/<#[CG][A-Z0-9]+>/g, `#${channel?.name || '…'}`).replaceAll('`', '');
}
