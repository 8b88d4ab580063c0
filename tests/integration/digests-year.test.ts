import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { NO_WISHES } from '../../src/core/domain/conversation.ts';
import type { Digest } from '../../src/core/domain/digest/digest.ts';
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
/** More often than a day is long in any zone, less the hours by which the clock jumps. */
const LOOK_EVERY_MS = 12 * HOUR_MS;
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

interface Year {
  digests: readonly Digest[];
  /** Lets two workers look at `at`, by a clock of theirs. */
  look(at: Date): Promise<void>;
}

/** Once a day each, in all of the zones at a time. */
async function startYear({ isQueueAway = () => false }: { isQueueAway?: () => boolean } = {}): Promise<Year> {
  let now = new Date(START);
  const own = createStore({ databaseUrl: database.url });
  onTestFinished(() => own.close());
  const digests = await Promise.all(
    ZONES.map((timeZone) =>
      own.digests.create(
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
      ),
    ),
  );
  const enqueue = async () => {
    if (isQueueAway()) throw new RecallError('queue_unavailable', 'the queue is away', { retryable: true });
  };
  const worker = () =>
    createDigesting({
      store: own,
      producer: { enqueue, enqueueAll: enqueue, stateOf: async () => 'missing', close: async () => {} },
      people: createPeople({ now: () => now }),
      display: { post: async () => null },
      events: createEvents(createLogger({ level: 'silent', format: 'json' })),
      slackFor: () => createSlack({ token: 'none', apiUrl: 'http://127.0.0.1:9/api/', maxWaitMs: 0 }),
      now: () => now,
    });
  const workers = [worker(), worker()];
  return {
    digests,
    async look(at) {
      now = at;
      const signal = AbortSignal.timeout(60_000);
      await Promise.allSettled(workers.map((one) => one.open(signal)));
    },
  };
}

/** Exactly those that were to come, each with its conversation, one after the other without a gap. */
async function expectTheYear({ digests }: Year): Promise<void> {
  for (const { id, schedule } of digests) {
    const periods = await database.query<{ start: Date; end: Date; due: Date; conversations: string }>(
      `SELECT start, "end", due, (SELECT count(*) FROM "Conversation" WHERE "digestPeriodId" = p.id) AS conversations
       FROM "DigestPeriod" p WHERE "digestId" = $1 ORDER BY due`,
      [id],
    );
    expect(periods.map(({ due }) => due)).toEqual(expectedDues(schedule.timeZone));
    expect(new Set(periods.map(({ conversations }) => conversations))).toEqual(new Set(['1']));
    expect(periods.map(({ end }) => end)).toEqual(periods.map(({ due }) => due));
    expect(periods.slice(1).map(({ start }) => start)).toEqual(periods.slice(0, -1).map(({ end }) => end));
    expect(periods[0]?.start.getTime()).toBeLessThanOrEqual(START);
  }
}

describe(`a year of weekdays at nine in ${ZONES.join(', ')}`, () => {
  it('has exactly the expected periods', async () => {
    const year = await startYear();
    for (let at = START; at <= END; at += LOOK_EVERY_MS) await year.look(new Date(at));
    await expectTheYear(year);
  }, 120_000);

  it('has the same with workers that are killed, a queue that is away or wiped, and a clock that jumps', async () => {
    const random = randomFrom(7);
    let isAway = false;
    const year = await startYear({ isQueueAway: () => isAway });
    for (let real = START; real < END; real += LOOK_EVERY_MS) {
      isAway = random() < 0.3;
      const jump = (random() * 2 - 1) * HOUR_MS;
      const at = new Date(Math.min(real + jump, END));
      const looking = year.look(at);
      const isKilled = random() < 0.1;
      if (isKilled) await killConnections();
      await looking;
      // Whoever was killed is started again.
      if (isKilled) await year.look(at);
    }
    await year.look(new Date(END));
    await expectTheYear(year);
  }, 120_000);
});

/** What a worker is in the middle of writing when it is killed is not written. */
async function killConnections(): Promise<void> {
  await database.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  );
}
