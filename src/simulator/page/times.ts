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

/** “2026-11-21T14:02”, in the viewer's zone, for Unix seconds; undefined for none. */
export function localMinute(seconds: number | undefined, viewing: Viewing): string | undefined {
  return seconds === undefined
    ? undefined
    : momentOf(String(seconds), viewing).toFormat("yyyy-MM-dd'T'HH:mm");
}

/** The Unix seconds of what `localMinute` gives; undefined for anything else. */
export function secondsOf(minute: string, viewing: Viewing): number | undefined {
  const moment = DateTime.fromISO(minute, { zone: zoneOf(viewing) });
  return moment.isValid ? moment.toUnixInteger() : undefined;
}

/** The viewer's time zone; UTC for people of whom none is known. */
export function zoneOf({ viewer }: Pick<Viewing, 'viewer'>): Zone {
  const zone = IANAZone.create(viewer.timeZone ?? 'UTC');
  return zone.isValid ? zone : IANAZone.create('UTC');
}

function momentOf(ts: string, viewing: Viewing): DateTime {
  return DateTime.fromSeconds(Number(ts), { zone: zoneOf(viewing), locale: 'en' });
}
