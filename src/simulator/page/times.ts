import type { Viewing } from './viewing.ts';

const LOCALE = 'en-GB';

/** “14:02”, in the viewer's zone. */
export function clockTime(ts: string, viewing: Viewing): string {
  return format(ts, viewing, { hour: '2-digit', minute: '2-digit' });
}

/** “Saturday, 21 November”, in the viewer's zone. */
export function dayOf(ts: string, viewing: Viewing): string {
  return format(ts, viewing, { weekday: 'long', day: 'numeric', month: 'long' });
}

/** “21 Nov, 14:02”, in the viewer's zone. */
export function dayAndTime(ts: string, viewing: Viewing): string {
  return format(ts, viewing, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
}

/** The viewer's time zone; UTC for people of whom none is known. */
export function zoneOf({ viewer }: Viewing): string {
  const { timeZone } = viewer;
  return timeZone !== undefined && isTimeZone(timeZone) ? timeZone : 'UTC';
}

function format(ts: string, viewing: Viewing, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(LOCALE, { ...options, timeZone: zoneOf(viewing) }).format(Number(ts) * 1000);
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat(LOCALE, { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
