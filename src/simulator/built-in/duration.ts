const SECONDS_IN: Record<string, number> = { d: 86_400, h: 3_600, m: 60, s: 1 };

/** Such as `2d 3h`, `45m` or `20s`. */
export type Duration = string;

/** Seconds in a duration; throws on anything that is not one. */
export function secondsOf(duration: Duration): number {
  let seconds = 0;
  for (const part of duration.split(' ')) {
    const [, count, unit = ''] = /^(\d+)([dhms])$/.exec(part) ?? [];
    const unitSeconds = SECONDS_IN[unit];
    if (unitSeconds === undefined) throw new Error(`Not a duration: "${duration}"`);
    seconds += Number(count) * unitSeconds;
  }
  return seconds;
}
