import { nextDue } from './due.ts';
import { coveringPeriod, type Period, type PeriodKind, periodOf } from './period.ts';
import type { Schedule } from './schedule.ts';

/** What is stored of a digest that says whether it is due. */
export interface DigestState {
  schedule: Schedule;
  kind: PeriodKind;
  /** Up to where its digests have covered the time; null before the first. */
  lastPeriodEnd: Date | null;
  /** From when on there is something to decide; a digest that is set up, changed or resumed has the `nextDue` after that moment. */
  nextDueAt: Date;
}

export type DueDecision =
  /** Nothing to post; `nextDueAt` is to be stored where it differs. */
  | { kind: 'not_yet'; nextDueAt: Date }
  | {
      kind: 'run';
      /** The moment that it is for. */
      due: Date;
      period: Period;
      /** Whether it comes so late that people are told. */
      isLate: boolean;
      /** How many earlier periods it stands for that were missed. */
      folded: number;
      /** Whether it stands for more time than it covers. */
      isCut: boolean;
      nextDueAt: Date;
    };

/** Longer than digests of one minute are spread over. */
export const LATE_AFTER_MS = 30 * 60_000;
/** What was missed earlier than this is not counted any more. */
const LONGEST_COUNTED_MS = 366 * 24 * 60 * 60_000;

/**
 * Whether a digest is to be posted now. Of the periods that were missed it is the latest, with the older ones folded into it. A
 * period that ended by `lastPeriodEnd` never comes again, whatever the clock says. The period and `nextDueAt` are to be stored in
 * one step, and only where `nextDueAt` still is what was decided on.
 */
export function decideDue({ now, ...digest }: DigestState & { now: Date }): DueDecision {
  const { schedule, kind, lastPeriodEnd, nextDueAt } = digest;
  if (now < nextDueAt) return { kind: 'not_yet', nextDueAt };
  const following = nextDue(schedule, now);
  const missed = missedPeriods(digest, now);
  const latest = missed.at(-1);
  const periods = missed.map(({ period }) => period);
  const covering = coveringPeriod(kind, periods, lastPeriodEnd);
  if (latest === undefined || covering === null) return { kind: 'not_yet', nextDueAt: following };
  return {
    kind: 'run',
    due: latest.due,
    ...covering,
    isLate: now.getTime() - latest.due.getTime() > LATE_AFTER_MS,
    folded: missed.length - 1,
    nextDueAt: following,
  };
}

interface MissedPeriod {
  /** The first moment at which it was due. */
  due: Date;
  period: Period;
}

/** In order, each once: those of the dues from `nextDueAt` to now that are not covered yet. */
function missedPeriods({ schedule, kind, lastPeriodEnd, nextDueAt }: DigestState, now: Date): MissedPeriod[] {
  const earliest = Math.max(nextDueAt.getTime(), now.getTime() - LONGEST_COUNTED_MS);
  const missed = new Map<string, MissedPeriod>();
  for (let due = nextDue(schedule, new Date(earliest - 1)); due <= now; due = nextDue(schedule, due)) {
    const period = periodOf(schedule, kind, due);
    if (missed.has(period.key) || (lastPeriodEnd !== null && period.end <= lastPeriodEnd)) continue;
    missed.set(period.key, { due, period });
  }
  return [...missed.values()];
}
