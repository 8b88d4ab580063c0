import type { ErrorCode } from '../../../domain/errors.ts';
import type { OutgoingMessage } from '../../client.ts';
import { refusalMessage } from '../asking/failure.ts';
import { plain } from '../asking/progress.ts';
import type { Speech } from '../speech.ts';
import { placesOf } from './digest-outlook.ts';

/** Tells the author of a digest that Recall has paused it, why, and how to have it go on. */
export function digestPausedMessage({
  code,
  channelId,
  channelIds,
  speech,
}: {
  code: ErrorCode;
  /** The channel that it is for; null where it is for none. */
  channelId: string | null;
  /** Those that the digest covers. */
  channelIds: readonly string[];
  speech: Speech;
}): OutgoingMessage {
  const { stopped, stoppedAfterFailures, whyStopped } = speech.words.digests;
  const place = placesOf(channelIds, speech);
  const words = channelId === null ? stoppedAfterFailures : stopped;
  const why =
    code === 'channel_archived' || code === 'channel_off' || code === 'not_in_channel'
      ? whyStopped[code](speech, { place: placesOf(channelId === null ? channelIds : [channelId], speech) })
      : refusalMessage({ code, channelId, speech }).text;
  return plain(words(speech, { place, why }));
}
