import { randomUUID } from 'node:crypto';
import type { Ask } from '../../src/core/domain/conversation.ts';
import { NO_TOKENS, type RecapPoint } from '../../src/core/domain/recap.ts';
import type { Store } from '../../src/core/store/index.ts';
import { ACME } from './asks.ts';
import { DAILY } from './digests.ts';
import { storeRecap } from './stored-recap.ts';

export const PERSON = 'U0PERSON';
export const OTHER = 'U0OTHER';
export const GENERAL = 'C0GENERAL';
export const SECOND = 'C0SECOND';
const DIRECT = 'D0PERSON';

export interface Filled {
  workspaceId: string;
  /** A thread's recap that the person asked for, which names them everywhere. */
  thread: string;
  /** Somebody else's, in the other channel, which names them, too. */
  second: string;
  /** Theirs alone. */
  personal: string;
  notes: string;
  /** Theirs, and shared to the channel. */
  shared: string;
  /** One of somebody else, without them. */
  others: string;
}

/**
 * A workspace that has something in every table that may hold something of one. `mark` stands in all that somebody said; what is the
 * person's alone has `mark` and `alone`.
 */
export async function fillWorkspace(
  store: Store,
  { workspaceId = ACME.id, mark, at }: { workspaceId?: string; mark: string; at: Date },
): Promise<Filled> {
  await store.workspaces.install({ ...ACME, id: workspaceId });
  const sources: RecapPoint['sources'] = [{ ts: '1699013100.000100', threadTs: null }];
  const said = (words: string) => ({ text: `${mark} ${words} <@${PERSON}> of ${OTHER}`, sources });
  const naming = {
    headline: `${mark} <@${PERSON}> and ${PERSON}X`,
    points: [said('point')],
    decisions: [{ ...said('decision'), by: PERSON }],
    actionItems: [{ ...said('task'), assignee: PERSON, due: '2026-03-05' }],
    openQuestions: [{ ...said('question'), askedOf: PERSON }],
    tags: [`${mark}-tag`],
  };
  const stored = (ask: Partial<Ask>, recap = naming) =>
    storeRecap(store, { ask: { workspaceId, eventKey: randomUUID(), ...ask }, recap, at });
  const wishes = {
    focus: `${mark} wish of <@${PERSON}|person>`,
    length: 'standard' as const,
    language: null,
  };
  const thread = await stored({ askedBy: PERSON, wishes, eventKey: `shortcut-C1-1-${PERSON}-2` });
  const second = await stored({ askedBy: OTHER, wishes, channel: { id: SECOND, name: `${mark}-second` } });
  const secretly = { ...naming, headline: `${mark} alone` };
  const personal = await stored({ askedBy: PERSON, audience: 'private' }, secretly);
  const notes = await stored(
    {
      askedBy: PERSON,
      audience: 'private',
      source: { kind: 'note', threadTs: '1699013100.000900' },
      channel: { id: DIRECT, name: '' },
    },
    secretly,
  );
  const shared = await stored({ askedBy: PERSON, audience: 'private' });
  await store.sharing.share(shared, GENERAL, at);
  await store.deliveries.record(
    shared,
    { part: 0, channelId: GENERAL, ts: '1699013100.000950' },
    { copy: 1 },
  );
  const others = await stored(
    { askedBy: OTHER },
    { ...naming, headline: `${mark} other`, points: [], decisions: [], actionItems: [], openQuestions: [] },
  );
  await besides(store, { workspaceId, mark, at, thread });
  return { workspaceId, thread, second, personal, notes, shared, others };
}

async function besides(
  store: Store,
  { workspaceId, mark, at, thread }: { workspaceId: string; mark: string; at: Date; thread: string },
): Promise<void> {
  const given = { workspaceId, conversationId: thread, givenAt: at, verdict: 'down' as const };
  const reason = { fault: 'missed' as const, words: `${mark} feedback` };
  await store.feedback.give({ ...given, userId: PERSON, reason });
  await store.feedback.give({ ...given, userId: OTHER, reason: null });
  await store.people.homeOpened(workspaceId, PERSON, at);
  const members = { isPrivate: true, userIds: [PERSON, OTHER], checkedAt: at, changes: 0 };
  await store.members.record(workspaceId, GENERAL, members);
  const cost = { workspaceId, conversationId: thread, model: 'm', tokens: NO_TOKENS, costUsd: 0.5 };
  await store.engineCalls.record(cost, at);
  const part = { headline: `${mark} part of <@${PERSON}>`, points: [], decisions: [], actionItems: [] };
  const kept = { ...part, openQuestions: [], tags: [] };
  await store.within(workspaceId).engineCalls.keepPart('a hash', kept, at);
  await remind(store, { workspaceId, at });
  await setDigestsUp(store, { workspaceId, mark, at });
  await signIn(store, { workspaceId, at });
}

async function remind(store: Store, { workspaceId, at }: { workspaceId: string; at: Date }): Promise<void> {
  const window = { dueFrom: '2026-03-01', dueTo: '2026-03-30', snoozedFrom: at, snoozedTo: at };
  for await (const item of store.reminders.itemsIn(window)) {
    if (item.workspaceId !== workspaceId || item.due === null) continue;
    const key = { kind: 'due' as const, due: item.due };
    await store.reminders.claim(item, key, { now: at, staleBefore: at });
    await store.reminders.record({ itemId: item.id, ...key }, { channelId: DIRECT, ts: '1699013100.000777' });
  }
}

/** One of two channels, one of the second alone, and the person's own. */
async function setDigestsUp(
  store: Store,
  { workspaceId, mark, at }: { workspaceId: string; mark: string; at: Date },
): Promise<void> {
  const wishes = { focus: `${mark} focus of <@${PERSON}>`, length: 'standard' as const, language: null };
  const common = { ...DAILY, workspaceId, author: PERSON, wishes };
  const both = await store.digests.create({ ...common, channelIds: [GENERAL, SECOND], postTo: GENERAL }, at);
  await store.digests.startNow(workspaceId, both.id, at);
  await store.digests.create({ ...common, channelIds: [SECOND], postTo: GENERAL, author: OTHER }, at);
  await store.digests.create({ ...common, channelIds: [SECOND], postTo: null, isPersonal: true }, at);
}

async function signIn(store: Store, { workspaceId, at }: { workspaceId: string; at: Date }): Promise<void> {
  const common = { workspaceId, expiresAt: new Date(at.getTime() + 60_000) };
  const organizationId = workspaceId;
  const hash = `hash-${workspaceId}`;
  const reach = 'organization' as const;
  const person = { ...common, userId: PERSON };
  const session = { ...person, reach, id: hash, organizationId, csrfToken: hash };
  await store.auth.sessions.create(session, at);
  await store.auth.links.create({ ...person, id: hash });
  const token = { ...common, reach, organizationId, name: 'script', hash, ending: 'hash', createdBy: PERSON };
  await store.auth.apiTokens.create({ ...token, scopes: [] }, at);
  await store.engineProbes.ask({ organizationId, askedBy: PERSON }, at);
  const event = { organizationId, workspaceId, actor: OTHER, action: 'engine_tested' as const };
  await store.audit.record(event, at);
}
