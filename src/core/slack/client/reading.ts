import type { WebAPICallResult } from '@slack/web-api';
import { readMessages } from '../read-message.ts';
import type { Call } from './call.ts';
import type { JoinedChannel, Page, Slack, Standing } from './slack.ts';

/** Slack's documented maximum is higher, but asks for no more than 200 a page. */
const PAGE_SIZE = 200;
const MEMBERS_PAGE_SIZE = 1000;
/** Beyond so many pages a channel's members are not asked for. */
const MOST_MEMBER_PAGES = 100;
const CHANNELS_PAGE_SIZE = 500;
/** Beyond so many pages the channels that somebody is in are not asked for. */
const MOST_CHANNEL_PAGES = 100;

type Reading = Pick<
  Slack,
  'identify' | 'channel' | 'person' | 'replies' | 'history' | 'members' | 'channelsOf'
>;

/** What Recall asks Slack. `workspaceId` is whose token it is; null where that has to be asked. */
export function reading(call: Call, workspaceId: string | null): Reading {
  let ownWorkspaceId = workspaceId === null ? undefined : Promise.resolve(workspaceId);

  async function identify() {
    const answer = await call('auth.test', ({ patient }) => patient.auth.test());
    return {
      workspaceId: answer.team_id ?? '',
      workspaceName: answer.team ?? '',
      url: answer.url ?? '',
      botUserId: answer.user_id ?? '',
      botId: answer.bot_id ?? '',
      scopes: answer.response_metadata?.scopes ?? [],
    };
  }

  /** Asked once; a token belongs to one workspace. */
  function ownWorkspace(): Promise<string> {
    ownWorkspaceId ??= identify().then(
      ({ workspaceId }) => workspaceId,
      (error) => {
        ownWorkspaceId = undefined;
        throw error;
      },
    );
    return ownWorkspaceId;
  }

  return {
    async identify() {
      const identity = await identify();
      ownWorkspaceId ??= Promise.resolve(identity.workspaceId);
      return identity;
    },
    async channel(channelId) {
      const { channel } = await call('conversations.info', ({ patient }) =>
        patient.conversations.info({ channel: channelId }),
      );
      return {
        id: channelId,
        name: channel?.name ?? '',
        purpose: channel?.purpose?.value ?? '',
        isMember: channel?.is_member === true || channel?.is_im === true,
        isPrivate: channel?.is_private === true || channel?.is_im === true || channel?.is_mpim === true,
        isArchived: channel?.is_archived === true,
        isShared: channel?.is_ext_shared === true,
        creator: channel?.creator || null,
      };
    },
    async person(userId) {
      const { user } = await call('users.info', ({ patient }) =>
        patient.users.info({ user: userId, include_locale: true }),
      );
      const own = user?.team_id === undefined ? null : await ownWorkspace();
      const isOfAnother = !user || own === null || !workspacesOf(user).includes(own);
      const name =
        user?.profile?.display_name || user?.real_name || user?.profile?.real_name || user?.name || userId;
      return {
        id: userId,
        name,
        timeZone: user?.tz ?? null,
        locale: user?.locale ?? null,
        standing: isOfAnother ? 'stranger' : standingOf(user),
        // Of the workspace that `team_id` names; with the token of a whole organization it may be another one of theirs.
        isAdmin:
          !isOfAnother &&
          user.team_id === own &&
          (user.is_admin === true || user.is_owner === true || user.is_primary_owner === true),
        ...(!isOfAnother && isOrgAdmin(user) ? { isOrgAdmin: true } : {}),
      };
    },
    async replies({ channelId, threadTs, cursor, limit = PAGE_SIZE }) {
      const args = {
        channel: channelId,
        ts: threadTs,
        limit,
        include_all_metadata: true,
        ...(cursor ? { cursor } : {}),
      };
      return toPage(
        await call('conversations.replies', ({ patient }) => patient.conversations.replies(args)),
      );
    },
    async history({ channelId, oldest, latest, cursor }) {
      const args = {
        channel: channelId,
        limit: PAGE_SIZE,
        include_all_metadata: true,
        ...(oldest ? { oldest } : {}),
        ...(latest ? { latest } : {}),
        ...(cursor ? { cursor } : {}),
      };
      return toPage(
        await call('conversations.history', ({ patient }) => patient.conversations.history(args)),
      );
    },
    async members(channelId) {
      const ids: string[] = [];
      let cursor: string | undefined;
      for (let page = 0; page < MOST_MEMBER_PAGES; page += 1) {
        const args = { channel: channelId, limit: MEMBERS_PAGE_SIZE, ...(cursor ? { cursor } : {}) };
        const answer = await call('conversations.members', ({ patient }) =>
          patient.conversations.members(args),
        );
        ids.push(...(answer.members ?? []));
        cursor = answer.response_metadata?.next_cursor || undefined;
        if (!cursor) break;
      }
      return ids;
    },
    async channelsOf(userId) {
      const joined: JoinedChannel[] = [];
      let cursor: string | undefined;
      for (let page = 0; page < MOST_CHANNEL_PAGES; page += 1) {
        const args = {
          types: 'public_channel,private_channel',
          limit: CHANNELS_PAGE_SIZE,
          ...(userId === null ? {} : { user: userId }),
          ...(cursor ? { cursor } : {}),
        };
        const answer = await call('users.conversations', ({ patient }) => patient.users.conversations(args));
        joined.push(...(answer.channels ?? []).flatMap(toJoinedChannel));
        cursor = answer.response_metadata?.next_cursor || undefined;
        if (!cursor) break;
      }
      return joined;
    },
  };
}

function toJoinedChannel(channel: { id?: string; is_private?: boolean }): JoinedChannel[] {
  return channel.id === undefined ? [] : [{ id: channel.id, isPrivate: channel.is_private !== false }];
}

/** Somebody of an Enterprise organization may be in several of its workspaces. */
function workspacesOf({ team_id: id, enterprise_user: of }: Homes): readonly string[] {
  return [...(id === undefined ? [] : [id]), ...(of?.teams ?? [])];
}

interface Homes {
  team_id?: string;
  enterprise_user?: { teams?: string[] };
}

interface OrgFlags {
  enterprise_user?: { is_admin?: boolean; is_owner?: boolean };
}

function isOrgAdmin(user: OrgFlags | undefined): boolean {
  return user?.enterprise_user?.is_admin === true || user?.enterprise_user?.is_owner === true;
}

interface StandingFlags {
  deleted?: boolean;
  is_bot?: boolean;
  is_stranger?: boolean;
  is_restricted?: boolean;
  is_ultra_restricted?: boolean;
}

/** See docs.slack.dev/reference/objects/user-object */
function standingOf(user: StandingFlags | undefined): Standing {
  if (!user || user.is_stranger) return 'stranger';
  if (user.deleted) return 'gone';
  if (user.is_bot) return 'bot';
  return user.is_restricted || user.is_ultra_restricted ? 'guest' : 'full';
}

function toPage(answer: WebAPICallResult & { messages?: unknown[] }): Page {
  return {
    messages: readMessages(answer.messages),
    nextCursor: answer.response_metadata?.next_cursor || null,
  };
}
