import type { AnyBlock } from '@slack/types';
import { elementsOf, type InteractiveElement } from '../block-kit/elements-of.ts';

/** What a person enters or picks: text, an option's value, an id, a date; several of them; or nothing. */
export type Entry = string | readonly string[] | null;

type StateValues = Record<string, Record<string, unknown>>;

interface Field {
  /** Name of the field in which payloads carry the state; its start value is called `initial_…`. */
  name: string;
  read: (element: InteractiveElement, entry: Entry) => unknown;
}

const ownText = (_: InteractiveElement, entry: Entry) => (typeof entry === 'string' ? entry : null);
const ownList = (_: InteractiveElement, entry: Entry) => listOf(entry);
const oneOption = (element: InteractiveElement, entry: Entry) =>
  typeof entry === 'string' ? optionWith(element, entry) : null;
const manyOptions = (element: InteractiveElement, entry: Entry) =>
  listOf(entry).map((value) => optionWith(element, value));
const seconds = (_: InteractiveElement, entry: Entry) => (typeof entry === 'string' ? Number(entry) : null);

const FIELDS: Readonly<Record<string, Field>> = {
  static_select: { name: 'selected_option', read: oneOption },
  radio_buttons: { name: 'selected_option', read: oneOption },
  multi_static_select: { name: 'selected_options', read: manyOptions },
  checkboxes: { name: 'selected_options', read: manyOptions },
  users_select: { name: 'selected_user', read: ownText },
  multi_users_select: { name: 'selected_users', read: ownList },
  channels_select: { name: 'selected_channel', read: ownText },
  multi_channels_select: { name: 'selected_channels', read: ownList },
  conversations_select: { name: 'selected_conversation', read: ownText },
  multi_conversations_select: { name: 'selected_conversations', read: ownList },
  datepicker: { name: 'selected_date', read: ownText },
  timepicker: { name: 'selected_time', read: ownText },
  datetimepicker: { name: 'selected_date_time', read: seconds },
  plain_text_input: { name: 'value', read: ownText },
  number_input: { name: 'value', read: ownText },
  email_text_input: { name: 'value', read: ownText },
  url_text_input: { name: 'value', read: ownText },
};

/** What an interaction with this element says in its payload; throws for an option that is not offered. */
export function actionFieldsOf(element: InteractiveElement, entry: Entry): Record<string, unknown> {
  const field = FIELDS[element.type];
  if (field !== undefined) return { [field.name]: field.read(element, entry) };
  if (element.type === 'overflow') return { selected_option: oneOption(element, entry) };
  const { text, value, style, url } = element;
  return Object.fromEntries(
    Object.entries({ text, value: value ?? undefined, style, url }).filter(
      ([, given]) => given !== undefined,
    ),
  );
}

/**
 * The `state.values` of a message or view: what was entered, else what the elements start with, which can be the
 * conversation from which a modal was opened. Entries go by action id, or by `fieldKey` where that is not enough.
 */
export function stateOf(
  blocks: readonly AnyBlock[],
  entries: Readonly<Record<string, Entry>> = {},
  conversation?: string,
): StateValues {
  const values: StateValues = {};
  for (const block of blocks) {
    for (const element of elementsOf(block)) {
      const field = FIELDS[element.type];
      const { block_id } = block;
      const { action_id } = element;
      if (field === undefined || block_id === undefined || action_id === undefined) continue;
      values[block_id] ??= {};
      values[block_id][action_id] = {
        type: element.type,
        [field.name]: stateValue(element, field, { entry: entryFor(block, element, entries), conversation }),
      };
    }
  }
  return values;
}

function stateValue(
  element: InteractiveElement,
  field: Field,
  { entry, conversation }: { entry: Entry | undefined; conversation: string | undefined },
): unknown {
  if (entry !== undefined) return field.read(element, entry === '' ? null : entry);
  const initial = element[`initial_${field.name.replace('selected_', '')}`];
  return initial ?? startOf(element, conversation) ?? field.read(element, null);
}

function startOf(
  { type, default_to_current_conversation }: InteractiveElement,
  conversation: string | undefined,
): string | null {
  const isOffered = type === 'conversations_select' && default_to_current_conversation === true;
  return isOffered ? (conversation ?? null) : null;
}

/** Names one field where several blocks have one with the same action id. */
export function fieldKey({ block_id = '' }: { block_id?: string }, actionId: string): string {
  return `${block_id}/${actionId}`;
}

/** What was entered in this field; undefined where it was left alone. */
export function entryFor(
  block: { block_id?: string },
  { action_id = '' }: InteractiveElement,
  entries: Readonly<Record<string, Entry>>,
): Entry | undefined {
  const own = entries[fieldKey(block, action_id)];
  return own === undefined ? entries[action_id] : own;
}

/** Whether a state value says nothing. */
export function isEmptyState(state: unknown): boolean {
  if (typeof state !== 'object' || state === null) return true;
  return Object.entries(state).every(
    ([key, value]) => key === 'type' || value === null || (Array.isArray(value) && value.length === 0),
  );
}

function listOf(entry: Entry): readonly string[] {
  if (entry === null) return [];
  return typeof entry === 'string' ? [entry] : entry;
}

function optionWith(element: InteractiveElement, value: string): unknown {
  const option = optionsOf(element).find((candidate) => candidate.value === value);
  if (option === undefined) throw new Error(`${element.type} ${element.action_id} offers no option ${value}`);
  return option;
}

export function optionsOf({ options, option_groups }: InteractiveElement): { value?: unknown }[] {
  const groups = Array.isArray(option_groups) ? option_groups : [];
  const lists = [options, ...groups.map((group: { options?: unknown }) => group.options)];
  return lists.flatMap((list) => (Array.isArray(list) ? list : []));
}
