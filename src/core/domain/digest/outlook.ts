import { nextDue } from './due.ts';
import { coveringPeriod, type Period, type PeriodKind, periodOf } from './period.ts';
import { minuteOf, type Rhythm, rhythmOf, type Schedule } from './schedule.ts';
import { minuteAt } from './zone.ts';

/** One digest that will come, if nothing is changed. */
export interface ComingDigest {
  due: Date;
  period: Period;
  /** Whether the clocks skip its time on that day, so that it comes at the first minute after the gap. */
  isMoved: boolean;
}

/** What will happen, for saying it in words. */
export interface Outlook {
  rhythm: Rhythm;
  time: string;
  timeZone: string;
  covers: PeriodKind;
  /** Dues that would only repeat a period are left out. */
  coming: ComingDigest[];
  /** Whether some days are covered by no digest, such as Fridays by one that covers the day before on workdays. */
  leavesGaps: boolean;
}

/** More dues in a row than share one period: those of a month. */
const MOST_REPEATS = 31;

/** The next `count` digests after `after`, where the one before them covered the time up to `lastPeriodEnd`. */
export function outlook({
  schedule,
  kind,
  lastPeriodEnd,
  after,
  count,
}: {
  schedule: Schedule;
  kind: PeriodKind;
  lastPeriodEnd: Date | null;
  after: Date;
  count: number;
}): Outlook {
  const coming: ComingDigest[] = [];
  let [due, covered] = [after, lastPeriodEnd];
  for (let tried = 0; coming.length < count && tried < count + count * MOST_REPEATS; tried += 1) {
    due = nextDue(schedule, due);
    const own = periodOf(schedule, kind, due);
    const isNew = covered === null || own.end > covered;
    const covering = coveringPeriod(kind, isNew ? [own] : [], covered);
    if (covering === null) continue;
    const { period } = covering;
    coming.push({ due, period, isMoved: minuteAt(due, schedule.timeZone) !== minuteOf(schedule.time) });
    covered = period.end;
  }
  const { days, time, timeZone } = schedule;
  const rhythm = rhythmOf(days);
  return { rhythm, time, timeZone, covers: kind, coming, leavesGaps: leavesGaps(rhythm, kind) };
}

function leavesGaps(rhythm: Rhythm, kind: PeriodKind): boolean {
  if (kind === 'previous_day') return rhythm.kind !== 'every_day';
  return kind === 'previous_week' && rhythm.kind === 'monthly';
}
