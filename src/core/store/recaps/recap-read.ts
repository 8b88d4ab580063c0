import type { Recap, RecapActionItem } from '../../domain/recap.ts';
import type { Prisma } from '../generated/client.ts';
import {
  storedCoverage,
  storedPoints,
  storedQuestions,
  storedReading,
  storedReceipt,
  storedSources,
} from './recap-json.ts';
import type { StoredRecap } from './saved-recap.ts';

export const withParts = {
  actionItems: { orderBy: { position: 'asc' } },
  decisions: { orderBy: { position: 'asc' }, include: { supersededBy: { select: { text: true } } } },
  tags: { orderBy: { position: 'asc' } },
} satisfies Prisma.RecapInclude;
type Row = Prisma.RecapGetPayload<{ include: typeof withParts }>;

export function toStoredRecap(row: Row): StoredRecap {
  return {
    id: row.id,
    recap: {
      headline: row.headline,
      points: storedPoints.parse(row.points),
      decisions: row.decisions.map(toDecision),
      actionItems: row.actionItems.map(toActionItem),
      openQuestions: storedQuestions.parse(row.openQuestions),
      tags: row.tags.map(({ name }) => name),
    },
    coverage: storedCoverage.parse(row.coverage),
    receipt: storedReceipt.parse(row.receipt),
    reading: storedReading.parse(row.reading).map(([ts, editedTs]) => ({ ts, editedTs })),
    items: row.actionItems.map(({ id, state, snoozedUntil, changedBy }) => ({
      id,
      state,
      snoozedUntil,
      changedBy,
    })),
    decisionIds: row.decisions.map(({ id }) => id),
    supersededBy: row.decisions.map(({ supersededBy }) => supersededBy?.text ?? null),
    isCurrent: row.isCurrent,
    struck: row.struck,
    version: row.version,
    shownVersion: row.shownVersion,
    changedAt: row.changedAt,
  };
}

export function toActionItem({ text, assignee, due, sources }: Row['actionItems'][number]): RecapActionItem {
  return {
    text,
    assignee,
    due: due === null ? null : due.toISOString().slice(0, 10),
    sources: storedSources.parse(sources),
  };
}

export function toDecision({
  text,
  by,
  sources,
}: Pick<Row['decisions'][number], 'text' | 'by' | 'sources'>): Recap['decisions'][number] {
  return { text, by, sources: storedSources.parse(sources) };
}
