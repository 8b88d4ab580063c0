import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NO_WISHES } from '../../src/core/domain/conversation.ts';
import { RecallError } from '../../src/core/domain/errors.ts';
import { createEvents } from '../../src/core/runtime/events.ts';
import { createLogger } from '../../src/core/runtime/logger.ts';
import { createSlack } from '../../src/core/slack/client.ts';
import { createPeople } from '../../src/core/slack/people.ts';
import { createStore, type Store } from '../../src/core/store/index.ts';
import { createDigesting } from '../../src/worker/digests/index.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { wallClockOf } from '../support/wall-clock.ts';

const ZONES = ['America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kathmandu'];
const WORKSPACE = 'T0ACME';
const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
const START = Date.UTC(2026, 0, 1);
const END = Date.UTC(2027, 0, 1);

let database: TestDatabase;
let store: Store;
beforeAll(async () => {
  database = await createTestDatabase();
  store = createStore({ databaseUrl: database.url });
  await store.workspaces.install({
    id: WORKSPACE,
    name: 'Acme',
    url: 'https://acme.slack.com/',
    botUserId: 'U0RECALL',
    botId: 'B0RECALL',
    scopes: [],
  });
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

/** The same numbers from 0 to 1 each time. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Weekdays at nine by the platform's own calendar. */
function expectedDues(timeZone: string): Date[] {
  const clock = wallClockOf(timeZone);
  const dues: Date[] = [];
  for (let day = START - DAY_MS; day < END + DAY_MS; day += DAY_MS) {
    const date = new Date(day);
    if (date.getUTCDay() === 0 || date.getUTCDay() === 6) continue;
    const due = clock.firstShowing(`${date.toISOString().slice(0, 10)} 09:00`);
    if (due.getTime() > START && due.getTime() <= END) dues.push(due);
  }
  return dues;
}

describe.each(ZONES)('a year of weekdays at nine in %s', (timeZone) => {
  it.each([
    { name: 'with a worker that looks all the time', isRough: false },
    { name: 'with workers that die, a queue that is away, and a clock that jumps', isRough: true },
  ])(
    'has exactly the expected periods $name',
    async ({ isRough }) => {
      const random = randomFrom(timeZone.length);
      let now = new Date(START);
      let isDying = false;
      const digest = await store.digests.create(
        {
          workspaceId: WORKSPACE,
          author: 'U0MARA',
          channelIds: ['C0GENERAL'],
          postTo: 'C0GENERAL',
          isPersonal: false,
          schedule: { days: { kind: 'weekly', weekdays: [1, 2, 3, 4, 5] }, time: '09:00', timeZone },
          covers: 'since_last',
          wishes: NO_WISHES,
          tellsQuiet: false,
        },
        now,
      );
      const worker = () =>
        createDigesting({
          store,
          producer: {
            async enqueue() {
              if (isDying)
                throw new RecallError('queue_unavailable', 'the queue is away', { retryable: true });
            },
            stateOf: async () => 'missing',
            close: async () => {},
          },
          people: createPeople({ now: () => now }),
          display: { post: async () => null },
          events: createEvents(createLogger({ level: 'silent', format: 'json' })),
          slackFor: () => createSlack({ token: 'none', apiUrl: 'http://127.0.0.1:9/api/', maxWaitMs: 0 }),
          now: () => now,
        });
      const workers = [worker(), worker()];
      for (let real = START; real <= END; real += 6 * HOUR_MS) {
        isDying = isRough && random() < 0.3;
        const jump = isRough ? (random() * 2 - 1) * HOUR_MS : 0;
        now = new Date(Math.min(real + jump, END));
        const atWork = isRough && random() < 0.3 ? [] : workers;
        await Promise.all(atWork.map((one) => one.open(AbortSignal.timeout(60_000))));
      }
      now = new Date(END);
      await worker().open(AbortSignal.timeout(60_000));
      const periods = await database.query<{ start: Date; end: Date; due: Date; conversations: string }>(
        `SELECT start, "end", due, (SELECT count(*) FROM "Conversation" WHERE "digestPeriodId" = p.id) AS conversations
       FROM "DigestPeriod" p WHERE "digestId" = $1 ORDER BY due`,
        [digest.id],
      );
      const expected = expectedDues(timeZone);
      if (!isRough) expect(periods.map(({ due }) => due)).toEqual(expected);
      expect(new Set(periods.map(({ conversations }) => conversations))).toEqual(new Set(['1']));
      expect(periods.map(({ end }) => end)).toEqual(periods.map(({ due }) => due));
      expect(periods.slice(1).map(({ start }) => start)).toEqual(periods.slice(0, -1).map(({ end }) => end));
      const known = new Set(expected.map((due) => due.getTime()));
      expect(periods.every(({ due }) => known.has(due.getTime()))).toBe(true);
      expect(periods.at(-1)?.end).toEqual(expected.at(-1));
      expect(periods[0]?.start.getTime()).toBeLessThanOrEqual(START);
    },
    120_000,
  );
});
