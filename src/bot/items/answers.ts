import type { ViewOutput } from '@slack/bolt';
import type { ItemChange } from '../../core/domain/action-item-change.ts';
import { INPUT_ASSIGNEE, INPUT_DUE, INPUT_SNOOZE, INPUT_SNOOZE_DAY } from '../../core/slack/ids.ts';
import type { ItemModal } from '../../core/slack/messages/items/item-modals.ts';
import { todayIn } from '../../core/slack/messages/items/items.ts';
import type { Speech } from '../../core/slack/messages/speech.ts';
import { morningOf, snoozeDays } from './snooze.ts';

/** What a person answered in a modal, or what is wrong with it, at the input of that id. */
export type Answer = { kind: 'change'; change: ItemChange } | { kind: 'wrong'; input: string; text: string };

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Days are those of the reader's zone. */
export function answerIn(
  which: ItemModal,
  view: ViewOutput,
  { now, speech }: { now: Date; speech: Speech },
): Answer {
  switch (which) {
    case 'reassign':
      return changed({ kind: 'assigned', to: stateOf(view, INPUT_ASSIGNEE)?.selected_user ?? null });
    case 'due': {
      const date = stateOf(view, INPUT_DUE)?.selected_date ?? null;
      if (date === null || (DATE.test(date) && date >= todayIn(speech.timeZone, now)))
        return changed({ kind: 'due', on: date });
      return { kind: 'wrong', input: INPUT_DUE, text: speech.words.items.modals.pickDueDay };
    }
    case 'snooze':
      return snoozeIn(view, { now, speech });
  }
}

function snoozeIn(view: ViewOutput, { now, speech }: { now: Date; speech: Speech }): Answer {
  const choice = stateOf(view, INPUT_SNOOZE)?.selected_option?.value;
  if (choice === 'wake') return changed({ kind: 'snoozed', until: null });
  const days = snoozeDays(now, speech.timeZone);
  const picked = stateOf(view, INPUT_SNOOZE_DAY)?.selected_date ?? null;
  // A day that is picked without the choice beside it is meant all the same.
  const isDay = choice === 'day' || (picked !== null && choice === 'tomorrow');
  const date = isDay ? picked : choice === 'monday' ? days.monday : days.tomorrow;
  const until = date === null ? null : morningOf(date, speech.timeZone);
  return until !== null && until > now
    ? changed({ kind: 'snoozed', until })
    : { kind: 'wrong', input: INPUT_SNOOZE_DAY, text: speech.words.items.modals.pickDay };
}

function changed(change: ItemChange): Answer {
  return { kind: 'change', change };
}

function stateOf({ state }: ViewOutput, id: string) {
  return state.values[id]?.[id];
}
