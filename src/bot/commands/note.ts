import { openNoteForm } from '../notes/form.ts';
import type { Subcommand } from './subcommand.ts';

/** `/recall note`: a form to paste notes in. */
export const note: Subcommand<'note'> = async (_, { speech, triggerId }, { slack }) => {
  await openNoteForm(slack, { triggerId, trigger: 'command', speech });
};
