import type { Conversation } from '../../domain/conversation.ts';
import type { RecapPoint } from '../../domain/recap.ts';
import { timeOf } from '../../domain/transcript.ts';
import type { Prisma, Conversation as Row } from '../generated/client.ts';
import { toJson } from './recap-json.ts';
import type { SavedRecap } from './saved-recap.ts';

/** What of an earlier recap goes on in this one. */
export interface Continued {
  /** By the position of the new item. */
  actionItems: ReadonlyMap<number, ContinuedItem>;
  decisions: ReadonlyMap<number, ContinuedDecision>;
}
export interface ContinuedItem {
  /** Null where the item stays beside this one, which only takes over what people made of it. */
  id: string | null;
  assignee: string | null;
  due: Date | null;
  state: 'open' | 'done' | 'dropped';
  snoozedUntil: Date | null;
  createdAt: Date;
  changedAt: Date | null;
  changedBy: string | null;
}
export interface ContinuedDecision {
  id: string;
}

/** The rows of a recap. What people made of an earlier recap's action item stays with the one that goes on with it. */
export function toRow(
  { id: conversationId, workspaceId, channel }: Conversation,
  { saved: { recap, headlineSources, coverage, receipt, reading }, continued, visibility }: RowParts,
  now: Date,
) {
  const common = { workspaceId, ...visibility };
  return {
    conversationId,
    headline: recap.headline,
    points: toJson(recap.points),
    openQuestions: toJson(recap.openQuestions),
    coverage: toJson(coverage),
    receipt: toJson(receipt),
    reading: toJson(reading.map(({ ts, editedTs }) => [ts, editedTs])),
    createdAt: now,
    changedAt: now,
    actionItems: {
      create: recap.actionItems.map(({ text, assignee, due, sources }, position) => ({
        ...common,
        position,
        text,
        sources: toJson(sources),
        ...lifeOf({ assignee, due: toDate(due) }, continued.actionItems.get(position), now),
      })),
    },
    decisions: {
      create: recap.decisions.map(({ text, by, sources }, position) => ({
        ...common,
        position,
        text,
        by,
        sources: toJson(sources),
        madeAt: madeAt({ sources }) ?? now,
        continuesId: continued.decisions.get(position)?.id ?? null,
      })),
    },
    tags: { create: recap.tags.map((name, position) => ({ workspaceId, name, position })) },
    citations: {
      create: citedIn(recap, headlineSources).map((ts) => ({ workspaceId, channelId: channel.id, ts })),
    },
  } satisfies Prisma.RecapUncheckedCreateInput;
}

interface RowParts {
  saved: SavedRecap;
  continued: Continued;
  visibility: Visibility;
}

/** Who sees what a conversation gave: whoever may read the channel, or one person alone. */
export interface Visibility {
  channelId: string;
  onlyFor: string | null;
}

/** A private recap is for whoever asked, until it is shared; notes, which stand in no channel, then belong to where they were shared to. */
export function visibilityOf({
  audience,
  askedBy,
  source,
  channelId,
  sharedTo,
}: Pick<Row, 'audience' | 'askedBy' | 'source' | 'channelId' | 'sharedTo'>): Visibility {
  return {
    channelId: (source === 'note' && sharedTo) || channelId,
    onlyFor: audience === 'private' && sharedTo === null ? askedBy : null,
  };
}

/** Timestamps of all messages that something in the recap rests on. */
function citedIn(
  { points, decisions, actionItems, openQuestions }: SavedRecap['recap'],
  headlineSources: readonly string[] = [],
): string[] {
  const all: RecapPoint[] = [...points, ...decisions, ...actionItems, ...openQuestions];
  return [...new Set([...headlineSources, ...all.flatMap(({ sources }) => sources.map(({ ts }) => ts))])];
}

function lifeOf(
  fresh: { assignee: string | null; due: Date | null },
  continued: ContinuedItem | undefined,
  now: Date,
) {
  if (!continued) return { ...fresh, createdAt: now };
  // A row holds more than this: what it says, and of which recap.
  const { id, assignee, due, state, snoozedUntil, createdAt, changedAt, changedBy } = continued;
  const life = { state, snoozedUntil, createdAt, changedAt, changedBy };
  return { ...life, continuesId: id, ...(changedAt === null ? fresh : { assignee, due }) };
}

function madeAt({ sources }: Pick<RecapPoint, 'sources'>): Date | null {
  const times = sources.map(({ ts }) => timeOf(ts).getTime());
  return times.length === 0 ? null : new Date(Math.max(...times));
}

function toDate(date: string | null): Date | null {
  return date === null ? null : new Date(`${date}T00:00:00Z`);
}
