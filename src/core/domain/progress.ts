/** Where a worker is with a recap, as told in its placeholder. */
export type ProgressStep =
  | { kind: 'reading'; found: number }
  | { kind: 'asking'; messages: number }
  /** In parts, which count from 1. */
  | { kind: 'asking_part'; messages: number; part: number; of: number }
  | { kind: 'joining'; of: number };
