import { z } from 'zod';
import type { Transcript } from '../../src/core/domain/transcript.ts';

const sources = z.array(z.number().int().positive()).min(1);

/** What a right recap of a conversation finds. See `tests/fixtures/conversations/README.md`. */
export const expectedSchema = z.strictObject({
  note: z.string(),
  decisions: z.array(z.strictObject({ about: z.string(), sources })),
  actionItems: z.array(
    z.strictObject({
      about: z.string(),
      assignee: z.string().nullable(),
      due: z.iso.date().nullable(),
      sources,
    }),
  ),
  openQuestions: z.array(z.strictObject({ sources })),
});
export type Expected = z.infer<typeof expectedSchema>;

export interface KnownConversation {
  name: string;
  transcript: Transcript;
  expected: Expected;
}
