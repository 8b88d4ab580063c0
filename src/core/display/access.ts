import { asRecallError, type ErrorCode, RecallError } from '../domain/errors.ts';
import { inParallel } from '../domain/in-parallel.ts';
import type { Reach } from '../domain/reach.ts';
import type { JoinedChannel, Member, Slack } from '../slack/client.ts';
import type { People } from '../slack/people.ts';
import type { KnownMembers } from '../store/finding/members.ts';
import type { WorkspaceStore } from '../store/index.ts';

/** Who may read what in Slack today. Every call throws retryable RecallErrors where Slack does not answer, and never grants then. */
export interface Access {
  /**
   * Of `channelIds`, those that the person may read in Slack today. Public channels: every full member; guests and strangers: only
   * channels they are in. A channel that Recall is not in is readable to nobody.
   */
  readable(workspaceId: string, userId: string, channelIds: Iterable<string>): Promise<Set<string>>;
  mayRead(workspaceId: string, userId: string, channelId: string): Promise<boolean>;
  /** How much of what was read in those lists show them: of guests and strangers, only what they asked for themselves. */
  reach(workspaceId: string, userId: string): Promise<Reach>;
  /** Somebody came or left, or the channel changed: what was known of it no longer holds. */
  forget(workspaceId: string, channelId: string): Promise<void>;
}

export interface AccessDeps {
  store: Pick<WorkspaceStore, 'members' | 'channels'>;
  slackFor(workspaceId: string): Pick<Slack, 'channel' | 'members' | 'person' | 'channelsOf'>;
  people: People;
  now(): Date;
}

/** How long Slack's answer is taken for true where no event says otherwise. */
const KEEP_MS = 2 * 60_000;
const AT_ONCE = 6;
/** With more channels than this to ask about, one list of all that a person is in costs Slack less. */
const MOST_ASKED_ONE_BY_ONE = 20;
/** How often Slack is asked again where people come and go meanwhile. */
const MOST_TRIES = 4;

/** What Slack says of channels that Recall is not in, or that are gone. */
const CLOSED_CODES: ReadonlySet<ErrorCode> = new Set(['not_in_channel', 'message_gone', 'no_longer_there']);
const CLOSED = { isOpen: false, isPrivate: true, userIds: [] };

type Reader = Pick<Member, 'id' | 'standing'>;
type Members = Omit<KnownMembers, 'checkedAt'>;

/** Remembers Slack's answers for minutes, in the database, so that a leave that one process hears of holds in all. */
export function createAccess({ store, slackFor, people, now }: AccessDeps): Access {
  async function readerOf(workspaceId: string, userId: string): Promise<Reader> {
    const named = await people.named(slackFor(workspaceId), workspaceId, [userId]);
    return named.get(userId) ?? { id: userId, standing: 'stranger' };
  }

  async function ask(workspaceId: string, channelId: string, reader: Reader): Promise<Members> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const changes = await store.members.changes(workspaceId, channelId);
      const checkedAt = now();
      const { isOpen, ...members } = await askSlack(slackFor(workspaceId), channelId, reader);
      const isPrivate = isOpen ? members.isPrivate : null;
      await store.channels.learnPrivacy(workspaceId, [{ id: channelId, isPrivate }], checkedAt);
      if (await store.members.record(workspaceId, channelId, { ...members, checkedAt, changes })) {
        return members;
      }
    }
    throw new RecallError('slack_unavailable', `the members of ${channelId} change too often`, {
      retryable: true,
    });
  }

  async function askSlack(
    slack: Pick<Slack, 'channel' | 'members'>,
    channelId: string,
    reader: Reader,
  ): Promise<Members & { isOpen: boolean }> {
    try {
      const { isMember, isPrivate } = await slack.channel(channelId);
      if (!isMember) return CLOSED;
      if (!isPrivate && reader.standing === 'full') return { isOpen: true, isPrivate, userIds: [] };
      return { isOpen: true, isPrivate, userIds: await slack.members(channelId) };
    } catch (cause) {
      const error = asRecallError(cause);
      if (CLOSED_CODES.has(error.code)) return CLOSED;
      throw error;
    }
  }

  async function askOneByOne(workspaceId: string, channelIds: readonly string[], reader: Reader) {
    const answers = await inParallel(channelIds, AT_ONCE, async (id) => {
      const members = await ask(workspaceId, id, reader);
      return isReadable(members, reader) ? [id] : [];
    });
    return answers.flat();
  }

  /** Who is in them is not remembered, since it tells of one person alone; whether they are private is. */
  async function askAtOnce(workspaceId: string, channelIds: readonly string[], reader: Reader) {
    const slack = slackFor(workspaceId);
    const askedAt = now();
    const [ofRecall, ofReader] = await Promise.all([slack.channelsOf(null), slack.channelsOf(reader.id)]);
    const told = new Map(ofRecall.map(({ id, isPrivate }) => [id, isPrivate]));
    const privacy = channelIds.map((id) => ({ id, isPrivate: told.get(id) ?? null }));
    await store.channels.learnPrivacy(workspaceId, privacy, askedAt);
    return channelIds.filter(isAmong(ofRecall, ofReader, reader));
  }

  async function askFor(workspaceId: string, channelIds: readonly string[], reader: Reader) {
    if (channelIds.length <= MOST_ASKED_ONE_BY_ONE) return askOneByOne(workspaceId, channelIds, reader);
    const direct = channelIds.filter(isDirect);
    const others = channelIds.filter((id) => !isDirect(id));
    return [
      ...(await askOneByOne(workspaceId, direct, reader)),
      ...(await askAtOnce(workspaceId, others, reader)),
    ];
  }

  async function readable(workspaceId: string, userId: string, channelIds: Iterable<string>) {
    const ids = [...new Set(channelIds)];
    if (ids.length === 0) return new Set<string>();
    const reader = await readerOf(workspaceId, userId);
    if (reader.standing === 'gone' || reader.standing === 'bot') return new Set<string>();
    const since = new Date(now().getTime() - KEEP_MS);
    const known = await store.members.known(workspaceId, ids, since);
    const isKnown = (id: string) => tellsOf(known.get(id), reader);
    const unknown = ids.filter((id) => !isKnown(id));
    const asked = await askFor(workspaceId, unknown, reader);
    const kept = ids.filter((id) => {
      const members = known.get(id);
      return members !== undefined && isKnown(id) && isReadable(members, reader);
    });
    return new Set([...kept, ...asked]);
  }

  return {
    readable,
    async mayRead(workspaceId, userId, channelId) {
      return (await readable(workspaceId, userId, [channelId])).has(channelId);
    },
    async reach(workspaceId, userId) {
      return (await readerOf(workspaceId, userId)).standing === 'full' ? 'all' : 'themselves';
    },
    forget: (workspaceId, channelId) => store.members.forget(workspaceId, channelId),
  };
}

/** Whether it says if this person may read: of a public channel, the members may not have been asked for. */
function tellsOf(members: Members | undefined, { standing }: Reader): boolean {
  if (members === undefined) return false;
  return members.isPrivate || standing === 'full' || members.userIds.length > 0;
}

function isReadable({ isPrivate, userIds }: Members, { id, standing }: Reader): boolean {
  return (!isPrivate && standing === 'full') || userIds.includes(id);
}

/** Direct messages are on none of Slack's lists of what a person is in. */
function isDirect(channelId: string): boolean {
  return channelId.startsWith('D');
}

function isAmong(
  ofRecall: readonly JoinedChannel[],
  ofReader: readonly JoinedChannel[],
  { standing }: Reader,
): (id: string) => boolean {
  const joined = new Map(ofRecall.map((channel) => [channel.id, channel]));
  const own = new Set(ofReader.map(({ id }) => id));
  return (id) => {
    const channel = joined.get(id);
    if (!channel) return false;
    return own.has(id) || (standing === 'full' && !channel.isPrivate);
  };
}
