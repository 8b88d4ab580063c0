import { afterEach, expect, it } from 'vitest';
import type { NewDigest } from '../../src/core/domain/digest/digest.ts';
import type { Weekday } from '../../src/core/domain/digest/zone.ts';
import { describeOnEachBackend } from '../support/backends.ts';
import { after, allSettled, DAILY, digestsIn, MINUTE_MS, setUp } from '../support/digests.ts';
import { DAY_MS, type MovableClock, movableClock } from '../support/items.ts';
import { BO, GENERAL, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { type QuotingEngine, quotingEngine } from '../support/quoting-engine.ts';
import { wordsOf } from '../support/reading.ts';
import { type Backend, type RecallUnderTest, startRecall } from '../support/recall.ts';
import { until } from '../support/until.ts';

/** The first Monday of March, at nine. */
const MONDAY = new Date('2026-03-02T09:00:00Z');
const NEWS = 'C0NEWS';
/** What was said in #general, and when. */
const SAID = {
  'on the second of January': '2026-01-02T12:00:00Z',
  'on the last of January': '2026-01-31T23:59:59Z',
  'on the first of February': '2026-02-01T00:00:00Z',
  'on the Sunday before': '2026-02-22T23:59:59Z',
  'on Monday at midnight': '2026-02-23T00:00:00Z',
  'on Monday after nine': '2026-02-23T09:00:00Z',
  'on the last of February': '2026-02-28T23:59:59Z',
  'on the first of March': '2026-03-01T00:00:00Z',
  'this morning': '2026-03-02T08:59:59Z',
};

let recall: RecallUnderTest;
let clock: MovableClock;
let engine: QuotingEngine;
afterEach(() => recall.close());

const tsOf = (at: string) => `${Date.parse(at) / 1000}.000100`;

/** On Sunday, with a channel for each digest to be posted in. */
async function start(backend: Backend, ...places: readonly string[]): Promise<void> {
  clock = movableClock();
  clock.moveTo(new Date('2026-03-01T12:00:00Z'));
  engine = quotingEngine();
  const messages = Object.entries(SAID).map(([text, at]) => ({ ts: tsOf(at), user: BO, text }));
  const seed = meetingWorkspace({ messages });
  const [general] = seed.channels;
  if (!general) throw new Error('the workspace has no channel');
  const news = [{ ts: tsOf('2026-03-01T15:00:00Z'), user: MARA, text: 'the shop is open' }];
  const others = [
    { ...general, id: NEWS, name: 'news', messages: news },
    ...places.map((id) => ({ ...general, id, name: id.toLowerCase(), messages: [] })),
  ];
  recall = await startRecall({
    backend,
    engine,
    seed: { ...seed, channels: [...seed.channels, ...others] },
    now: clock.now,
    services: ['bot', 'worker'],
    pace: { digestsEveryMs: 200 },
  });
}

const weekly = (...weekdays: Weekday[]): NewDigest['schedule'] => ({
  days: { kind: 'weekly', weekdays },
  time: '09:00',
  timeZone: 'UTC',
});
const FIRST_MONDAY: NewDigest['schedule'] = { ...weekly(), days: { kind: 'monthly', weekday: 1 } };
const EVERY_DAY = weekly(1, 2, 3, 4, 5, 6, 7);

const make = (postTo: string | null, digest: Partial<NewDigest>) =>
  setUp(recall, { ...digest, postTo }, clock.now());
const wordsIn = (channelId: string) => digestsIn(recall, channelId).map((message) => wordsOf(message));
/** Which of what was said the latest digest there tells of. */
const toldIn = (channelId: string) =>
  Object.keys(SAID).filter((text) => wordsIn(channelId).at(-1)?.includes(text));
const counts = (...channelIds: string[]) => channelIds.map((id) => wordsIn(id).length);

describeOnEachBackend('digests of the calendar', (backend) => {
  it('come on their days, each with its day, week or month, in the channel that was picked', async () => {
    await start(backend, 'C0DAY', 'C0WEEK', 'C0MONTH');
    await make('C0DAY', { schedule: EVERY_DAY, covers: 'previous_day' });
    await make('C0WEEK', { schedule: weekly(1), covers: 'previous_week' });
    await make('C0MONTH', { schedule: FIRST_MONDAY, covers: 'previous_month' });
    const posted = () => counts('C0DAY', 'C0WEEK', 'C0MONTH').join();
    clock.moveTo(after(MONDAY, -MINUTE_MS));
    await allSettled(recall);
    expect(posted()).toBe('0,0,0');
    clock.moveTo(after(MONDAY, 1000));
    await until(() => posted() === '1,1,1');
    expect(toldIn('C0DAY')).toEqual(['on the first of March']);
    expect(toldIn('C0WEEK')).toEqual([
      'on Monday at midnight',
      'on Monday after nine',
      'on the last of February',
      'on the first of March',
    ]);
    expect(toldIn('C0MONTH')).toEqual([
      'on the first of February',
      'on the Sunday before',
      'on Monday at midnight',
      'on Monday after nine',
      'on the last of February',
    ]);
    expect(wordsIn(GENERAL)).toEqual([]);
    clock.moveTo(after(MONDAY, DAY_MS + 1000));
    await until(() => posted() === '2,1,1');
    expect(toldIn('C0DAY')).toEqual(['this morning']);
    clock.moveTo(after(MONDAY, 7 * DAY_MS + 1000));
    await until(() => posted() === '2,2,1');
    expect(toldIn('C0WEEK')).toEqual(['this morning']);
    clock.moveTo(new Date('2026-04-06T09:00:01Z'));
    await until(() => posted() === '2,2,2');
    expect(toldIn('C0MONTH')).toEqual(['on the first of March', 'this morning']);
  }, 60_000);
});

describeOnEachBackend('a weekly digest', (backend) => {
  it('covers the time since the one before, by the focus and in the length that were asked for', async () => {
    await start(backend);
    const wishes = { focus: 'customers', length: 'brief', language: null } as const;
    await make(GENERAL, { schedule: weekly(1), wishes });
    clock.moveTo(after(MONDAY, 1000));
    await until(() => wordsIn(GENERAL).length === 1);
    expect(toldIn(GENERAL)).toEqual([
      'on Monday after nine',
      'on the last of February',
      'on the first of March',
    ]);
    expect(wordsIn(GENERAL)[0]).toContain('Read 4 messages');
    expect(engine.questions).toMatchObject([{ focus: 'customers', length: 'brief' }]);
    for (const day of [1, 6]) {
      clock.moveTo(after(MONDAY, day * DAY_MS + 1000));
      await allSettled(recall);
    }
    expect(wordsIn(GENERAL)).toHaveLength(1);
  });

  it('of several channels has what happened in each below its name, in the order that they have in it', async () => {
    await start(backend);
    await make(null, { schedule: weekly(1), channelIds: [NEWS, GENERAL], isPersonal: true });
    clock.moveTo(after(MONDAY, 1000));
    const [posted] = await until(() => {
      const own = recall.inDirectMessage(MARA);
      return own.length > 0 ? own : null;
    });
    expect(JSON.stringify(posted?.blocks)).toMatch(
      new RegExp(`"channel_id":"${NEWS}".*the shop is open.*"channel_id":"${GENERAL}".*this morning`),
    );
  });

  it('goes back 31 days after a long time away, and says so', async () => {
    await start(backend);
    const { nextDueAt } = await setUp(recall, { schedule: weekly(1) }, new Date('2026-01-01T00:00:00Z'));
    expect(nextDueAt).toEqual(new Date('2026-01-05T09:00:00Z'));
    await until(() => wordsIn(GENERAL).length === 1);
    const [words = ''] = wordsIn(GENERAL);
    expect(words).toContain('This comes late');
    expect(words).toContain('It goes back 31 days at most');
    expect(toldIn(GENERAL).slice(0, 2)).toEqual(['on the last of January', 'on the first of February']);
  });
});

describeOnEachBackend('a digest whose queue is away when it is due', (backend) => {
  it('comes once it is back, once', async () => {
    await start(backend);
    await make(GENERAL, { schedule: DAILY.schedule });
    const lost = () => recall.logLines.filter((line) => /"job":"digests".*could not be queued/.test(line));
    if (recall.redis) await recall.redis.kill();
    else await recall.database.goAway();
    clock.moveTo(after(MONDAY, 6 * 60 * MINUTE_MS));
    await until(() => lost().length > 0);
    expect(wordsIn(GENERAL)).toEqual([]);
    if (recall.redis) await recall.redis.restart();
    else await recall.database.comeBack();
    await until(() => wordsIn(GENERAL).length === 1, { limitMs: 40_000 });
    await allSettled(recall);
    expect(wordsIn(GENERAL)).toHaveLength(1);
    expect(toldIn(GENERAL)).toContain('on the first of March');
  });
});
