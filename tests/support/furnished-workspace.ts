import { NO_WISHES } from '../../src/core/domain/conversation.ts';
import type { RecapAnswer } from '../../src/core/domain/recap.ts';
import type { Store } from '../../src/core/store/index.ts';
import { ACME, anAsk } from './asks.ts';
import { DAILY } from './digests.ts';
import { storeRecap } from './stored-recap.ts';

/** When everything in it was made; what is still to come of it comes after. */
export const FURNISHED_AT = new Date('2026-01-05T09:00:00Z');
export const later = (minutes: number) => new Date(FURNISHED_AT.getTime() + minutes * 60_000);

/** A workspace with something in every table. */
export type FurnishedWorkspace = Awaited<ReturnType<typeof furnish>>;

export interface Names {
  workspaceId: string;
  channelId: string;
  userId: string;
  /** Stands in every text. */
  word: string;
  /** Starts every Slack timestamp: ten digits. */
  time: string;
}

/** Fills a workspace, by the store within it: recaps shared, private, followed up and failed, their items, decisions, copies, reminders, digests and all else. */
export async function furnish(all: Store, names: Names) {
  const { workspaceId, channelId, userId, word, time } = names;
  const ts = (n: number) => `${time}.${String(n).padStart(6, '0')}`;
  await all.workspaces.install({ ...ACME, id: workspaceId, name: word });
  const store = all.within(workspaceId);
  const ask = (n: number) => ({
    workspaceId,
    channel: { id: channelId, name: word },
    source: { kind: 'thread' as const, threadTs: ts(n) },
    askedBy: userId,
    eventKey: `${word} ${n}`,
  });
  const textAt = (n: number, text: string) => ({
    text: `${text} ${word}`,
    sources: [{ ts: ts(n), threadTs: null }],
  });
  const recapAt = (n: number) => ({
    headline: `A headline of ${word}`,
    points: [textAt(n, 'A point of')],
    decisions: [{ ...textAt(n, 'A decision of'), by: userId }],
    actionItems: [{ ...textAt(n, 'An item of'), assignee: userId, due: '2026-01-06' }],
    openQuestions: [{ ...textAt(n, 'A question of'), askedOf: userId }],
    tags: [word],
  });
  const stored = (n: number, changes = {}) =>
    storeRecap(store, { ask: { ...ask(n), ...changes }, recap: recapAt(n), at: FURNISHED_AT });

  const recapId = await stored(1);
  // The same task, in a later recap.
  await storeRecap(store, { ask: ask(9), recap: recapAt(1), at: later(1) });
  const otherId = await stored(2);
  const privateId = await stored(3, { audience: 'private' as const });
  const keptId = await stored(4, { audience: 'private' as const });
  const sharedId = await stored(5, { audience: 'private' as const });
  await store.sharing.share(sharedId, channelId, FURNISHED_AT);
  await store.deliveries.claim(recapId, { part: 0, channelId, ts: ts(11) }, { copy: 1, threadTs: ts(1) });

  const picked = async (n: number) =>
    (await store.conversations.pickUp(anAsk(ask(n)), FURNISHED_AT)).conversation;
  const queued = await picked(6);
  const running = present(await store.conversations.takeUp((await picked(7)).id, FURNISHED_AT));
  await store.striking.citing({ workspaceId, channelId, ts: ts(1), editedTs: null });
  const failed = present(await store.conversations.takeUp((await picked(8)).id, FURNISHED_AT));
  await store.conversations.fail(failed, 'timed_out', FURNISHED_AT);

  const [item] = await store.actionItems.ofConversation(workspaceId, recapId);
  const viewer = { workspaceId, userId, reach: 'all' as const };
  const page = { words: '', offset: 0, limit: 10 };
  const ledger = await store.decisions.ledger({ ...viewer, channelId }, page);
  const [decision, earlier] = ledger.decisions.filter(({ onlyFor }) => onlyFor === null);
  const reminder = { itemId: present(item).id, kind: 'due' as const, due: '2026-01-06' };
  const claimedAt = { now: FURNISHED_AT, staleBefore: FURNISHED_AT };
  await store.reminders.claim(present(item), reminder, claimedAt);
  await store.reminders.record(reminder, { channelId, ts: ts(12) });

  const digest = await store.digests.create(
    {
      ...DAILY,
      workspaceId,
      author: userId,
      channelIds: [channelId],
      postTo: channelId,
      wishes: { ...NO_WISHES, focus: word },
    },
    FURNISHED_AT,
  );
  const opened = present(await store.digests.startNow(workspaceId, digest.id, FURNISHED_AT));
  const claim = present(await store.digestPeriods.claim(opened.periodId, claimedAt));

  await store.feedback.give({
    ...{ workspaceId, conversationId: recapId, userId, verdict: 'down', givenAt: FURNISHED_AT },
    reason: { fault: 'other', words: word },
  });
  await store.channels.claimWelcome(workspaceId, channelId, FURNISHED_AT);
  await store.people.homeOpened(workspaceId, userId, FURNISHED_AT);
  await store.people.optOut(workspaceId, userId, FURNISHED_AT);
  const members = { isPrivate: true, userIds: [userId], checkedAt: FURNISHED_AT, changes: 1 };
  await store.members.forget(workspaceId, channelId);
  await store.members.record(workspaceId, channelId, members);
  const engine = {
    conversationId: recapId,
    model: word,
    tokens: { input: 1, output: 1, cacheRead: 0, cacheWrite: 0 },
  };
  await store.engineCalls.record({ workspaceId, ...engine, costUsd: 1 }, FURNISHED_AT);
  await store.engineCalls.keepPart(`part ${word}`, { ...recapAnswer, headline: word }, FURNISHED_AT);
  await store.auth.links.create({ id: `link ${word}`, workspaceId, userId, expiresAt: later(1000) });
  await store.audit.record(
    { organizationId: workspaceId, workspaceId, actor: userId, action: 'exported', target: recapId },
    FURNISHED_AT,
  );
  return {
    ...names,
    ts,
    ask,
    recapId,
    otherId,
    privateId,
    keptId,
    sharedId,
    queued,
    running,
    failed,
    item: present(item),
    decision: present(decision),
    earlier: present(earlier),
    reminder,
    digest,
    periodId: opened.periodId,
    claim,
    viewer,
  };
}

const recapAnswer: RecapAnswer = {
  headline: '',
  points: [],
  decisions: [],
  actionItems: [],
  openQuestions: [],
  tags: [],
};

function present<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('it is not furnished');
  return value;
}
