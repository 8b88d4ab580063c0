import { parseCron } from '../../../core/domain/digest/cron.ts';
import { rhythmOf, type Schedule } from '../../../core/domain/digest/schedule.ts';

/** 1 January 2024 was a Monday. */
const weekdayNames = [1, 2, 3, 4, 5, 6, 7].map((day) =>
  new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, day)),
);

/** `workdays at 09:00 (Europe/Berlin)` of a schedule as it is stored; the stored form where it cannot be read. */
export function scheduleWords(cron: string, timeZone: string): string {
  const parsed = parseCron(cron, timeZone);
  if (parsed.kind === 'refused') return `${cron} (${timeZone})`;
  const { schedule } = parsed;
  return `${daysWords(schedule)} at ${schedule.time} (${timeZone})`;
}

function daysWords({ days }: Schedule): string {
  const rhythm = rhythmOf(days);
  switch (rhythm.kind) {
    case 'every_day':
      return 'Every day';
    case 'workdays':
      return 'Workdays';
    case 'weekly':
      return rhythm.weekdays.map(nameOf).join(', ');
    case 'monthly':
      return `First ${nameOf(rhythm.weekday)} of the month`;
  }
}

function nameOf(weekday: number): string {
  return weekdayNames[weekday - 1] ?? '';
}
