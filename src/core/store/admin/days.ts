const DAY_MS = 86_400_000;

/** The days of `count` up to today, in UTC, the first first. */
export function lastDays(count: number, now: Date): string[] {
  return Array.from({ length: count }, (_, index) =>
    new Date(now.getTime() - (count - 1 - index) * DAY_MS).toISOString().slice(0, 10),
  );
}

/** When a day begins. */
export function startOfDay(day: string | undefined): Date {
  return new Date(`${day ?? ''}T00:00:00Z`);
}
