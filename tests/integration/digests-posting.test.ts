import { afterEach, expect, it } from 'vitest';
import { describeOnEachBackend } from '../support/backends.ts';
import { after, allSettled, DAILY, digestsIn, MINUTE_MS, periodsOf, setUp } from '../support/digests.ts';
import { DAY_MS, type MovableClock, movableClock } from '../support/items.ts';
import { GENERAL, launchThread, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { wordsOf } from '../support/reading.ts';
import { type Backend, type RecallUnderTest, startRecall } from '../support/recall.ts';
import { HASTY_LOOKS } from '../support/recall-pace.ts';
import { until } from '../support/until.ts';

const QUIET = 'C0QUIET';

let recall: RecallUnderTest;
let clock: MovableClock;
afterEach(() => recall.close());

async function start(backend: Backend, seed = meetingWorkspace()) {
  clock = movableClock();
  const services = ['bot', 'worker'] as const;
  recall = await startRecall({ backend, seed, now: clock.now, services, pace: HASTY_LOOKS });
}

describeOnEachBackend('a digest', (backend) => {
  it('comes when it is due, once, however many workers look', async () => {
    await start(backend);
    const digest = await setUp(recall);
    const second = await recall.startWorker();
    await allSettled(recall);
    expect(digestsIn(recall)).toEqual([]);
    clock.moveTo(after(digest.nextDueAt, 1000));
    await until(() => digestsIn(recall).length > 0);
    await allSettled(recall);
    const [posted, ...more] = digestsIn(recall);
    expect(more).toEqual([]);
    const words = wordsOf(posted ?? { text: '' });
    expect(words).toContain('Then we launch on Thursday.');
    expect(words).toContain('4 messages');
    expect(words).not.toContain('late');
    await second.close();
  });

  it('covers each time once, from one day to the next', async () => {
    await start(backend);
    const digest = await setUp(recall, { tellsQuiet: true });
    clock.moveTo(after(digest.nextDueAt, 1000));
    await until(() => digestsIn(recall).length === 1);
    clock.moveTo(after(digest.nextDueAt, DAY_MS + 2 * 60 * MINUTE_MS));
    await until(() => digestsIn(recall).length === 2);
    await allSettled(recall);
    const [first, next] = await periodsOf(recall);
    expect(next?.start).toEqual(first?.end);
    expect(wordsOf(digestsIn(recall)[1] ?? { text: '' })).toContain('Nothing happened');
  });

  it('posts nothing where nothing happened', async () => {
    await start(backend);
    const digest = await setUp(recall, { channelIds: [QUIET], postTo: QUIET });
    clock.moveTo(after(digest.nextDueAt, 1000));
    await until(async () => (await periodsOf(recall)).some(({ settledAt }) => settledAt !== null));
    expect(recall.simulator.world.timeline(QUIET)).toEqual([]);
  });

  it('says that it is late, and stands for those that were missed', async () => {
    await start(backend);
    const digest = await setUp(recall);
    await recall.stopWorker();
    clock.moveTo(after(digest.nextDueAt, 3 * DAY_MS + 2 * 60 * MINUTE_MS));
    await recall.startWorker();
    await until(() => digestsIn(recall).length > 0);
    await allSettled(recall);
    const [posted, ...more] = digestsIn(recall);
    expect(more).toEqual([]);
    const words = wordsOf(posted ?? { text: '' });
    expect(words).toContain('This comes late');
    expect(words).toContain('the 3 digests before it');
    expect(words).toContain('Then we launch on Thursday.');
  });

  it('goes to its author alone where they want that, with several channels in one', async () => {
    await start(backend);
    const digest = await setUp(recall, { channelIds: [GENERAL, QUIET], postTo: null, isPersonal: true });
    clock.moveTo(after(digest.nextDueAt, 1000));
    const [posted] = await until(() => {
      const own = recall.inDirectMessage(MARA);
      return own.length > 0 ? own : null;
    });
    expect(wordsOf(posted ?? { text: '' })).toContain('Then we launch on Thursday.');
    expect(digestsIn(recall)).toEqual([]);
    const items = await recall.database.query('SELECT DISTINCT audience FROM "Conversation"');
    expect(items).toEqual([{ audience: 'private' }]);
  });

  it('has replies of the window to threads that began before it, and not those of before', async () => {
    const thread = launchThread();
    await start(backend, meetingWorkspace({ messages: thread }));
    const digest = await setUp(recall);
    const since = new Date(Number(thread[2]?.ts) * 1000 - 1000);
    await recall.database.query('UPDATE "Digest" SET "lastPeriodEnd" = $1', [since]);
    clock.moveTo(after(digest.nextDueAt, 1000));
    const [posted] = await until(() => {
      const all = digestsIn(recall);
      return all.length > 0 ? all : null;
    });
    const words = wordsOf(posted ?? { text: '' });
    expect(words).toContain('Then we launch on Thursday.');
    expect(words).not.toContain('The importer needs two more days.');
    expect(words).toContain('Read 2 messages');
    expect(words).toContain('replies to threads from');
  });

  it('comes at the first minute after the hour that the clocks skip, and once in the hour that comes twice', async () => {
    await start(backend);
    clock.moveTo(new Date('2027-03-13T12:00:00Z'));
    const daily = { ...DAILY.schedule, timeZone: 'America/New_York' };
    const quiet = { channelIds: [QUIET], postTo: QUIET, tellsQuiet: true };
    const { id } = await setUp(recall, { ...quiet, schedule: { ...daily, time: '02:30' } }, clock.now());
    const posted = () => digestsIn(recall, QUIET).length;
    clock.moveTo(new Date('2027-03-14T06:59:00Z'));
    await allSettled(recall);
    expect(posted()).toBe(0);
    clock.moveTo(new Date('2027-03-14T07:00:01Z'));
    await until(() => posted() === 1);
    const { id: workspaceId } = recall.simulator.world.team;
    const before = new Date('2027-11-07T05:00:00Z');
    await recall.store.digests.change(workspaceId, id, { schedule: { ...daily, time: '01:30' } }, before);
    clock.moveTo(new Date('2027-11-07T05:30:01Z'));
    await until(() => posted() === 2);
    clock.moveTo(new Date('2027-11-07T06:30:01Z'));
    await allSettled(recall);
    expect(posted()).toBe(2);
  });
});
