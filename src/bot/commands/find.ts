import { z } from 'zod';
import type { OutgoingMessage } from '../../core/slack/client.ts';
import { findExplanation, foundMessage, type LookedFor } from '../../core/slack/messages/finding/finding.ts';
import { type Finding, MARK_END, MARK_START } from '../../core/store/finding/search.ts';
import type { ListenerDeps } from '../listeners/listener.ts';
import type { CommandUse, Subcommand } from './subcommand.ts';

const PAGE_SIZE = 5;
/** Channels beyond these, the best, are not looked at. */
const MOST_CHANNELS = 1000;
const MOST_WORDS = 500;
const MOST_TAGS = 5;
/** Longer ones are not looked for. */
export const LONGEST_TAG = 80;
const MOST_NAMED_CHANNELS = 10;
const MOST_OFFSET = 5000;
/** Slack's limit for what a button carries. */
const LONGEST_VALUE = 2000;
/** PostgreSQL takes no text with it, and the others mean nothing in a search. */
const CONTROL = /[\p{Cc}\p{Co}\p{Cs}]+/gu;

/** What a person looks for, as a button carries it from page to page. */
const pageState = z.object({
  w: z.string().max(MOST_WORDS),
  t: z.array(z.string().max(LONGEST_TAG)).max(MOST_TAGS),
  c: z.array(z.string().regex(/^[CGD][A-Z0-9]+$/)).max(MOST_NAMED_CHANNELS),
  o: z.number().int().nonnegative().max(MOST_OFFSET),
});

export interface FindPage {
  lookedFor: LookedFor;
  offset: number;
}

type Looking = Pick<CommandUse, 'workspaceId' | 'member' | 'speech' | 'now'>;

/** `/recall find words`: past recaps, decisions and action items that the person may read in Slack today. */
export const find: Subcommand<'find'> = async (parsed, use, deps) => {
  await use.tell(await findMessage({ lookedFor: within(parsed), offset: 0 }, use, deps));
};

/** The answer to it: one page. @throws RecallErrors, retryable ones where Slack does not say what the person may read */
export async function findMessage(
  { lookedFor, offset }: FindPage,
  use: Looking,
  deps: ListenerDeps,
): Promise<OutgoingMessage> {
  const { workspaceId, member, speech, now } = use;
  const { store, access, workspaceUrl } = deps;
  const { words, tags, channelIds } = lookedFor;
  if (words === '' && tags.length === 0 && channelIds.length === 0) return findExplanation({ speech });
  const reach = await access.reach(workspaceId, member.id);
  const search = { workspaceId, userId: member.id, reach, words, tags, channelIds };
  const candidates = await store.search.channels(search, { now, limit: MOST_CHANNELS });
  const readable = [...(await access.readable(workspaceId, member.id, candidates))];
  const page = { now, offset, limit: PAGE_SIZE };
  const { findings, total } = await store.search.page({ ...search, channelIds: readable }, page);
  if (findings.length === 0 && offset > 0) return findMessage({ lookedFor, offset: 0 }, use, deps);
  return foundMessage({
    lookedFor,
    findings: findings.map(toShow),
    page: { offset, size: PAGE_SIZE, total },
    marks: { start: MARK_START, end: MARK_END },
    workspaceUrl,
    now,
    speech,
    pageValue: (to) => pageValue({ lookedFor, offset: to }),
  });
}

/** What a button of a page carries; null for what none of ours does. */
export function readFindPage(value: string): FindPage | null {
  const state = pageState.safeParse(jsonIn(value)).data;
  if (!state) return null;
  return { lookedFor: within({ words: state.w, tags: state.t, channelIds: state.c }), offset: state.o };
}

/** What can be looked for, however much was typed. */
export function within({ words, tags, channelIds }: LookedFor): LookedFor {
  return {
    words: words.slice(0, MOST_WORDS).replace(CONTROL, ' ').trim(),
    tags: tags.slice(0, MOST_TAGS).map((tag) => tag.slice(0, LONGEST_TAG).replace(CONTROL, '')),
    channelIds: channelIds.slice(0, MOST_NAMED_CHANNELS),
  };
}

/** The other way round; at most as long as Slack takes. */
export function pageValue({ lookedFor: { words, tags, channelIds }, offset }: FindPage): string {
  const value = (w: string) =>
    JSON.stringify({ w, t: tags, c: channelIds, o: Math.min(offset, MOST_OFFSET) });
  const whole = value(words);
  return whole.length <= LONGEST_VALUE ? whole : value(words.slice(0, MOST_WORDS / 2).replace(CONTROL, ''));
}

function jsonIn(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return null;
  }
}

function toShow({ state, ...finding }: Finding) {
  return { ...finding, isDone: state === 'done' };
}
