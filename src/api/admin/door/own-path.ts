/** Where anything is signed in or out: nobody is sent back there. */
const DOORS = /^\/admin\/(?:sign-in|sign-out|link|theme)(?:[/?]|$)/;
const INSIDE = /^\/admin(?:[/?]|$)/;
const BASE = 'http://own.invalid';

/**
 * A path of the admin view to send a browser to, or `/admin` for anything else: other hosts, however they are written, and the doors
 * themselves.
 */
export function ownPath(given: unknown): string {
  if (typeof given !== 'string' || given.length > 2000 || !URL.canParse(given, BASE)) return '/admin';
  const { origin, pathname, search } = new URL(given, BASE);
  const path = `${pathname}${search}`;
  return origin === BASE && INSIDE.test(path) && !DOORS.test(path) ? path : '/admin';
}
