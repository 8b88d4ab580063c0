import { z } from 'zod';
import type { Decision } from '../../core/domain/action-item.ts';
import { RecallError } from '../../core/domain/errors.ts';
import type { OutgoingMessage } from '../../core/slack/client.ts';
import { ledgerMessage } from '../../core/slack/messages/finding/decisions.ts';
import type { ListenerDeps } from '../listeners/listener.ts';
import { within } from './find.ts';
import type { CommandUse, Subcommand } from './subcommand.ts';

const PAGE_SIZE = 5;
const MOST_WORDS = 500;
const MOST_OFFSET = 5000;

/** Which page of whose ledger, as a button carries it. */
const pageState = z.object({
  c: z.string().regex(/^[CGD][A-Z0-9]+$/),
  w: z.string().max(MOST_WORDS),
  o: z.number().int().nonnegative().max(MOST_OFFSET),
});
const decisionState = pageState.extend({ id: z.uuid(), by: z.uuid().nullable() });

export interface LedgerPage {
  channelId: string;
  words: string;
  offset: number;
}
/** A decision of a page, and the one that was seen in its place. */
export interface SeenDecision extends LedgerPage {
  id: string;
  seenId: string | null;
}

type Looking = Pick<CommandUse, 'workspaceId' | 'member' | 'speech' | 'now'>;

/** `/recall decisions [words]`: what was decided in this channel. */
export const decisions: Subcommand<'decisions'> = async ({ words }, use, deps) => {
  const page = { channelId: use.channel.id, words: wordsWithin(words), offset: 0 };
  await use.tell(await ledgerPage(page, use, deps));
};

/** One page of it. @throws RecallError `not_in_channel` where the person or Recall may not read the channel */
export async function ledgerPage(
  { channelId, words, offset }: LedgerPage,
  use: Looking,
  deps: ListenerDeps,
): Promise<OutgoingMessage> {
  const { workspaceId, member, speech, now } = use;
  const { store, access, workspaceUrl } = deps;
  await mustRead(access, { workspaceId, userId: member.id, channelId });
  const reach = await access.reach(workspaceId, member.id);
  const of = { workspaceId, channelId, userId: member.id, reach };
  const found = await store.decisions.ledger(of, { words, offset, limit: PAGE_SIZE });
  if (found.decisions.length === 0 && offset > 0)
    return ledgerPage({ channelId, words, offset: 0 }, use, deps);
  const stateAt = (to: number, extra: object = {}) =>
    JSON.stringify({ c: channelId, w: words, o: Math.min(to, MOST_OFFSET), ...extra });
  return ledgerMessage({
    channelId,
    words,
    decisions: found.decisions,
    page: { offset, size: PAGE_SIZE, total: found.total },
    workspaceUrl,
    now,
    speech,
    pageValue: (to) => stateAt(to),
    decisionValue: ({ id, supersededBy }: Decision) => stateAt(offset, { id, by: supersededBy?.id ?? null }),
  });
}

/** @throws RecallError `not_in_channel` */
export async function mustRead(
  access: ListenerDeps['access'],
  { workspaceId, userId, channelId }: { workspaceId: string; userId: string; channelId: string },
): Promise<void> {
  if (await access.mayRead(workspaceId, userId, channelId)) return;
  throw new RecallError('not_in_channel', 'decisions of a channel that the person or Recall may not read');
}

/** What a button of a page carries; null for what none of ours does. */
export function readLedgerPage(value: string): LedgerPage | null {
  const state = pageState.safeParse(jsonIn(value)).data;
  return state ? { channelId: state.c, words: wordsWithin(state.w), offset: state.o } : null;
}

export function readSeenDecision(value: string): SeenDecision | null {
  const state = decisionState.safeParse(jsonIn(value)).data;
  const page = readLedgerPage(value);
  return state && page ? { ...page, id: state.id, seenId: state.by } : null;
}

function wordsWithin(words: string): string {
  return within({ words, tags: [], channelIds: [] }).words;
}

function jsonIn(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return null;
  }
}
