import { afterEach, expect, it } from 'vitest';
import type { Engine } from '../../src/core/domain/engine.ts';
import { ACTION_RETRY } from '../../src/core/slack/ids.ts';
import type { Message } from '../../src/simulator/index.ts';
import type { SeedMessage } from '../../src/simulator/seed.ts';
import { describeOnEachBackend } from '../support/backends.ts';
import { after, allSettled, digestsIn, periodsOf, setUp } from '../support/digests.ts';
import { failingEngine } from '../support/failing-engine.ts';
import { heldEngine } from '../support/held-engine.ts';
import {
  DAY_MS,
  type MovableClock,
  movableClock,
  recapThread,
  startWithTasks,
  struckIn,
  threadsOf,
} from '../support/items.ts';
import { BO, GENERAL, launchThread, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { wordsOf } from '../support/reading.ts';
import { type Backend, type RecallUnderTest, startRecall } from '../support/recall.ts';
import { HASTY_LOOKS } from '../support/recall-pace.ts';
import { until } from '../support/until.ts';

const ELSEWHERE = 'C0QUIET';
const PERSONAL = { postTo: null, isPersonal: true } as const;

let recall: RecallUnderTest;
let clock: MovableClock;
let thread: SeedMessage[];
afterEach(() => recall.close());

async function start(backend: Backend, engine?: Engine) {
  clock = movableClock();
  thread = launchThread();
  recall = await startRecall({
    backend,
    seed: meetingWorkspace({ messages: thread }),
    now: clock.now,
    pace: HASTY_LOOKS,
    services: ['bot', 'worker'],
    ...(engine ? { engine } : {}),
  });
}

const nothing: Message = { ts: '', user: '', text: '' } as Message;
const first = (channelId?: string) => digestsIn(recall, channelId)[0] ?? nothing;
const wordsIn = (channelId?: string) => digestsIn(recall, channelId).map((message) => wordsOf(message));
const ownDigests = () =>
  recall.inDirectMessage(MARA).filter(({ metadata }) => metadata?.event_type === 'recall_digest');
const workspaceId = 'T0ACME';

describeOnEachBackend('a digest that is changed', (backend) => {
  it('to a personal one leaves its messages in the channel without what is for its author alone', async () => {
    clock = movableClock();
    const threads = threadsOf([`TASK <@${MARA}> order tea`, `TASK <@${MARA}> tell support`]);
    recall = await startWithTasks(threads, { backend, now: clock.now, pace: HASTY_LOOKS });
    const digest = await setUp(recall);
    clock.moveTo(after(digest.nextDueAt, 1000));
    await until(() => digestsIn(recall).length === 1);
    await allSettled(recall);
    await recall.store.digests.change(workspaceId, digest.id, PERSONAL, clock.now());
    const [item] = await recall.database.query<{ id: string }>(
      `SELECT id FROM "ActionItem" WHERE text = 'order tea'`,
    );
    await recall.store.actionItems.change({
      workspaceId,
      itemId: item?.id ?? '',
      change: { kind: 'assigned', to: BO },
      by: MARA,
      at: clock.now(),
    });
    await until(() => wordsOf(first()).includes(`<@${BO}>`));
    expect(wordsOf(first())).not.toContain('waits for you');
    expect(ownDigests()).toEqual([]);
  });

  it('while it is made comes where it was to come, and nowhere else', async () => {
    const engine = heldEngine();
    await start(backend, engine);
    const digest = await setUp(recall, PERSONAL);
    clock.moveTo(after(digest.nextDueAt, 1000));
    await until(() => engine.questions.length > 0);
    const elsewhere = { postTo: ELSEWHERE, channelIds: [ELSEWHERE], isPersonal: false };
    await recall.store.digests.change(workspaceId, digest.id, elsewhere, clock.now());
    engine.release();
    const [posted] = await until(() => (ownDigests().length > 0 ? ownDigests() : null));
    expect(wordsOf(posted ?? nothing)).toContain('Then we launch on Thursday.');
    await allSettled(recall);
    expect(digestsIn(recall, ELSEWHERE)).toEqual([]);
  });
});

describeOnEachBackend('a digest that is removed', (backend) => {
  it('while it is made posts nothing anywhere', async () => {
    const engine = heldEngine();
    await start(backend, engine);
    const digest = await setUp(recall);
    clock.moveTo(after(digest.nextDueAt, 1000));
    await until(() => engine.questions.length > 0);
    const before = recall.simulator.world.timeline(GENERAL).length;
    await recall.store.digests.remove(workspaceId, digest.id, clock.now());
    await until(() => engine.stopped > 0);
    engine.release();
    await allSettled(recall);
    expect(await recall.states()).toEqual(['cancelled']);
    expect(recall.simulator.world.timeline(GENERAL)).toHaveLength(before);
    expect(recall.inDirectMessage(MARA)).toEqual([]);
  });

  it('keeps what it posted as it should be: what is deleted goes from there, too', async () => {
    await start(backend);
    const digest = await setUp(recall);
    clock.moveTo(after(digest.nextDueAt, 1000));
    await until(() => digestsIn(recall).length === 1);
    await allSettled(recall);
    await recall.store.digests.remove(workspaceId, digest.id, clock.now());
    await recall.simulator.as(MARA).remove({ channel: GENERAL, ts: thread[2]?.ts ?? '' });
    await until(() => !wordsOf(first()).includes('Then we launch on Thursday.'));
    expect(wordsOf(first())).toContain('The importer needs two more days.');
  });
});

describeOnEachBackend('what a digest quotes', (backend) => {
  it('is not in it where it was deleted while the digest was made', async () => {
    const engine = heldEngine();
    await start(backend, engine);
    const digest = await setUp(recall);
    clock.moveTo(after(digest.nextDueAt, 1000));
    await until(() => engine.questions.length > 0);
    await recall.simulator.as(MARA).remove({ channel: GENERAL, ts: thread[2]?.ts ?? '' });
    await until(async () => {
      const rows = await recall.database.query(`SELECT 1 FROM "Conversation" WHERE changes <> '[]'`);
      return rows.length > 0;
    });
    engine.release();
    await until(() => digestsIn(recall).length === 1);
    await allSettled(recall);
    expect(wordsOf(first())).toContain('The importer needs two more days.');
    expect(wordsOf(first())).not.toContain('Then we launch on Thursday.');
  });
});

describeOnEachBackend('a channel that could not be read', (backend) => {
  it('is read once more where somebody wants that, and the next digest goes on from there', async () => {
    await start(backend, failingEngine({ code: 'engine_bad_answer', times: 1 }));
    const digest = await setUp(recall, { tellsQuiet: true });
    clock.moveTo(after(digest.nextDueAt, 1000));
    await until(() => digestsIn(recall).length === 1);
    await allSettled(recall);
    expect(wordsOf(first())).toContain('is missing here.');
    await recall.simulator.as(BO).click({ channel: GENERAL, ts: first().ts, actionId: ACTION_RETRY });
    await until(() => wordsOf(first()).includes('Then we launch on Thursday.'));
    expect(wordsOf(first())).not.toContain('is missing here.');
    clock.moveTo(after(digest.nextDueAt, DAY_MS + 1000));
    await until(() => digestsIn(recall).length === 2);
    const [one, two] = await periodsOf(recall);
    expect(two?.start).toEqual(one?.end);
  });

  it('is in the next digest where nobody does', async () => {
    await start(backend, failingEngine({ code: 'engine_bad_answer', times: 1 }));
    const digest = await setUp(recall);
    clock.moveTo(after(digest.nextDueAt, 1000));
    await until(() => digestsIn(recall).length === 1);
    await allSettled(recall);
    clock.moveTo(after(digest.nextDueAt, DAY_MS + 1000));
    await until(() => digestsIn(recall).length === 2);
    expect(wordsIn()[1]).toContain('Then we launch on Thursday.');
    const [one, two] = await periodsOf(recall);
    expect(two?.start).toEqual(one?.start);
  });

  it('of a digest that was paused for it, unseen, is posted once it is read after all', async () => {
    await start(backend);
    const digest = await setUp(recall);
    await recall.simulator.archive(GENERAL);
    clock.moveTo(after(digest.nextDueAt, 1000));
    await until(() => recall.inDirectMessage(MARA).length > 0);
    await recall.simulator.unarchive(GENERAL);
    const [part] = await recall.database.query<{ id: string }>('SELECT id FROM "Conversation"');
    await recall.store.conversations.retry(workspaceId, part?.id ?? '', clock.now());
    await until(() => digestsIn(recall).length === 1);
    expect(wordsOf(first())).toContain('Then we launch on Thursday.');
    await allSettled(recall);
    expect(digestsIn(recall)).toHaveLength(1);
  });
});

describeOnEachBackend('what was overdue', (backend) => {
  it('in a channel where nothing happened is told, and stays overdue of its time once it is done', async () => {
    clock = movableClock();
    const today = new Date().toISOString().slice(0, 10);
    const threads = threadsOf([`TASK <@${BO}> by ${today} order tea`, 'ok']);
    const seed = meetingWorkspace({ messages: threads.flat() });
    recall = await startWithTasks(threads, { backend, seed, now: clock.now, pace: HASTY_LOOKS });
    await recapThread(recall, threads[0]?.[0]?.ts ?? '');
    const digest = await setUp(recall, { channelIds: [GENERAL, ELSEWHERE], postTo: ELSEWHERE });
    await recall.database.query('UPDATE "Digest" SET "lastPeriodEnd" = $1', [new Date()]);
    await recall.simulator.as(MARA).say({ channel: ELSEWHERE, text: 'The tea is out.' });
    clock.moveTo(after(digest.nextDueAt, DAY_MS + 1000));
    await until(() => digestsIn(recall, ELSEWHERE).length === 1);
    await allSettled(recall);
    const words = () => wordsOf(first(ELSEWHERE));
    expect(words()).toMatch(/Nothing happened here\.[\s\S]*Overdue from before[\s\S]*order tea/);
    const [item] = await recall.database.query<{ id: string }>('SELECT id FROM "ActionItem"');
    const change = { kind: 'done' } as const;
    const itemId = item?.id ?? '';
    await recall.store.actionItems.change({ workspaceId, itemId, change, by: MARA, at: clock.now() });
    const [part] = await recall.database.query<{ id: string }>(
      `SELECT id FROM "Conversation" WHERE "digestPeriodId" IS NOT NULL AND "channelId" = '${ELSEWHERE}'`,
    );
    await recall.database.query(
      'UPDATE "Recap" SET version = version + 1, "changedAt" = $1 WHERE "conversationId" = $2',
      [clock.now(), part?.id],
    );
    await until(() => struckIn(first(ELSEWHERE)).includes('order tea'));
    expect(words()).toMatch(/Overdue from before[\s\S]*order tea/);
    expect(words()).not.toContain('Done in this time');
  });
});
