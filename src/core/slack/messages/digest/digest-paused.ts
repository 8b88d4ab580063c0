import type { OutgoingMessage } from '../../client.ts';
import { plain } from '../asking/progress.ts';
import { placesOf } from './digest-outlook.ts';
import { type PausedFor, whyPausedWords } from './digest-why.ts';

/** Tells the author of a digest that Recall has paused it, why, and how to have it go on. */
export function digestPausedMessage(paused: Omit<PausedFor, 'reader'>): OutgoingMessage {
  const { channelId, channelIds, speech } = paused;
  const { stopped, stoppedAfterFailures } = speech.words.digests;
  const words = channelId === null ? stoppedAfterFailures : stopped;
  const why = whyPausedWords({ ...paused, reader: 'author' });
  return plain(words(speech, { place: placesOf(channelIds, speech), why }));
}
