import type { ErrorCode } from '../../../domain/errors.ts';
import { mentionOf } from '../../mrkdwn.ts';
import { refusalMessage } from '../asking/failure.ts';
import type { Speech } from '../speech.ts';
import { placesOf } from './digest-outlook.ts';

export interface PausedFor {
  code: ErrorCode;
  /** The channel that it is for; null where it is for none. */
  channelId: string | null;
  /** Those that the digest covers. */
  channelIds: readonly string[];
  author: string;
  /** Who reads it: whoever set the digest up, or anybody. */
  reader: 'author' | 'others';
  speech: Speech;
}

/** Why a digest, or a channel of one, does not come, and what mends it; as mrkdwn. */
export function whyPausedWords({ code, channelId, channelIds, author, reader, speech }: PausedFor): string {
  const { whyStopped } = speech.words.digests;
  const place = placesOf(channelId === null ? channelIds : [channelId], speech);
  switch (code) {
    case 'channel_archived':
    case 'channel_off':
    case 'not_in_channel':
    case 'turned_private':
      return whyStopped[code](speech, { place });
    case 'left_channel':
      return reader === 'author'
        ? whyStopped.you_left(speech, { place })
        : whyStopped.author_left(speech, { place, person: mentionOf(author) });
    default:
      return refusalMessage({ code, channelId, speech }).text;
  }
}
