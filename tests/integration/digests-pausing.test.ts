import { afterEach, expect, it } from 'vitest';
import type { Engine } from '../../src/core/domain/engine.ts';
import { describeOnEachBackend } from '../support/backends.ts';
import { after, allSettled, digestsIn, MINUTE_MS, setUp } from '../support/digests.ts';
import { failingEngine } from '../support/failing-engine.ts';
import { DAY_MS, type MovableClock, movableClock } from '../support/items.ts';
import { BO, GENERAL, launchThread, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { wordsOf } from '../support/reading.ts';
import { type Backend, type RecallUnderTest, startRecall } from '../support/recall.ts';
import { HASTY_LOOKS } from '../support/recall-pace.ts';
import { until } from '../support/until.ts';

let recall: RecallUnderTest;
let clock: MovableClock;
afterEach(() => recall.close());

async function start(backend: Backend, engine?: Engine) {
  clock = movableClock();
  const messages = launchThread();
  const seed = meetingWorkspace({ messages });
  recall = await startRecall({
    backend,
    seed,
    pace: HASTY_LOOKS,
    now: clock.now,
    services: ['bot', 'worker'],
    ...(engine ? { engine } : {}),
  });
}

const told = (userId = MARA) => recall.inDirectMessage(userId).map((message) => wordsOf(message));
const find = (id: string) => recall.store.digests.find(recall.simulator.world.team.id, id);

describeOnEachBackend('a digest is paused, and its author told once,', (backend) => {
  it.each([
    {
      name: 'where its channel is archived',
      act: () => recall.simulator.archive(GENERAL),
      says: 'is archived',
    },
    {
      name: 'where its channel was deleted, and nobody was told',
      act: () => {
        recall.simulator.connect('http://127.0.0.1:9/slack/events');
        return recall.simulator.deleteChannel(GENERAL);
      },
      says: '/recall digest resume',
    },
    {
      name: 'where Recall was put out of its channel',
      act: () => recall.simulator.kick(GENERAL),
      says: '/invite @Recall',
    },
    {
      name: 'where Recall is switched off in its channel',
      act: () =>
        recall.store.channels.changeSettings(
          recall.simulator.world.team.id,
          { id: GENERAL, name: 'general' },
          { mode: 'off', language: null },
        ),
      says: 'switched off in',
    },
  ])('$name', async ({ act, says }) => {
    await start(backend);
    const digest = await setUp(recall);
    await act();
    clock.moveTo(after(digest.nextDueAt, 1000));
    await until(() => told().length > 0);
    expect(told()[0]).toContain(says);
    expect((await find(digest.id))?.state).toBe('paused');
    clock.moveTo(after(digest.nextDueAt, DAY_MS + 60 * MINUTE_MS));
    await allSettled(recall);
    expect(told()).toHaveLength(1);
    expect(told(BO)).toEqual([]);
    expect(recall.logLines.filter((line) => line.includes('digest posted'))).toEqual([]);
  });

  it('where three in a row failed, and goes on once it is resumed', async () => {
    await start(backend, failingEngine({ code: 'engine_bad_answer', times: 3 }));
    const digest = await setUp(recall);
    for (let day = 0; day < 3; day += 1) {
      expect(told()).toEqual([]);
      expect(digestsIn(recall)).toHaveLength(day);
      clock.moveTo(after(digest.nextDueAt, day * DAY_MS + 60 * MINUTE_MS));
      await until(async () => (await find(digest.id))?.failures === day + 1);
      await allSettled(recall);
    }
    await until(() => told().length === 1);
    expect(told()[0]).toContain('three in a row failed');
    expect(digestsIn(recall).map((message) => wordsOf(message))).toEqual(
      Array(3).fill(expect.stringContaining(`<#${GENERAL}> is missing here.`)),
    );
    const resumed = await recall.store.digests.resume(digest.workspaceId, digest.id, clock.now(), MARA);
    expect(resumed).toMatchObject({ state: 'active', pausedFor: null, failures: 0 });
    clock.moveTo(after(resumed?.nextDueAt ?? new Date(), 1000));
    await until(() => digestsIn(recall).length === 4);
    expect(wordsOf(digestsIn(recall)[3] ?? { text: '' })).toContain('Then we launch on Thursday.');
  });

  it('though the worker that paused it was killed before it told them', async () => {
    await start(backend);
    const digest = await setUp(recall);
    const stopped = { digest, code: 'channel_archived', channelId: GENERAL } as const;
    expect(await recall.store.digests.stop(stopped, clock.now())).toBe(true);
    await until(() => told().length > 0);
    expect(told()[0]).toContain('is archived');
    clock.moveTo(after(clock.now(), 60 * MINUTE_MS));
    await allSettled(recall);
    expect(told()).toHaveLength(1);
  });
});

describeOnEachBackend('a paused digest', (backend) => {
  it('does not come, and asked for out of turn it does', async () => {
    await start(backend);
    const digest = await setUp(recall);
    await recall.store.digests.pause(digest.workspaceId, digest.id, clock.now());
    clock.moveTo(after(digest.nextDueAt, 1000));
    await allSettled(recall);
    expect(digestsIn(recall)).toEqual([]);
    await recall.store.digests.startNow(digest.workspaceId, digest.id, clock.now());
    expect(await recall.store.digests.startNow(digest.workspaceId, digest.id, clock.now())).toBeNull();
    await until(() => digestsIn(recall).length === 1);
    expect(told()).toEqual([]);
  });
});
