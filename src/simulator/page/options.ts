import type {
  ChannelsSelect,
  ConversationsSelect,
  MultiChannelsSelect,
  MultiConversationsSelect,
  MultiStaticSelect,
  MultiUsersSelect,
  StaticSelect,
  UsersSelect,
} from '@slack/types';
import type { Channel } from '../world/types.ts';
import { isColleague, nameOf, type Viewing, visibleChannels } from './viewing.ts';

/** The menus whose options the simulator knows; those that an app loads from outside it does not. */
export type KnownMenu =
  | StaticSelect
  | MultiStaticSelect
  | UsersSelect
  | MultiUsersSelect
  | ChannelsSelect
  | MultiChannelsSelect
  | ConversationsSelect
  | MultiConversationsSelect;

export interface Offered {
  value: string;
  label: string;
}

/** A heading with what stands under it; without one, options that stand alone. */
export interface OfferedGroup {
  label: string | undefined;
  options: readonly Offered[];
}

/** What can be picked in a menu, by name. */
export function offeredIn(menu: KnownMenu, viewing: Viewing): OfferedGroup[] {
  switch (menu.type) {
    case 'static_select':
    case 'multi_static_select':
      return menu.option_groups === undefined
        ? [alone((menu.options ?? []).map(plainOption))]
        : menu.option_groups.map(({ label, options }) => ({
            label: label.text,
            options: options.map(plainOption),
          }));
    case 'users_select':
    case 'multi_users_select':
      return [alone(people(viewing))];
    case 'channels_select':
    case 'multi_channels_select':
      return [
        alone(
          channels(
            visibleChannels(viewing).filter(({ kind }) => kind === 'public'),
            viewing,
          ),
        ),
      ];
    case 'conversations_select':
    case 'multi_conversations_select':
      return [alone(channels(conversations(viewing).filter(isIncludedBy(menu)), viewing))];
  }
}

/** The values that are picked in a menu when it is first shown. */
export function pickedIn(menu: KnownMenu, viewing: Viewing): string[] {
  switch (menu.type) {
    case 'static_select':
      return given(menu.initial_option?.value);
    case 'multi_static_select':
      return (menu.initial_options ?? []).flatMap(({ value }) => given(value));
    case 'users_select':
      return given(menu.initial_user);
    case 'multi_users_select':
      return menu.initial_users ?? [];
    case 'channels_select':
      return given(menu.initial_channel);
    case 'multi_channels_select':
      return menu.initial_channels ?? [];
    case 'conversations_select':
      return given(menu.initial_conversation ?? defaultConversation(menu, viewing));
    case 'multi_conversations_select':
      return menu.initial_conversations ?? given(defaultConversation(menu, viewing));
  }
}

function alone(options: readonly Offered[]): OfferedGroup {
  return { label: undefined, options };
}

function plainOption({ text, value = '' }: { text: { text: string }; value?: string }): Offered {
  return { value, label: text.text };
}

function people({ world }: Viewing): Offered[] {
  return world
    .people()
    .filter(isColleague)
    .map((person) => ({ value: person.id, label: nameOf(person) }));
}

function channels(listed: readonly Channel[], { app }: Viewing): Offered[] {
  const label = ({ kind, name }: Channel) => {
    if (kind === 'im') return `${app.name} (direct message)`;
    return `${kind === 'private' ? '🔒' : '#'}${name}`;
  };
  return listed
    .filter(({ isArchived }) => !isArchived)
    .map((channel) => ({ value: channel.id, label: label(channel) }));
}

/** Channels, and what the viewer and the app write to each other. */
function conversations(viewing: Viewing): Channel[] {
  const direct = viewing.world.directChannel(viewing.viewer.id);
  return [...visibleChannels(viewing), ...(direct === undefined ? [] : [direct])];
}

/** The conversation on the page, for menus that begin with it. */
function defaultConversation(
  { default_to_current_conversation: isWanted }: ConversationsSelect | MultiConversationsSelect,
  { here, world, viewer }: Viewing,
): string | undefined {
  if (isWanted !== true) return undefined;
  if (here.startsWith('/dm/')) return world.directChannel(viewer.id)?.id;
  return /^\/channel\/(\w+)/.exec(here)?.[1];
}

function isIncludedBy({ filter }: ConversationsSelect | MultiConversationsSelect) {
  const include = filter?.include;
  return ({ kind }: Channel) => include === undefined || include.some((included) => included === kind);
}

function given(value: string | undefined): string[] {
  return value === undefined ? [] : [value];
}
