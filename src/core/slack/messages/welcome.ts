import type { OutgoingMessage } from '../client.ts';
import { plain } from './asking/progress.ts';
import type { Speech } from './speech.ts';

/** What Recall says in a channel that it has come into. */
export function welcomeMessage({ isOff, speech }: { isOff: boolean; speech: Speech }): OutgoingMessage {
  return plain(speech.words.settings.welcome(speech, { isOff }));
}
