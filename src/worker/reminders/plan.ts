import { DateTime } from 'luxon';
import type { ActionItem, ReminderKey } from '../../core/domain/action-item.ts';
import type { CalendarDate } from '../../core/domain/recap.ts';

/** A reminder that is to be posted, and the moment that it is for. */
export interface PlannedReminder extends Omit<ReminderKey, 'itemId'> {
  at: Date;
}

type Remindable = Pick<ActionItem, 'state' | 'due' | 'snoozedUntil' | 'createdAt' | 'changed'>;

/** When people are reminded, on the clock where they are. */
const MORNING_HOUR = 9;
const DAY_MS = 24 * 60 * 60_000;
/** A reminder that comes later than this, after everything stood still, only bewilders. */
export const LATEST_MS = 3 * DAY_MS;

/**
 * Which reminder of an item is the last that should have come by now; null for none. There is one on the morning of the due date, one
 * on the morning after it, and one when a snooze ends, which stands for those that it held back. None is for a moment before the item
 * got the form that it has: whoever changed it then knows.
 */
export function reminderBy(
  item: Remindable,
  { now, timeZone }: { now: Date; timeZone: string },
): PlannedReminder | null {
  if (item.state !== 'open') return null;
  const since = item.changed && item.changed.at > item.createdAt ? item.changed.at : item.createdAt;
  const timely = momentsOf(item, timeZone).filter(
    ({ at }) => at > since && at <= now && now.getTime() - at.getTime() <= LATEST_MS,
  );
  return timely.reduce<PlannedReminder | null>(
    (last, moment) => (last === null || moment.at > last.at ? moment : last),
    null,
  );
}

/** Of those at the same moment, the one that says most comes first. */
function momentsOf({ due, snoozedUntil }: Remindable, timeZone: string): PlannedReminder[] {
  const isAwake = ({ at }: PlannedReminder) => snoozedUntil === null || snoozedUntil <= at;
  const ofDue: PlannedReminder[] =
    due === null
      ? []
      : [
          { kind: 'overdue', due, at: morningOf(due, 1, timeZone) },
          { kind: 'due', due, at: morningOf(due, 0, timeZone) },
        ];
  return [...ofDue.filter(isAwake), ...(snoozedUntil === null ? [] : [wakingAt(snoozedUntil, timeZone)])];
}

function wakingAt(at: Date, timeZone: string): PlannedReminder {
  return { kind: 'due', due: DateTime.fromJSDate(at, { zone: timeZone }).toFormat('yyyy-MM-dd'), at };
}

function morningOf(date: CalendarDate, daysLater: number, timeZone: string): Date {
  return DateTime.fromISO(date, { zone: timeZone })
    .plus({ days: daysLater })
    .set({ hour: MORNING_HOUR })
    .toJSDate();
}
