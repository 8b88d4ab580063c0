import { z } from 'zod';
import { ANY_LANGUAGE } from '../core/slack/messages/asking/form.ts';
import { isLanguageTag } from '../core/slack/messages/languages.ts';

/** What a person entered in a modal whose fields have one id for the block and its element. What has no sense counts as empty. */
export interface FormState {
  text(id: string): string | null;
  choice(id: string): string | null;
  /** `YYYY-MM-DD`. */
  day(id: string): string | null;
  /** `HH:MM`. */
  time(id: string): string | null;
  choices(id: string): string[];
  conversation(id: string): string | null;
  conversations(id: string): string[];
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const CHANNEL = /^[CG][A-Z0-9]+$/;
const fieldSchema = z.object({
  value: z.string().nullish().catch(null),
  selected_option: z.object({ value: z.string() }).nullish().catch(null),
  selected_date: z.iso.date().nullish().catch(null),
  selected_time: z.string().regex(TIME).nullish().catch(null),
  selected_options: z.array(z.object({ value: z.string() })).catch([]),
  selected_conversation: z.string().regex(CHANNEL).nullish().catch(null),
  selected_conversations: z.array(z.string().regex(CHANNEL)).catch([]),
});
const stateSchema = z.object({ values: z.record(z.string(), z.record(z.string(), z.unknown())) });

/** `state` is that of a view as Slack sends it. */
export function formState(state: unknown): FormState {
  const { values } = stateSchema.catch({ values: {} }).parse(state);
  const field = (id: string) => fieldSchema.safeParse(values[id]?.[id]).data;
  return {
    text: (id) => field(id)?.value?.trim() || null,
    choice: (id) => field(id)?.selected_option?.value ?? null,
    day: (id) => field(id)?.selected_date ?? null,
    time: (id) => field(id)?.selected_time ?? null,
    choices: (id) => (field(id)?.selected_options ?? []).map(({ value }) => value),
    conversation: (id) => field(id)?.selected_conversation ?? null,
    conversations: (id) => [...new Set(field(id)?.selected_conversations)],
  };
}

/** BCP 47 tag; null for no language in particular. */
export function languageIn(form: FormState, id: string): string | null {
  const tag = form.choice(id);
  return tag !== null && tag !== ANY_LANGUAGE && isLanguageTag(tag) ? tag : null;
}
