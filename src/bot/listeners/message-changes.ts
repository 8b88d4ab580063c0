import { setTimeout as sleep } from 'node:timers/promises';
import { asRecallError } from '../../core/domain/errors.ts';
import type { MessageChange } from '../../core/domain/strike.ts';
import { speechOf } from '../../core/slack/messages/speech.ts';
import { readMessageChange } from '../../core/slack/read-change.ts';
import type { CitingRecap } from '../../core/store/recaps/strike.ts';
import { concernedBy } from '../recap/standing.ts';
import type { Listener, ListenerDeps } from './listener.ts';

/** Slack does not send an event again that was taken, so a database that is away is waited for a little. */
const PAUSES_MS = [250, 1000, 4000];
/** No run waits longer than this to be tried again, so that none misses an older part of a long conversation. */
const PARTS_KEPT_MS = 60 * 60_000;

/** A message was deleted or edited: what rests on it leaves the recaps. */
export const messageChanges: Listener = (app, deps) => {
  app.event('message', async ({ event }) => {
    const change = readMessageChange(event);
    if (change) await patiently(() => strike({ ...change, workspaceId: deps.workspaceId }, deps));
  });
};

async function strike(change: MessageChange, deps: ListenerDeps): Promise<void> {
  const { store, recaps, home, workspaceId, now } = deps;
  const citing = await store.striking.citing(change);
  if (citing.length === 0) return;
  const changed = new Set<string>();
  const concerned = new Set<string>();
  for (const recap of citing) {
    for (const userId of await concernedNow(recap, deps)) concerned.add(userId);
    for (const id of await strikeOne(recap, change, deps)) changed.add(id);
  }
  if (changed.size === 0) return;
  deps.events.struck({ recaps: changed.size });
  await store.engineCalls.removePartsBefore(new Date(now().getTime() - PARTS_KEPT_MS));
  await recaps.refreshSafely(changed);
  await home.refresh(workspaceId, concerned);
}

async function strikeOne(
  { conversationId, askedBy: userId }: CitingRecap,
  change: MessageChange,
  { store, people, slack, workspaceId, now }: ListenerDeps,
): Promise<string[]> {
  const speech = await speechOf(people, slack, { workspaceId, userId });
  const emptyHeadline = speech.words.result.nothingLeft;
  return store.striking.strike(conversationId, change, { emptyHeadline, at: now() });
}

async function concernedNow({ conversationId }: CitingRecap, { store }: ListenerDeps): Promise<Set<string>> {
  const standing = await store.standingRecaps.find(conversationId);
  return standing.kind === 'stands' ? concernedBy(standing) : new Set();
}

async function patiently(work: () => Promise<void>): Promise<void> {
  for (const pauseMs of PAUSES_MS) {
    try {
      return await work();
    } catch (error) {
      if (!asRecallError(error).retryable) throw error;
      await sleep(pauseMs);
    }
  }
  await work();
}
