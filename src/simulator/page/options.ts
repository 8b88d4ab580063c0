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
      return [alone(channels(visibleChannels(viewing).filter(({ kind }) => kind === 'public')))];
    case 'conversations_select':
    case 'multi_conversations_select':
      return [alone(channels(visibleChannels(viewing).filter(isIncludedBy(menu))))];
  }
}

/** The values that are picked in a menu when it is first shown. */
export function pickedIn(menu: KnownMenu): string[] {
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
      return given(menu.initial_conversation);
    case 'multi_conversations_select':
      return menu.initial_conversations ?? [];
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

function channels(listed: readonly Channel[]): Offered[] {
  return listed
    .filter(({ isArchived }) => !isArchived)
    .map(({ id, kind, name }) => ({ value: id, label: `${kind === 'private' ? '🔒' : '#'}${name}` }));
}

function isIncludedBy({ filter }: ConversationsSelect | MultiConversationsSelect) {
  const include = filter?.include;
  return ({ kind }: Channel) => include === undefined || include.some((included) => included === kind);
}

function given(value: string | undefined): string[] {
  return value === undefined ? [] : [value];
}
