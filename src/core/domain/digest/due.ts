import { RecallError } from '../errors.ts';
import { isOn, minuteOf, type Schedule } from './schedule.ts';
import { type Day, dayAt, momentOf } from './zone.ts';

/** From the first Monday of a month to that of the next are 35 days at most; the clocks of a zone may shift a day at either end. */
const MOST_DAYS_APART = 38;

/**
 * The first moment after `after` at which the digest is due. On a day whose clocks skip its time it is the first minute after the
 * gap; on a day whose clocks show its time twice, the first of the two. Throws `bad_input` for a schedule that is never due.
 */
export function nextDue(schedule: Schedule, after: Date): Date {
  return found(schedule, dayAt(after, schedule.timeZone), 1, (due) => due > after);
}

/**
 * The last moment up to and including `at` at which the digest was due, else as `nextDue`; it is one of the next day where the clocks
 * went back over midnight.
 */
export function latestDue(schedule: Schedule, at: Date): Date {
  return found(schedule, dayAt(at, schedule.timeZone) + 1, -1, (due) => due <= at);
}

/** The next `count` moments after `after`, in order. */
export function upcoming(schedule: Schedule, after: Date, count: number): Date[] {
  const dues: Date[] = [];
  for (let due = after; dues.length < count; dues.push(due)) due = nextDue(schedule, due);
  return dues;
}

function found(schedule: Schedule, start: Day, step: 1 | -1, isSought: (due: Date) => boolean): Date {
  const minute = minuteOf(schedule.time);
  if (minute === null) throw new RecallError('bad_input', 'the time of a digest is no time');
  for (let passed = 0; passed <= MOST_DAYS_APART; passed += 1) {
    const day = start + passed * step;
    if (!isOn(schedule.days, day)) continue;
    const due = momentOf(day, minute, schedule.timeZone);
    if (isSought(due)) return due;
  }
  throw new RecallError('bad_input', 'a digest without a day, or in a zone that there is not, is never due');
}
