import { unclearMessage } from '../../core/slack/messages/asking/asking.ts';
import type { Subcommand } from './subcommand.ts';

/** Anything else: the nearest command that is understood, with a button that runs it. */
export const unclear: Subcommand<'unclear'> = async ({ text, nearest }, { speech, tell }) => {
  await tell(unclearMessage({ typed: text, nearest, speech }));
};
