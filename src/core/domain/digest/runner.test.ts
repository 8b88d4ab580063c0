import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { datesFrom, modelDues } from '../../../../tests/support/due-model.ts';
import { wallClockOf } from '../../../../tests/support/wall-clock.ts';
import { type DigestState, type DueDecision, decideDue } from './decide.ts';
import type { PeriodKind } from './period.ts';
import type { Schedule } from './schedule.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const ZONES = ['America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kathmandu'];

const atNine = (timeZone: string): Schedule => ({
  days: { kind: 'weekly', weekdays: [1, 2, 3, 4, 5] },
  time: '09:00',
  timeZone,
});

/** When it is nine on the workdays of 2026 and a week on either side of it, by the clocks of the zone. */
function duesOf2026(timeZone: string): Date[] {
  return modelDues(atNine(timeZone), wallClockOf(timeZone), datesFrom('2025-12-25', 380));
}

type Posted = Pick<Extract<DueDecision, { kind: 'run' }>, 'period' | 'folded' | 'isLate' | 'isCut'>;

/** A row of the table of digests with the periods that were posted, as workers see and change it. */
class StoredDigest {
  readonly posted: Posted[] = [];
  state: DigestState;

  constructor(state: DigestState) {
    this.state = state;
  }

  /** What a worker does that read the row as `seen` and has a clock that shows `now`; one that is killed leaves nothing. */
  work({ seen, now, isKilled }: { seen: DigestState; now: Date; isKilled: boolean }): void {
    const decision = decideDue({ ...seen, now });
    if (isKilled || seen.nextDueAt.getTime() !== this.state.nextDueAt.getTime()) return;
    if (decision.kind === 'not_yet') {
      this.state = { ...this.state, nextDueAt: decision.nextDueAt };
      return;
    }
    const { period, folded, isLate, isCut, nextDueAt } = decision;
    this.posted.push({ period, folded, isLate, isCut });
    this.state = { ...this.state, lastPeriodEnd: period.end, nextDueAt };
  }
}

/** As it is after the digest of `dues[0]`. */
function digestAfterFirst(
  timeZone: string,
  kind: PeriodKind,
  [first, second]: readonly Date[],
): StoredDigest {
  if (first === undefined || second === undefined) throw new Error('too few dues');
  return new StoredDigest({ schedule: atNine(timeZone), kind, lastPeriodEnd: first, nextDueAt: second });
}

function windowsBetween(dues: readonly Date[]): [Date, Date][] {
  return dues.slice(1).map((end, index) => [dues[index] ?? end, end]);
}

describe.each(ZONES)('a year of workdays at nine in %s', (timeZone) => {
  const dues = duesOf2026(timeZone);

  it('gives each period exactly once, on time', () => {
    const digest = digestAfterFirst(timeZone, 'since_last', dues);
    const last = dues.at(-1) ?? new Date();
    for (let now = dues[0] ?? last; now <= last; now = new Date(now.getTime() + 5 * MINUTE_MS)) {
      digest.work({ seen: digest.state, now, isKilled: false });
    }
    expect(digest.posted.map(({ period }) => [period.start, period.end])).toEqual(windowsBetween(dues));
    expect(digest.posted.filter(({ isLate, folded }) => isLate || folded > 0)).toEqual([]);
  });

  it('gives the days before, each exactly once', () => {
    const digest = digestAfterFirst(timeZone, 'previous_day', dues);
    for (const due of dues.slice(1)) digest.work({ seen: digest.state, now: due, isKilled: false });
    const clock = wallClockOf(timeZone);
    const expected = dues.slice(1).map((due) => {
      const [today = ''] = clock.show(due).split(' ');
      const [yesterday = ''] = datesFrom(new Date(Date.parse(today) - DAY_MS).toISOString().slice(0, 10), 1);
      return [clock.firstShowing(`${yesterday} 00:00`), clock.firstShowing(`${today} 00:00`)];
    });
    expect(digest.posted.map(({ period }) => [period.start, period.end])).toEqual(expected);
  });
});

it('the year in New York holds the mornings that it should', () => {
  const digest = digestAfterFirst('America/New_York', 'since_last', duesOf2026('America/New_York'));
  for (let hour = Date.parse('2025-12-26T00:00Z'); hour < Date.parse('2027-01-01T00:00Z'); hour += HOUR_MS) {
    digest.work({ seen: digest.state, now: new Date(hour), isKilled: false });
  }
  const of2026 = digest.posted.filter(({ period }) => period.end >= new Date('2026-01-01T00:00Z'));
  expect(of2026).toHaveLength(261);
  expect(of2026.map(({ period }) => `${period.start.toISOString()} ${period.end.toISOString()}`)).toEqual(
    expect.arrayContaining([
      '2026-03-06T14:00:00.000Z 2026-03-09T13:00:00.000Z',
      '2026-10-30T13:00:00.000Z 2026-11-02T14:00:00.000Z',
      '2026-12-30T14:00:00.000Z 2026-12-31T14:00:00.000Z',
    ]),
  );
});

/** One worker coming by: after how long, how wrong its clock is, and what befalls it. */
const visit = fc.record({
  waitMinutes: fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: 0, max: 90 }) },
    { weight: 3, arbitrary: fc.integer({ min: 90, max: 30 * 60 }) },
    { weight: 1, arbitrary: fc.integer({ min: 30 * 60, max: 20 * 24 * 60 }) },
  ),
  clockErrorMs: fc.oneof(fc.constant(0), fc.integer({ min: -HOUR_MS, max: HOUR_MS })),
  isKilled: fc.boolean(),
  /** Acts on the row as it was so many visits ago: a job that was delivered twice, or a worker that stood still. */
  isStaleBy: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: 5 })),
});

type Visit = typeof visit extends fc.Arbitrary<infer V> ? V : never;

/** Runs the visits, and a last one at the end whose clock is right; gives the moment of that one. */
function runVisits(digest: StoredDigest, start: Date, visits: readonly Visit[]): Date {
  const rows = [digest.state];
  let time = start.getTime();
  for (const { waitMinutes, clockErrorMs, isKilled, isStaleBy } of visits) {
    time += waitMinutes * MINUTE_MS;
    const seen = rows.at(-1 - isStaleBy) ?? digest.state;
    digest.work({ seen, now: new Date(time + clockErrorMs), isKilled });
    rows.push(digest.state);
  }
  const end = new Date(time + 2 * HOUR_MS);
  digest.work({ seen: digest.state, now: end, isKilled: false });
  return end;
}

describe.each(ZONES)('with workers killed, doubled and late, and clocks an hour off, in %s', (timeZone) => {
  const dues = duesOf2026(timeZone).filter((due) => due > new Date('2026-02-20T00:00Z'));
  const start = dues.at(0) ?? new Date();

  it('each moment is covered once, in order, and each period posted or folded once', () => {
    fc.assert(
      fc.property(fc.array(visit, { minLength: 1, maxLength: 120 }), (visits) => {
        const digest = digestAfterFirst(timeZone, 'since_last', dues);
        const end = runVisits(digest, start, visits.filter(withinDues(dues)));
        const { posted } = digest;
        const past = dues.filter((due) => due > start && due <= end);
        const ends = [start, ...posted.map(({ period }) => period.end)];
        expect(posted.filter((each, index) => !goesOn(each, ends[index]))).toEqual([]);
        expect(ends.at(-1)).toEqual(past.at(-1) ?? start);
        expect(posted.reduce((sum, { folded }) => sum + folded + 1, 0)).toBe(past.length);
        expect(new Set(posted.map(({ period }) => period.key)).size).toBe(posted.length);
      }),
      { numRuns: 100 },
    );
  });

  it('no day of the calendar comes twice, and none that was due is left out', () => {
    fc.assert(
      fc.property(fc.array(visit, { minLength: 1, maxLength: 120 }), (visits) => {
        const digest = digestAfterFirst(timeZone, 'previous_day', dues);
        const end = runVisits(digest, start, visits.filter(withinDues(dues)));
        const { posted } = digest;
        const overlaps = posted.filter(({ period }, index) => {
          const before = posted[index - 1];
          return before !== undefined && before.period.end > period.start;
        });
        expect(overlaps).toEqual([]);
        expect(posted.reduce((sum, { folded }) => sum + folded + 1, 0)).toBe(
          dues.filter((due) => due > start && due <= end).length,
        );
      }),
      { numRuns: 100 },
    );
  });
});

/** Whether it starts where the one before it ended, or 31 days before its own end where that is too long ago. */
function goesOn({ period, isCut }: Posted, lastEnd: Date | undefined): boolean {
  const [start, before] = [period.start.getTime(), lastEnd?.getTime() ?? 0];
  const longest = period.end.getTime() - 31 * DAY_MS;
  return isCut ? start === longest && before < longest : start === before && before >= longest;
}

/** Keeps the visits until the known dues of the year run out. */
function withinDues(dues: readonly Date[]): (visit: Visit) => boolean {
  let left = ((dues.at(-1)?.getTime() ?? 0) - (dues[0]?.getTime() ?? 0)) / MINUTE_MS - 24 * 60;
  return ({ waitMinutes }) => {
    left -= waitMinutes;
    return left > 0;
  };
}
