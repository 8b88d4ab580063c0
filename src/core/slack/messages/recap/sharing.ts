import type { ModalView } from '@slack/types';
import type { OutgoingMessage } from '../../client.ts';
import { INPUT_SHARE_CHANNEL, VIEW_RECAP_SHARE } from '../../ids.ts';
import { channelMention, plain } from '../asking/progress.ts';
import type { Speech } from '../speech.ts';

interface AboutChannel {
  channelId: string;
  speech: Speech;
}

/** Asks where a recap of notes is to be shared. `metadata` comes back with the answer. */
export function shareView({ metadata, speech }: { metadata: string; speech: Speech }): ModalView {
  const { result, settings } = speech.words;
  return {
    type: 'modal',
    callback_id: VIEW_RECAP_SHARE,
    private_metadata: metadata,
    title: { type: 'plain_text', text: result.shareTitle },
    submit: { type: 'plain_text', text: result.share },
    close: { type: 'plain_text', text: settings.cancel },
    blocks: [
      {
        type: 'input',
        block_id: INPUT_SHARE_CHANNEL,
        label: { type: 'plain_text', text: result.shareWhere },
        hint: { type: 'plain_text', text: result.shareHint },
        element: {
          type: 'conversations_select',
          action_id: INPUT_SHARE_CHANNEL,
          filter: { include: ['public', 'private'], exclude_bot_users: true },
        },
      },
    ],
  };
}

export function sharedMessage({ channelId, speech }: AboutChannel): OutgoingMessage {
  return plain(speech.words.result.sharedNow(speech, { place: channelMention({ id: channelId }, speech) }));
}

export function sharedAlreadyMessage({ channelId, speech }: AboutChannel): OutgoingMessage {
  return plain(
    speech.words.result.sharedAlready(speech, { place: channelMention({ id: channelId }, speech) }),
  );
}

export function notYourChannelMessage({ channelId, speech }: AboutChannel): OutgoingMessage {
  return plain(
    speech.words.result.notYourChannel(speech, { place: channelMention({ id: channelId }, speech) }),
  );
}
