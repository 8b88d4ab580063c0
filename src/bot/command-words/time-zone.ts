import { isTimeZone } from '../../core/domain/digest/zone.ts';
import { nearestWord } from './spelling.ts';

const AREAS = 'Africa America Antarctica Asia Atlantic Australia Europe Indian Pacific'.split(' ');
const KNOWN = Intl.supportedValuesOf('timeZone');
const BY_NAME = new Map(KNOWN.map((name) => [name.toLowerCase(), name]));
const BY_CITY = new Map(KNOWN.map((name) => [cityOf(name), name]));
/** `in Berlin`, `Berlin time`. */
const AROUND = /^in |^\(|\)$| time$/gi;

/**
 * The IANA zone that was typed: its name in whatever case, or its city alone; null for none. Of the short names only UTC and GMT are
 * taken, since others, such as EST, stand for zones that keep no summer time.
 */
export function readTimeZone(typed: string): string | null {
  const name = plainName(typed);
  const lower = name.toLowerCase();
  if (lower === 'utc' || lower === 'gmt') return 'UTC';
  const known = BY_NAME.get(lower) ?? BY_CITY.get(lower);
  if (known !== undefined) return known;
  const names = name.includes('/') ? [name] : AREAS.map((area) => `${area}/${name}`);
  const found = names.find((each) => /^[a-z]/i.test(each) && isTimeZone(each));
  return found === undefined ? null : capitalized(found);
}

/** The zone whose city was misspelt; null where none is near. */
export function nearestTimeZone(typed: string): string | null {
  const city = nearestWord(cityOf(plainName(typed)), [...BY_CITY.keys()]);
  return city === null ? null : (BY_CITY.get(city) ?? null);
}

function plainName(typed: string): string {
  return typed.trim().replace(AROUND, '').trim().replaceAll(' ', '_');
}

function cityOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1).toLowerCase();
}

/** A name in small letters as it is written: every part of it starts with a capital. */
function capitalized(name: string): string {
  const isSmall = /\/[a-z]/.test(name) || name === name.toLowerCase();
  return isSmall ? name.replace(/(?<=^|[/_-])[a-z]/g, (letter) => letter.toUpperCase()) : name;
}
