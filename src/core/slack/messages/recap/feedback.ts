import type { ModalView } from '@slack/types';
import { FAULTS, LONGEST_EXPLANATION } from '../../../domain/feedback.ts';
import type { OutgoingMessage } from '../../client.ts';
import { INPUT_EXPLANATION, INPUT_FAULT, VIEW_RECAP_DELETE, VIEW_RECAP_FEEDBACK } from '../../ids.ts';
import { plain } from '../asking/progress.ts';
import type { Speech } from '../speech.ts';

/** Asks what was wrong with a recap. `metadata` comes back with the answer. */
export function faultView({ metadata, speech }: { metadata: string; speech: Speech }): ModalView {
  const { result } = speech.words;
  return {
    type: 'modal',
    callback_id: VIEW_RECAP_FEEDBACK,
    private_metadata: metadata,
    title: { type: 'plain_text', text: result.badTitle },
    submit: { type: 'plain_text', text: result.send },
    close: { type: 'plain_text', text: result.skip },
    blocks: [
      {
        type: 'input',
        block_id: INPUT_FAULT,
        label: { type: 'plain_text', text: result.badWhy },
        element: {
          type: 'radio_buttons',
          action_id: INPUT_FAULT,
          options: FAULTS.map((fault) => ({
            text: { type: 'plain_text', text: result.faults[fault] },
            value: fault,
          })),
        },
      },
      {
        type: 'input',
        block_id: INPUT_EXPLANATION,
        optional: true,
        label: { type: 'plain_text', text: result.explanation },
        hint: { type: 'plain_text', text: result.explanationHint },
        element: {
          type: 'plain_text_input',
          action_id: INPUT_EXPLANATION,
          multiline: true,
          max_length: LONGEST_EXPLANATION,
        },
      },
    ],
  };
}

/** Asks once more before a recap is deleted. */
export function deleteView({ metadata, speech }: { metadata: string; speech: Speech }): ModalView {
  const { result } = speech.words;
  return {
    type: 'modal',
    callback_id: VIEW_RECAP_DELETE,
    private_metadata: metadata,
    title: { type: 'plain_text', text: result.removeTitle },
    submit: { type: 'plain_text', text: result.removeIt },
    close: { type: 'plain_text', text: result.leaveIt },
    blocks: plain(result.removeText).blocks,
  };
}

/** Told to whoever rated a recap. */
export function thanksMessage({ speech }: { speech: Speech }): OutgoingMessage {
  return plain(speech.words.result.thanks);
}
