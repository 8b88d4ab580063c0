export const VERDICTS = ['up', 'down'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What may be wrong with a recap. */
export const FAULTS = ['missed', 'wrong', 'too_long', 'too_short', 'other'] as const;
export type Fault = (typeof FAULTS)[number];

/** The longest explanation that is taken, in characters. */
export const LONGEST_EXPLANATION = 500;

/** What a person thought of a recap. */
export interface Feedback {
  workspaceId: string;
  conversationId: string;
  userId: string;
  verdict: Verdict;
  /** Why not, where they said it. */
  reason: { fault: Fault; words: string } | null;
  givenAt: Date;
}
