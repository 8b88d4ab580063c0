import type { ActionItem } from '../../domain/action-item.ts';
import type { CalendarDate } from '../../domain/recap.ts';
import type { Prisma } from '../generated/client.ts';
import { storedSources } from '../recaps/recap-json.ts';

export const withRecap = {
  recap: {
    select: {
      isCurrent: true,
      conversationId: true,
      conversation: { select: { deletedAt: true } },
    },
  },
} satisfies Prisma.ActionItemInclude;

export function toItem(row: Prisma.ActionItemGetPayload<{ include: typeof withRecap }>): ActionItem {
  const { changedAt, changedBy } = row;
  return {
    id: row.id,
    workspaceId: row.workspaceId,
    channelId: row.channelId,
    conversationId: row.recap.conversationId,
    text: row.text,
    assignee: row.assignee,
    due: fromDate(row.due),
    sources: storedSources.parse(row.sources),
    state: row.state,
    snoozedUntil: row.snoozedUntil,
    onlyFor: row.onlyFor,
    createdAt: row.createdAt,
    changed: changedAt && changedBy !== null ? { at: changedAt, by: changedBy } : null,
  };
}

/** A calendar date as a column of type `date` holds it: midnight in UTC. */
export function toDate(date: CalendarDate | null): Date | null {
  return date === null ? null : new Date(`${date}T00:00:00Z`);
}

function fromDate(date: Date | null): CalendarDate | null {
  return date === null ? null : date.toISOString().slice(0, 10);
}
