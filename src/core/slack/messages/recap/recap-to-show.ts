import type { RecapChanges } from '../../../domain/compare-recaps.ts';
import type { Recap, Receipt } from '../../../domain/recap.ts';
import type { Coverage, MessageRef } from '../../../domain/transcript.ts';
import type { Speech } from '../speech.ts';
import type { RecapControls } from './recap-buttons.ts';
import type { ItemLife } from './recap-items.ts';

export interface RecapToShow {
  recap: Recap;
  coverage: Coverage;
  receipt: Receipt;
  /** What was read, as mrkdwn; shown where the recap does not stand under it, null in its own thread. */
  about: string | null;
  /** How it differs from the recap before it; left out for a first recap. */
  changes?: RecapChanges;
  /** What became of the action items, in the order of `recap.actionItems`; with `controls`, they come with buttons. */
  items?: readonly ItemLife[];
  /** What took the place of each decision, in the order of `recap.decisions`; null for those that stand. */
  supersededBy?: readonly (string | null)[];
  /** How many points were struck because their messages were deleted or edited. */
  struck?: number;
  /** Who shared it, or where it was shared to, as mrkdwn. */
  remark?: string | null;
  /** What can be done with it; left out where nothing can. */
  controls?: RecapControls;
  speech: Speech;
  /** Where a message opens in Slack. */
  linkTo(source: MessageRef): string;
}
