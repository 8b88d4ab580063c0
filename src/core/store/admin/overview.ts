import type { z } from 'zod';
import type { Overview, overviewQuery } from '../../domain/admin/overview.ts';
import { startOfMonth } from '../../domain/budget.ts';
import type { Db } from '../db.ts';
import { countOpen } from './action-items.ts';
import { lastDays, startOfDay } from './days.ts';
import { type DurationRow, durationsIn, durationsOfOrganization } from './durations.ts';
import {
  budgetOf,
  type FiguresOfDay,
  failuresIn,
  figuresSince,
  peopleHelpedSince,
  unfinishedSince,
} from './overview-figures.ts';
import { type AdminScope, isWhole, workspacesIn } from './scope.ts';

type Query = z.output<typeof overviewQuery>;

/**
 * What was asked in the days up to today, and what became of it, each told of the day that it was asked on; and what was spent on them.
 * @param monthlyBudgetUsd of a workspace without one of its own; 0 is none
 */
export async function overview(
  db: Db,
  scope: AdminScope,
  { query, now, monthlyBudgetUsd }: { query: Query; now: Date; monthlyBudgetUsd: number },
): Promise<Overview> {
  const days = lastDays(query.days, now);
  const from = startOfDay(days[0]);
  const workspaces = workspacesIn(scope, query.workspace);
  const window = { workspaces, from };
  const month = startOfMonth(now);
  const [figures, durations, unfinished, failures, peopleHelped, budget, openActionItems] = await Promise.all(
    [
      figuresSince(db, {
        scope,
        workspace: query.workspace,
        from: new Date(Math.min(from.getTime(), month.getTime())),
      }),
      isWhole(scope, query.workspace)
        ? durationsOfOrganization(db, scope.organizationId, from)
        : durationsIn(db, window),
      unfinishedSince(db, window),
      failuresIn(db, window),
      peopleHelpedSince(db, window),
      budgetOf(db, workspaces, monthlyBudgetUsd),
      countOpen(db, scope, { workspace: query.workspace, now }),
    ],
  );
  const byDay = new Map(figures.map((row) => [row.day, row]));
  const inWindow = days.flatMap((day) => byDay.get(day) ?? []);
  const thisMonth = month.toISOString().slice(0, 10);
  const inMonth = figures.filter(({ day }) => day >= thisMonth);
  const ended = {
    done: sum(inWindow, madeIn),
    failed: sum(inWindow, (row) => row.failed),
    cancelled: sum(inWindow, (row) => row.cancelled),
  };
  return {
    days: days.map((day) => toDay(day, byDay.get(day))),
    asked: ended.done + ended.failed + ended.cancelled + unfinished,
    ...ended,
    ...toDurations(days, durations),
    tokens: { input: sum(inWindow, (row) => row.input), output: sum(inWindow, (row) => row.output) },
    costUsd: sum(inWindow, (row) => row.costUsd),
    budget: { spentUsd: sum(inMonth, (row) => row.costUsd), ...budget },
    peopleHelped,
    openActionItems,
    failures,
  };
}

function toDay(day: string, figures: FiguresOfDay | undefined): Overview['days'][number] {
  const { shortcut = 0, command = 0, mention = 0, reaction = 0, schedule = 0 } = figures ?? {};
  return {
    day,
    byTrigger: { shortcut, command, mention, reaction, schedule },
    failed: figures?.failed ?? 0,
    costUsd: figures?.costUsd ?? 0,
  };
}

function madeIn({ shortcut, command, mention, reaction, schedule }: FiguresOfDay): number {
  return shortcut + command + mention + reaction + schedule;
}

function toDurations(
  days: readonly string[],
  rows: readonly DurationRow[],
): Pick<Overview, 'medianMs' | 'p95Ms' | 'durations'> {
  const byDay = new Map(rows.map((row) => [row.day, row]));
  const of = (day: string | null) => {
    const { medianMs = null, p95Ms = null } = byDay.get(day) ?? {};
    return { medianMs, p95Ms };
  };
  return { ...of(null), durations: days.map((day) => ({ day, ...of(day) })) };
}

function sum<Row>(rows: readonly Row[], of: (row: Row) => number): number {
  return rows.reduce((total, row) => total + of(row), 0);
}
