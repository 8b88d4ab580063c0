import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { Slack } from '../../core/slack/client.ts';
import {
  INPUT_FOCUS,
  INPUT_NOTE_TEXTS,
  INPUT_NOTE_TITLE,
  INPUT_RECAP_LANGUAGE,
} from '../../core/slack/ids.ts';
import type { Refusal } from '../../core/slack/messages/asking/failure.ts';
import { NO_ENTRIES, type NoteEntries, noteView } from '../../core/slack/messages/asking/note.ts';
import type { Speech } from '../../core/slack/messages/speech.ts';
import { type FormState, languageIn } from '../form-state.ts';

const metadataSchema = z
  .object({ trigger: z.enum(['shortcut', 'command']), attempt: z.int().min(0) })
  .catch({ trigger: 'shortcut', attempt: 0 });

/** What a form for notes carries with it: how it was opened, and how often it was given back to the person. */
export type NoteFormMetadata = z.infer<typeof metadataSchema>;

export async function openNoteForm(
  slack: Pick<Slack, 'openView'>,
  { triggerId, trigger, speech }: { triggerId: string; trigger: NoteFormMetadata['trigger']; speech: Speech },
): Promise<void> {
  const metadata = JSON.stringify({ trigger, attempt: 0 });
  const view = noteView({ metadata, entries: NO_ENTRIES, trouble: null, speech });
  await slack.openView({ triggerId, view });
}

/** The form with all that was entered, and why it comes back. */
export function noteFormAgain(
  { trigger, attempt }: NoteFormMetadata,
  entries: NoteEntries,
  trouble: Refusal,
): ModalView {
  const metadata = JSON.stringify({ trigger, attempt: attempt + 1 });
  return noteView({ metadata, entries, trouble, speech: trouble.speech });
}

export function readNoteMetadata(text: string): NoteFormMetadata {
  try {
    return metadataSchema.parse(JSON.parse(text));
  } catch {
    return metadataSchema.parse(null);
  }
}

export function readNoteEntries(form: FormState): NoteEntries {
  return {
    title: form.text(INPUT_NOTE_TITLE),
    texts: INPUT_NOTE_TEXTS.map((id) => form.text(id) ?? ''),
    focus: form.text(INPUT_FOCUS),
    language: languageIn(form, INPUT_RECAP_LANGUAGE),
  };
}
