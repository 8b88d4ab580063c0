import { scopeWordOf } from '../../world/channels.ts';
import type { Channel } from '../../world/types.ts';
import { joinedChannel, personNamedBy, requireScope, visibleChannel } from '../access.ts';
import type { Arguments } from '../arguments.ts';
import type { MethodDeps, MethodTable } from '../method.ts';
import { pageOf } from '../paging.ts';
import { invalidArguments, Refusal } from '../refusal.ts';
import { conversationObject } from './conversation-object.ts';

const READ_SCOPES = ['channels:read', 'groups:read', 'im:read', 'mpim:read'];
const TYPES: Readonly<Record<string, Channel['kind'] | 'mpim'>> = {
  public_channel: 'public',
  private_channel: 'private',
  im: 'im',
  mpim: 'mpim',
};

/** What conversations there are and who is in them. */
export function createConversationMethods(deps: MethodDeps): MethodTable {
  const { world, app } = deps;

  function seenChannel(args: Arguments): Channel {
    const channel = visibleChannel(deps, args.required('channel'));
    requireScope(app, `${scopeWordOf(channel.kind)}:read`);
    return channel;
  }

  function listed(
    args: Arguments,
    isListed: (channel: Channel) => boolean,
    shown: (channel: Channel) => Record<string, unknown>,
  ) {
    const kinds = kindsAskedFor(args);
    for (const kind of kinds) requireScope(app, kind === 'mpim' ? 'mpim:read' : `${scopeWordOf(kind)}:read`);
    const isArchivedLeftOut = args.flag('exclude_archived');
    const channels = world
      .channels()
      .filter((channel) => kinds.includes(channel.kind) && isListed(channel))
      .filter((channel) => !(isArchivedLeftOut && channel.isArchived));
    const limit = args.limit(100, 999);
    const { page, next_cursor } = pageOf(channels, args, {
      kind: 'channel',
      idOf: (channel) => channel.id,
      limit,
    });
    return {
      channels: page.map(shown),
      response_metadata: { next_cursor },
    };
  }

  const isJoined = (channel: Channel) => channel.members.has(app.botUserId);
  const withCount = (channel: Channel) => ({
    ...conversationObject(channel, deps),
    ...(channel.kind === 'im' ? {} : { num_members: channel.members.size }),
  });
  const withoutMembership = (channel: Channel) => {
    const { is_member: _, ...conversation } = conversationObject(channel, deps);
    return conversation;
  };

  return {
    'conversations.info': {
      scopes: READ_SCOPES,
      pace: 'tier3',
      run(args) {
        const channel = seenChannel(args);
        const isCounted = args.flag('include_num_members');
        return { channel: isCounted ? withCount(channel) : conversationObject(channel, deps) };
      },
    },
    'conversations.members': {
      scopes: READ_SCOPES,
      pace: 'tier4',
      run(args) {
        const { page, next_cursor } = pageOf([...seenChannel(args).members], args, {
          kind: 'user',
          idOf: (userId) => userId,
          limit: args.limit(100, 1000),
        });
        return { members: page, response_metadata: { next_cursor } };
      },
    },
    'conversations.list': {
      scopes: READ_SCOPES,
      pace: 'tier2',
      run: (args) => listed(args, (channel) => channel.kind === 'public' || isJoined(channel), withCount),
    },
    'users.conversations': {
      scopes: READ_SCOPES,
      pace: 'tier3',
      run(args) {
        const userId = args.text('user') === undefined ? app.botUserId : personNamedBy(deps, args, 'user').id;
        return listed(
          args,
          (channel) => channel.members.has(userId) && (channel.kind === 'public' || isJoined(channel)),
          withoutMembership,
        );
      },
    },
    'conversations.open': {
      scopes: ['channels:manage', 'groups:write', 'im:write', 'mpim:write'],
      pace: 'tier3',
      run(args) {
        const channelId = args.text('channel');
        if (channelId !== undefined)
          return { channel: { id: joinedChannel(deps, channelId).id }, no_op: true };
        return openedDirect(deps, args);
      },
    },
  };
}

function openedDirect(deps: MethodDeps, args: Arguments) {
  const { world, app } = deps;
  const userIds = args.text('users')?.split(',') ?? [];
  const [userId, ...others] = userIds;
  if (userId === undefined) throw new Refusal('users_list_not_supplied');
  requireScope(app, others.length > 0 ? 'mpim:write' : 'im:write');
  if (others.length > 0) throw invalidArguments('group direct messages are not simulated');
  const person = world.person(userId);
  if (person === undefined) throw new Refusal('user_not_found');
  if (person.deleted === true) throw new Refusal('user_disabled');
  if (person.isBot === true || person.id === 'USLACKBOT') throw new Refusal('cannot_dm_bot');
  const wasOpen = world.directChannel(userId) !== undefined;
  const channel = world.openDirect(userId);
  return {
    ...(wasOpen ? { no_op: true, already_open: true } : {}),
    channel: args.flag('return_im') ? conversationObject(channel, deps) : { id: channel.id },
  };
}

function kindsAskedFor(args: Arguments): (Channel['kind'] | 'mpim')[] {
  const types = (args.text('types') ?? 'public_channel').split(',').map((type) => type.trim());
  return types.map((type) => {
    const kind = TYPES[type];
    if (kind === undefined) throw new Refusal('invalid_types');
    return kind;
  });
}
