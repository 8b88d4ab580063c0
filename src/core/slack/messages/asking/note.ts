import type { Button, ModalView } from '@slack/types';
import { LONGEST_FOCUS } from '../../../domain/conversation.ts';
import type { OutgoingMessage } from '../../client.ts';
import {
  ACTION_NOTE_RETRY,
  INPUT_FOCUS,
  INPUT_NOTE_TEXTS,
  INPUT_NOTE_TITLE,
  INPUT_RECAP_LANGUAGE,
  VIEW_NOTE,
} from '../../ids.ts';
import { escapeMrkdwn, mrkdwnLink } from '../../mrkdwn.ts';
import type { Speech } from '../speech.ts';
import { type Refusal, refusalMessage } from './failure.ts';
import { languageField, modalFrame, textField } from './form.ts';
import { plain } from './progress.ts';

/** What Slack takes in one field of a modal, in characters. */
const LONGEST_FIELD = 3000;
const LONGEST_TITLE = 100;

/** What stands in the form's fields. */
export interface NoteEntries {
  title: string | null;
  /** One for each field of the text. */
  texts: readonly string[];
  focus: string | null;
  /** BCP 47 tag; null for that of the notes. */
  language: string | null;
}

export const NO_ENTRIES: NoteEntries = { title: null, texts: [], focus: null, language: null };

/** The form to paste notes in; `metadata` comes back with it. `trouble` is what went wrong with what was entered before. */
export function noteView({
  metadata,
  entries,
  trouble,
  speech,
}: {
  metadata: string;
  entries: NoteEntries;
  trouble: Refusal | null;
  speech: Speech;
}): ModalView {
  const { note } = speech.words;
  const top = trouble
    ? `:warning: ${note.notSaved(speech, { reason: refusalMessage(trouble).text })}`
    : note.about;
  return {
    ...modalFrame(note),
    callback_id: VIEW_NOTE,
    private_metadata: metadata,
    blocks: [
      ...plain(top).blocks,
      textField(INPUT_NOTE_TITLE, {
        label: note.name,
        placeholder: note.namePlaceholder,
        maxLength: LONGEST_TITLE,
        value: entries.title,
      }),
      ...INPUT_NOTE_TEXTS.map((id, index) =>
        textField(id, {
          label: index === 0 ? note.text : note.more,
          ...(index === 0 ? { isOptional: false } : { hint: note.moreHint }),
          maxLength: LONGEST_FIELD,
          isLong: true,
          value: entries.texts[index] ?? null,
        }),
      ),
      textField(INPUT_FOCUS, { label: note.focus, maxLength: LONGEST_FOCUS, value: entries.focus }),
      languageField(INPUT_RECAP_LANGUAGE, {
        label: note.language,
        any: note.ownLanguage,
        chosen: entries.language,
        speech,
      }),
    ],
  };
}

/** Stands in the form's place while the notes are put into the direct message. */
export function noteSavingView({ speech }: { speech: Speech }): ModalView {
  const { title, close, saving } = speech.words.note;
  return { ...modalFrame({ title, close }), blocks: plain(`:hourglass_flowing_sand: ${saving}`).blocks };
}

/** Stands there afterwards. */
export function noteSavedView({ url, speech }: { url: string; speech: Speech }): ModalView {
  const { title, close, saved } = speech.words.note;
  const link = (label: string) => mrkdwnLink(url, label);
  return { ...modalFrame({ title, close }), blocks: plain(saved(speech, { link })).blocks };
}

/** The message under which a person's notes stand. */
export function noteRoot({ title, speech }: { title: string | null; speech: Speech }): OutgoingMessage {
  const { root, rootUnnamed, rootExplained } = speech.words.note;
  const heading = title === null ? rootUnnamed : root(speech, { name: escapeMrkdwn(title) });
  return plain(`${heading}\n${rootExplained}`);
}

/** A part of the notes, as they were pasted: nothing in it is formatted, links or pings. */
export function notePart(text: string): OutgoingMessage {
  return {
    text: escapeMrkdwn(text),
    blocks: [
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
      },
    ],
  };
}

/** Told below notes of which no recap could be begun, with a button to try again; `value` comes back with it. */
export function noteNotStartedMessage(refusal: Refusal, value: string): OutgoingMessage {
  const { speech } = refusal;
  const { note } = speech.words;
  const message = plain(`:warning: ${note.notStarted(speech, { reason: refusalMessage(refusal).text })}`);
  const button: Button = {
    type: 'button',
    action_id: ACTION_NOTE_RETRY,
    text: { type: 'plain_text', text: note.tryAgain },
    value,
  };
  return { ...message, blocks: [...message.blocks, { type: 'actions', elements: [button] }] };
}

/** Stands in its place once it was tried again. */
export function noteStartedMessage({ speech }: { speech: Speech }): OutgoingMessage {
  return plain(speech.words.note.started);
}
