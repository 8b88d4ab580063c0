import type { ActionItem } from '../../../domain/action-item.ts';
import type { OutgoingMessage } from '../../client.ts';
import type { ReminderAbout } from '../../item-places.ts';
import { shorten } from '../../limits.ts';
import { escapeMrkdwn, mentionOf } from '../../mrkdwn.ts';
import { channelMention, plain } from '../asking/progress.ts';
import type { Speech } from '../speech.ts';
import { oneItemBlocks } from './item-list.ts';
import { todayIn } from './items.ts';

export interface ReminderToShow {
  item: ActionItem;
  about: ReminderAbout;
  /** Who gave it to the reader; null where it is not about that. */
  givenBy: string | null;
  workspaceUrl: string;
  now: Date;
  speech: Speech;
}

const LONGEST_NOTIFICATION = 300;

/** A direct message to the person who has an action item, with its buttons. */
export function reminderMessage(shown: ReminderToShow): OutgoingMessage {
  const { item, about, givenBy, speech } = shown;
  const { notification } = speech.words.reminders;
  const says = aboutLine(shown);
  const text = shorten(escapeMrkdwn(item.text), LONGEST_NOTIFICATION);
  return {
    text: notification(speech, { about: says, text }),
    blocks: oneItemBlocks(item, { ...shown, place: { kind: 'reminder', about, by: givenBy }, about: says }),
  };
}

/** What takes its place where the item is gone, or is no business of the reader any more. */
export function endedReminderMessage({
  isGone,
  speech,
}: {
  isGone: boolean;
  speech: Speech;
}): OutgoingMessage {
  const { gone, noLongerYours } = speech.words.reminders;
  return plain(isGone ? gone : noLongerYours);
}

function aboutLine({ item, about, givenBy, now, speech }: ReminderToShow): string {
  const { reminders, items } = speech.words;
  const place = channelMention({ id: item.channelId }, speech);
  if (about === 'assigned')
    return reminders.assigned(speech, { by: givenBy === null ? items.someone : mentionOf(givenBy), place });
  const today = todayIn(speech.timeZone, now);
  if (item.due !== null && item.due < today) {
    return reminders.overdue(speech, { place, date: speech.date(item.due, now) });
  }
  return item.due === today ? reminders.dueToday(speech, { place }) : reminders.due(speech, { place });
}
