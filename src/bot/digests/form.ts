import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { type DigestDraft, digestView } from '../../core/slack/messages/digest/digest-form.ts';
import { outlookWords } from '../../core/slack/messages/digest/digest-outlook.ts';
import type { Speech } from '../../core/slack/messages/speech.ts';
import { choiceOf } from './draft.ts';

const metadataSchema = z.object({
  c: z
    .string()
    .regex(/^[CG][A-Z0-9]+$/)
    .nullable(),
  id: z.uuid().nullable(),
});

/** What a form carries with it. */
export interface DigestForm {
  /** The channel that it was opened in; null for a direct message. */
  hereId: string | null;
  /** The digest that it changes; null for a new one. */
  digestId: string | null;
}

/** A form with what is known of the digest that it changes. */
export interface FormToShow extends DigestForm {
  /** Up to where that has covered the time; null where it has not, and for a new one. */
  lastPeriodEnd: Date | null;
}

/** The form with a draft in it, and what would happen with it. */
export function formView(
  { hereId, digestId, lastPeriodEnd }: FormToShow,
  draft: DigestDraft,
  { now, speech }: { now: Date; speech: Speech },
): ModalView {
  const outcome = choiceOf(draft, hereId);
  const preview =
    outcome.kind === 'choice'
      ? outlookWords({ ...outcome.choice, lastPeriodEnd }, { now, speech })
      : speech.words.digests.form.unfinished;
  const metadata = JSON.stringify({ c: hereId, id: digestId });
  return digestView({ draft, hasHere: hereId !== null, metadata, preview, speech });
}

/** Null for what none of our forms carries. */
export function readFormMetadata(metadata: string): DigestForm | null {
  try {
    const { c, id } = metadataSchema.parse(JSON.parse(metadata));
    return { hereId: c, digestId: id };
  } catch {
    return null;
  }
}

/** The channel that a command or form of digests is about; null where there is none, as in direct messages. */
export function hereOf({ id, name }: { id: string; name: string }): string | null {
  return id.startsWith('D') || name.startsWith('mpdm-') ? null : id;
}
