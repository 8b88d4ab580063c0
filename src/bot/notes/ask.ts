import { z } from 'zod';
import { LONGEST_FOCUS, NO_WISHES } from '../../core/domain/conversation.ts';
import type { ErrorCode } from '../../core/domain/errors.ts';
import { noteNotStartedMessage } from '../../core/slack/messages/asking/note.ts';
import { isLanguageTag } from '../../core/slack/messages/languages.ts';
import type { Asker, PickUp } from '../asking/pick-up.ts';

const notesSchema = z.object({
  name: z.string().min(1).max(100),
  threadTs: z.string().regex(/^\d+\.\d+$/),
  trigger: z.enum(['shortcut', 'command']),
  focus: z.string().max(LONGEST_FOCUS).nullable(),
  language: z.string().refine(isLanguageTag).nullable(),
});

/** Notes that stand in a direct message, and what is asked of them. */
export type AskedNotes = z.infer<typeof notesSchema>;

/** Slack's limit for the value of a button, in characters. */
const LONGEST_VALUE = 2000;

/**
 * Asks for a recap of notes that stand in a direct message, `channelId`. Never throws: where the recap cannot be begun, the person is
 * told, with a button to try again.
 * @returns what was in the way; null where nothing was
 */
export async function askForNotes(
  notes: AskedNotes,
  asker: Asker & { channelId: string },
  pickUp: PickUp,
): Promise<ErrorCode | null> {
  const { name, threadTs, trigger, focus, language } = notes;
  const ask = {
    workspaceId: asker.workspaceId,
    channel: { id: asker.channelId, name: '' },
    source: { kind: 'note', threadTs },
    trigger,
    audience: 'private',
    askedBy: asker.userId,
    wishes: { ...NO_WISHES, focus, language },
    follows: null,
    eventKey: `note-${name}`,
  } as const;
  const value = retryValue(notes);
  return pickUp.carryOut(
    { kind: 'ask', ask },
    { refusal: (refusal) => noteNotStartedMessage(refusal, value), ...asker },
  );
}

/** What the button to try again carries; null for what is none of ours. */
export function readRetryValue(value: string): AskedNotes | null {
  try {
    return notesSchema.parse(JSON.parse(value));
  } catch {
    return null;
  }
}

function retryValue(notes: AskedNotes): string {
  const value = JSON.stringify(notes);
  return value.length <= LONGEST_VALUE ? value : JSON.stringify({ ...notes, focus: null });
}
