import { afterEach, expect, it } from 'vitest';
import type { Engine } from '../../src/core/domain/engine.ts';
import { NO_TOKENS } from '../../src/core/domain/recap.ts';
import { SHORTCUT_RECALL_THREAD } from '../../src/core/slack/ids.ts';
import { describeOnEachBackend } from '../support/backends.ts';
import { after, allSettled, digestsIn, MINUTE_MS, periodsOf, setUp, wipeQueue } from '../support/digests.ts';
import { heldEngine } from '../support/held-engine.ts';
import { DAY_MS, type MovableClock, movableClock } from '../support/items.ts';
import { BO, GENERAL, launchThread, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { quotingEngine } from '../support/quoting-engine.ts';
import { isSettled, wordsOf } from '../support/reading.ts';
import { type RecallOptions, type RecallUnderTest, startRecall } from '../support/recall.ts';
import { until } from '../support/until.ts';

const PLACES = ['C0ONE', 'C0TWO', 'C0THREE', 'C0FOUR', 'C0FIVE', 'C0SIX'] as const;
const [ONE, TWO, THREE] = PLACES;

let recall: RecallUnderTest;
let clock: MovableClock;
afterEach(() => recall.close());

async function start(options: Pick<RecallOptions, 'backend'> & Partial<RecallOptions>): Promise<void> {
  clock = movableClock();
  const seed = meetingWorkspace();
  const [general] = seed.channels;
  if (!general) throw new Error('the workspace has no channel');
  const places = PLACES.map((id) => ({ ...general, id, name: id.toLowerCase(), messages: launchThread() }));
  recall = await startRecall({
    seed: { ...seed, channels: [...seed.channels, ...places] },
    now: clock.now,
    services: ['bot', 'worker'],
    ...options,
    pace: { digestsEveryMs: 200, ...options.pace },
  });
}

const wordsIn = (channelId: string) => digestsIn(recall, channelId).map((message) => wordsOf(message));

/** Has a digest of each of those channels fall due, in the channel itself. */
async function fallDue(channelIds: readonly string[]) {
  const digests = [];
  for (const id of channelIds) digests.push(await setUp(recall, { channelIds: [id], postTo: id }));
  const due = digests[0]?.nextDueAt ?? clock.now();
  clock.moveTo(after(due, 1000));
  await until(async () => (await periodsOf(recall)).length === digests.length);
  return { digests, due };
}

describeOnEachBackend('a digest that is on its way', (backend) => {
  const anHour = { digestSpreadMs: 60 * MINUTE_MS };

  it('does not come once it is removed, goes where it was to go, and comes though the next ones are paused', async () => {
    await start({ backend, pace: anHour });
    const { digests, due } = await fallDue([ONE, TWO, THREE]);
    const [removed, paused, moved] = digests.map(({ id }) => id);
    const { id: team } = recall.simulator.world.team;
    await recall.store.digests.remove(team, removed ?? '', clock.now());
    await recall.store.digests.pause(team, paused ?? '', clock.now());
    await recall.store.digests.change(team, moved ?? '', { postTo: GENERAL }, clock.now());
    // What is delayed by the queue's own clock is found by the sweep, once it is due by that of the test.
    await wipeQueue(recall);
    clock.moveTo(after(due, 66 * MINUTE_MS));
    await until(() => wordsIn(TWO).length + wordsIn(THREE).length === 2, { limitMs: 40_000 });
    await allSettled(recall);
    expect([wordsIn(ONE), wordsIn(TWO), wordsIn(THREE)].map(({ length }) => length)).toEqual([0, 1, 1]);
    const everything = [...PLACES, GENERAL].flatMap((id) => recall.simulator.world.timeline(id));
    const own = everything.filter(({ user }) => user === recall.simulator.app.botUserId);
    expect(own).toHaveLength(2);
    expect(recall.inDirectMessage(MARA)).toEqual([]);
    clock.moveTo(after(due, DAY_MS + 66 * MINUTE_MS));
    await until(async () => (await periodsOf(recall)).length === 4);
    const last = (await periodsOf(recall)).at(-1);
    expect(last?.end).toEqual(after(due, DAY_MS));
  });

  it('lets what a person asks for go first, however many there are', async () => {
    const held = heldEngine();
    const quoting = quotingEngine();
    const engine: Engine = {
      ...held,
      summarize: (question, signal, onProgress) =>
        question.transcript.threadTs === null
          ? held.summarize(question, signal, onProgress)
          : quoting.summarize(question, signal, onProgress),
    };
    const pace = { sweepEveryMs: 5000, remindEveryMs: 60_000, housekeepingEveryMs: 60_000 };
    await start({ backend, engine, environment: { WORKER_CONCURRENCY: '4' }, pace });
    await fallDue(PLACES);
    await until(() => held.questions.length > 0);
    const [root] = recall.simulator.world.timeline(GENERAL);
    await recall.simulator
      .as(BO)
      .useMessageShortcut({ callbackId: SHORTCUT_RECALL_THREAD, channel: GENERAL, ts: root?.ts ?? '' });
    await until(() => recall.inThread(GENERAL, root?.ts ?? '').some(isSettled));
    expect(PLACES.flatMap(wordsIn)).toEqual([]);
    expect((await recall.states()).filter((state) => state === 'queued').length).toBeGreaterThanOrEqual(3);
    held.release();
    await until(() => PLACES.flatMap(wordsIn).length > 0);
  }, 60_000);
});

describeOnEachBackend('a digest of a workspace whose budget is spent', (backend) => {
  it('says so, is not paused for it, and tells of the time once there is a budget again', async () => {
    const engine = { ...quotingEngine(), name: 'bedrock' as const };
    await start({ backend, engine, environment: { MONTHLY_BUDGET_USD: '1' } });
    const { id: workspaceId } = recall.simulator.world.team;
    const { id, nextDueAt } = await setUp(recall);
    for (let day = 0; day < 3; day += 1) {
      const at = after(nextDueAt, day * DAY_MS + 1000);
      const call = { workspaceId, conversationId: null, model: 'm', tokens: NO_TOKENS, costUsd: 2 };
      // In whichever month the day is.
      await recall.store.engineCalls.record(call, at);
      clock.moveTo(at);
      await until(() => wordsIn(GENERAL).length === day + 1);
      await allSettled(recall);
    }
    expect(wordsIn(GENERAL)).toEqual(Array(3).fill(expect.stringContaining('budget for recaps is spent')));
    expect(await recall.store.digests.find(workspaceId, id)).toMatchObject({ state: 'active', failures: 0 });
    expect(recall.inDirectMessage(MARA)).toEqual([]);
    await recall.store.workspaces.changeSettings(workspaceId, { monthlyBudgetUsd: 100 });
    clock.moveTo(after(nextDueAt, 3 * DAY_MS + 1000));
    await until(() => wordsIn(GENERAL).length === 4);
    expect(wordsIn(GENERAL)[3]).toContain('Then we launch on Thursday.');
  });
});
