const TIMESTAMP = /^(\d{1,10})(?:\.(\d{1,6}))?$/;

/**
 * A timestamp as an API argument, in the one form in which timestamps compare as strings: ten digits, point, six
 * digits. Undefined for what is not a timestamp.
 */
export function normalizeTs(given: string): string | undefined {
  const match = TIMESTAMP.exec(given);
  if (match?.[1] === undefined) return undefined;
  return `${match[1].padStart(10, '0')}.${(match[2] ?? '').padEnd(6, '0')}`;
}

export function tsFromMicros(micros: number): string {
  const seconds = Math.floor(micros / 1_000_000);
  return `${seconds}.${String(micros % 1_000_000).padStart(6, '0')}`;
}

export function microsFromTs(ts: string): number {
  return Number(ts.replace('.', ''));
}

interface Stamped {
  readonly ts: string;
}

/** Index of the first entry whose ts is not below `ts`, in a list sorted by ts. */
export function indexFrom(sorted: readonly Stamped[], ts: string): number {
  return partition(sorted, (entry) => entry.ts < ts);
}

/** Index of the first entry whose ts is above `ts`, in a list sorted by ts. */
export function indexAfter(sorted: readonly Stamped[], ts: string): number {
  return partition(sorted, (entry) => entry.ts <= ts);
}

function partition(sorted: readonly Stamped[], isBefore: (entry: Stamped) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const entry = sorted[middle];
    if (entry !== undefined && isBefore(entry)) low = middle + 1;
    else high = middle;
  }
  return low;
}
