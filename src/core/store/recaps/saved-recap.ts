import type { ActionItemState } from '../../domain/action-item.ts';
import type { ReadMessage } from '../../domain/reading.ts';
import type { Recap, Receipt } from '../../domain/recap.ts';
import type { Coverage } from '../../domain/transcript.ts';

/** A recap with what was read for it and what it took. */
export interface SavedRecap {
  recap: Recap;
  coverage: Coverage;
  receipt: Receipt;
  /** The messages whose words the headline uses, by their ts; none where that is left out. */
  headlineSources?: readonly string[];
  /** Which messages it was made from, and in which edition. */
  reading: ReadMessage[];
}

/** A saved recap with what has become of it. */
export interface StoredRecap extends SavedRecap {
  id: string;
  /** What people made of each action item, in the order of `recap.actionItems`. */
  items: StoredItem[];
  /** Ids of the decisions, in the order of `recap.decisions`. */
  decisionIds: string[];
  /** What each decision was superseded by, in the same order; null for those that stand. */
  supersededBy: (string | null)[];
  /** False once a later recap of the same conversation stands in its place. */
  isCurrent: boolean;
  /** How many of its points and items were struck because their messages were deleted or edited. */
  struck: number;
  /** Counts changes; Slack shows `shownVersion`. */
  version: number;
  shownVersion: number;
  changedAt: Date;
}
export interface StoredItem {
  id: string;
  state: ActionItemState;
  snoozedUntil: Date | null;
  /** Who last changed it; null where nobody has. */
  changedBy: string | null;
}
