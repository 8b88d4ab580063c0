import { helpMessage } from '../../core/slack/messages/asking/asking.ts';
import { FORMS } from '../command-words/forms.ts';
import type { Subcommand } from './subcommand.ts';

/** `/recall help`: everything that can be typed. */
export const help: Subcommand<'help'> = async (_, { speech, tell }) => {
  await tell(helpMessage({ forms: FORMS, speech }));
};
