import type { SimulatedApp } from '../../app.ts';
import type { Channel, World } from '../../world/types.ts';

/** A channel or direct conversation as the `conversations.*` methods give it out. */
export function conversationObject(
  channel: Channel,
  { world, app }: { world: World; app: SimulatedApp },
): Record<string, unknown> {
  const common = {
    id: channel.id,
    created: channel.created,
    is_archived: channel.isArchived,
    is_im: channel.kind === 'im',
    is_org_shared: false,
    context_team_id: world.team.id,
    updated: channel.created * 1000,
  };
  if (channel.kind !== 'im') return { ...common, ...namedFields(channel, world, app) };
  const user = [...channel.members].find((userId) => userId !== app.botUserId);
  return { ...common, user, is_user_deleted: false, priority: 0 };
}

function namedFields(channel: Channel, world: World, app: SimulatedApp) {
  const isPrivate = channel.kind === 'private';
  return {
    name: channel.name,
    name_normalized: channel.name,
    is_channel: true,
    is_group: false,
    is_mpim: false,
    is_private: isPrivate,
    is_general: channel.name === 'general',
    is_member: channel.members.has(app.botUserId),
    is_shared: channel.isShared === true,
    is_ext_shared: channel.isShared === true,
    is_pending_ext_shared: false,
    unlinked: 0,
    creator: channel.creator ?? '',
    shared_team_ids: teamsOf(channel, world),
    pending_shared: [],
    pending_connected_team_ids: [],
    parent_conversation: null,
    topic: { value: channel.topic, creator: '', last_set: 0 },
    purpose: { value: channel.purpose, creator: '', last_set: 0 },
    previous_names: [],
  };
}

function teamsOf({ isShared, members }: Channel, world: World): string[] {
  if (isShared !== true) return [world.team.id];
  const others = [...members].flatMap((userId) => world.person(userId)?.teamId ?? []);
  return [...new Set([world.team.id, ...others])];
}
