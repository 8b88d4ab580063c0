import { DateTime, IANAZone, type Zone } from 'luxon';
import type { Viewing } from './viewing.ts';

/** “14:02”, in the viewer's zone. */
export function clockTime(ts: string, viewing: Viewing): string {
  return momentOf(ts, viewing).toFormat('HH:mm');
}

/** “Saturday 21 November”, in the viewer's zone. */
export function dayOf(ts: string, viewing: Viewing): string {
  return momentOf(ts, viewing).toFormat('cccc d LLLL');
}

/** “21 Nov, 14:02”, in the viewer's zone. */
export function dayAndTime(ts: string, viewing: Viewing): string {
  return momentOf(ts, viewing).toFormat('d LLL, HH:mm');
}

/** The viewer's time zone; UTC for people of whom none is known. */
export function zoneOf({ viewer }: Viewing): Zone {
  const zone = IANAZone.create(viewer.timeZone ?? 'UTC');
  return zone.isValid ? zone : IANAZone.create('UTC');
}

function momentOf(ts: string, viewing: Viewing): DateTime {
  return DateTime.fromSeconds(Number(ts), { zone: zoneOf(viewing), locale: 'en' });
}
