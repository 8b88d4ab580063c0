import { z } from 'zod';
import { choice, confirm, id, option, overflowOption, plainText } from './composition.ts';
import { LIMITS } from './limits.ts';

const common = {
  action_id: id.optional(),
  confirm: confirm.optional(),
  focus_on_load: z.boolean().optional(),
};
const prompted = { ...common, placeholder: plainText(LIMITS.placeholder).optional() };
export const overflow = z.strictObject({
  type: z.literal('overflow'),
  action_id: id.optional(),
  options: z.array(overflowOption).min(1).max(LIMITS.overflowOptions),
  confirm: confirm.optional(),
});

const maxSelected = z.number().int().min(1).optional();

const options = z.array(option).min(1).max(LIMITS.selectOptions);
const optionGroups = z
  .array(z.strictObject({ label: plainText(LIMITS.optionText), options }))
  .min(1)
  .max(LIMITS.selectOptions);
const offered = { options: options.optional(), option_groups: optionGroups.optional() };

interface Offer {
  options?: Valued[] | undefined;
  option_groups?: { options: Valued[] }[] | undefined;
}
interface Valued {
  value: string;
  text: { text: string };
}

const offersOneList = (given: Offer) => (given.options === undefined) !== (given.option_groups === undefined);
const ONE_LIST = { error: 'must define either `options` or `option_groups`' };

function isOffered(given: Offer, chosen: readonly Valued[]): boolean {
  const all = [...(given.options ?? []), ...(given.option_groups ?? []).flatMap((group) => group.options)];
  return chosen.every(({ value, text }) =>
    all.some((candidate) => candidate.value === value && candidate.text.text === text.text),
  );
}

const NOT_OFFERED = { error: 'initial option must be one of the options' };

const staticSelect = z
  .strictObject({
    type: z.literal('static_select'),
    ...prompted,
    ...offered,
    initial_option: option.optional(),
  })
  .refine(offersOneList, ONE_LIST)
  .refine((given) => isOffered(given, given.initial_option ? [given.initial_option] : []), NOT_OFFERED);

const multiStaticSelect = z
  .strictObject({
    type: z.literal('multi_static_select'),
    ...prompted,
    ...offered,
    initial_options: options.optional(),
    max_selected_items: maxSelected,
  })
  .refine(offersOneList, ONE_LIST)
  .refine((given) => isOffered(given, given.initial_options ?? []), NOT_OFFERED);

const checkboxes = z
  .strictObject({
    type: z.literal('checkboxes'),
    ...common,
    options: z.array(choice).min(1).max(LIMITS.choiceOptions),
    initial_options: z.array(choice).min(1).optional(),
  })
  .refine((given) => isOffered(given, given.initial_options ?? []), NOT_OFFERED);

const radioButtons = z
  .strictObject({
    type: z.literal('radio_buttons'),
    ...common,
    options: z.array(choice).min(1).max(LIMITS.choiceOptions),
    initial_option: choice.optional(),
  })
  .refine((given) => isOffered(given, given.initial_option ? [given.initial_option] : []), NOT_OFFERED);

const conversationFilter = z.strictObject({
  include: z
    .array(z.enum(['im', 'mpim', 'private', 'public']))
    .min(1)
    .optional(),
  exclude_external_shared_channels: z.boolean().optional(),
  exclude_bot_users: z.boolean().optional(),
});
const responseUrlEnabled = z.boolean().optional();

const usersSelect = z.strictObject({
  type: z.literal('users_select'),
  ...prompted,
  initial_user: z.string().optional(),
});
const multiUsersSelect = z.strictObject({
  type: z.literal('multi_users_select'),
  ...prompted,
  initial_users: z.array(z.string()).optional(),
  max_selected_items: maxSelected,
});
const channelsSelect = z.strictObject({
  type: z.literal('channels_select'),
  ...prompted,
  initial_channel: z.string().optional(),
  response_url_enabled: responseUrlEnabled,
});
const multiChannelsSelect = z.strictObject({
  type: z.literal('multi_channels_select'),
  ...prompted,
  initial_channels: z.array(z.string()).optional(),
  max_selected_items: maxSelected,
});
const conversationsSelect = z.strictObject({
  type: z.literal('conversations_select'),
  ...prompted,
  initial_conversation: z.string().optional(),
  default_to_current_conversation: z.boolean().optional(),
  response_url_enabled: responseUrlEnabled,
  filter: conversationFilter.optional(),
});
const multiConversationsSelect = z.strictObject({
  type: z.literal('multi_conversations_select'),
  ...prompted,
  initial_conversations: z.array(z.string()).optional(),
  default_to_current_conversation: z.boolean().optional(),
  max_selected_items: maxSelected,
  filter: conversationFilter.optional(),
});

export const singleSelects = [staticSelect, usersSelect, channelsSelect, conversationsSelect] as const;
export const multiSelects = [
  multiStaticSelect,
  multiUsersSelect,
  multiChannelsSelect,
  multiConversationsSelect,
] as const;
export const choices = [checkboxes, radioButtons] as const;
