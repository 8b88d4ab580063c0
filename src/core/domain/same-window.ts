/** A window of time that somebody asked for at `askedAt`; `to` is not included. */
export interface AskedWindow {
  from: Date;
  to: Date;
  askedAt: Date;
}

const MINUTE_MS = 60_000;
/** The last three days, asked for so much later, are still about the same three days. */
const LONGEST_SHIFT_MS = 10 * MINUTE_MS;

/**
 * Whether one recap answers two asks: the windows start within a minute of each other and end so, too, or both end when they were asked
 * for; one that goes back the same time from then may start minutes later.
 */
export function isSameWindow(a: AskedWindow, b: AskedWindow): boolean {
  if (!endsNow(a) || !endsNow(b)) return areNear(a.from, b.from) && areNear(a.to, b.to);
  if (apart(a.to, b.to) > LONGEST_SHIFT_MS) return false;
  return areNear(a.from, b.from) || Math.abs(lengthOf(a) - lengthOf(b)) <= MINUTE_MS;
}

function endsNow({ to, askedAt }: AskedWindow): boolean {
  return areNear(to, askedAt);
}

function lengthOf({ from, to }: AskedWindow): number {
  return to.getTime() - from.getTime();
}

function areNear(a: Date, b: Date): boolean {
  return apart(a, b) <= MINUTE_MS;
}

function apart(a: Date, b: Date): number {
  return Math.abs(a.getTime() - b.getTime());
}
