import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Access, createAccess } from '../../src/core/display/access.ts';
import { createSlack, type Slack } from '../../src/core/slack/client.ts';
import { createPeople } from '../../src/core/slack/people.ts';
import { createStore, type Store } from '../../src/core/store/index.ts';
import { type Simulator, startSimulator } from '../../src/simulator/index.ts';
import { ACME } from '../support/asks.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import {
  ATTIC,
  BO,
  channelOf,
  GAIL,
  GENERAL,
  GONE,
  HARBOUR,
  MARA,
  OTTO,
  readingWorkspace,
  VAULT,
} from '../support/reading-workspace.ts';

const ALL = [GENERAL, HARBOUR, VAULT, ATTIC, 'C0PUBLIC', 'C0SECRET', 'C0NOWHERE'];
const MANY = Array.from({ length: 30 }, (_, index) => `C0ROOM${index}`);

let simulator: Simulator;
let database: TestDatabase;
let store: Store;
let slack: Slack;
let clock: Date;
let access: Access;

function processOf(changed: Partial<Slack> = {}): Access {
  const now = () => clock;
  return createAccess({
    store,
    slackFor: () => ({ ...slack, ...changed }),
    people: createPeople({ now }),
    now,
  });
}

beforeEach(async () => {
  const rooms = MANY.map((id, index) =>
    channelOf({
      id,
      name: id.toLowerCase(),
      isPrivate: index % 2 === 0,
      members: index < 4 ? [BO, GAIL] : [MARA],
    }),
  );
  database = await createTestDatabase();
  store = createStore({ databaseUrl: database.url });
  await store.workspaces.install(ACME);
  simulator = await startSimulator({ seed: readingWorkspace(rooms) });
  slack = createSlack({ token: simulator.app.botToken, apiUrl: simulator.apiUrl, maxWaitMs: 1000 });
  clock = new Date();
  access = processOf();
});
afterEach(async () => {
  await store.close();
  await simulator.close();
  await database.drop();
});

const readableTo = async (userId: string, of: readonly string[] = ALL) =>
  [...(await access.readable(ACME.id, userId, of))].sort();
const callsOf = (method: string) => simulator.calls.filter((call) => call.method === method).length;

describe('what a person may read', () => {
  it.each([
    ['a full member', MARA, [ATTIC, GENERAL, HARBOUR, VAULT]],
    ['a full member in fewer channels', BO, [ATTIC, GENERAL, HARBOUR, VAULT]],
    ['a guest', GAIL, [GENERAL, HARBOUR]],
    ['somebody of another company', OTTO, [HARBOUR]],
    ['somebody who is gone', GONE, []],
    ['the app itself', 'U0RECALLBOT', []],
    ['nobody', 'U0NOBODY', []],
  ])('is, for %s, what they see in Slack of the channels that Recall is in', async (_, userId, expected) => {
    expect(await readableTo(userId)).toEqual([...expected].sort());
    expect(await readableTo(userId)).toEqual([...expected].sort());
  });

  it('does not depend on who asked before', async () => {
    await readableTo(MARA);
    expect(await readableTo(OTTO)).toEqual([HARBOUR]);
    expect(await readableTo(GAIL)).toEqual([GENERAL, HARBOUR].sort());
    expect(await readableTo(BO)).toEqual([ATTIC, GENERAL, HARBOUR, VAULT].sort());
  });

  it('is the direct message with Recall for that person alone', async () => {
    const direct = await slack.openDirectMessage(BO);
    expect(await readableTo(BO, [direct])).toEqual([direct]);
    expect(await readableTo(MARA, [direct])).toEqual([]);
  });

  it('is told by two lists where there are many channels to ask about', async () => {
    const direct = await slack.openDirectMessage(GAIL);
    const all = [...MANY, direct, VAULT, 'C0PUBLIC'];
    expect(await readableTo(GAIL, all)).toEqual([...MANY.slice(0, 4), direct].sort());
    const ofBo = MANY.filter((_, index) => index < 4 || index % 2 === 1);
    expect(await readableTo(BO, all)).toEqual([...ofBo, VAULT].sort());
    expect(callsOf('users.conversations')).toBe(4);
    expect(callsOf('conversations.info')).toBeLessThanOrEqual(2);
  });

  it('is asked of Slack once in two minutes, for all processes', async () => {
    await readableTo(BO);
    const before = simulator.calls.filter(({ method }) => method.startsWith('conversations.')).length;
    expect(await processOf().mayRead(ACME.id, BO, VAULT)).toBe(true);
    expect(await processOf().mayRead(ACME.id, MARA, VAULT)).toBe(true);
    expect(simulator.calls.filter(({ method }) => method.startsWith('conversations.'))).toHaveLength(before);
    await simulator.as(BO).leave(VAULT);
    clock = new Date(clock.getTime() + 2 * 60_000 + 1);
    expect(await access.mayRead(ACME.id, BO, VAULT)).toBe(false);
  });
});

describe('whether a channel is private', () => {
  const known = async (ids: readonly string[]) => {
    const rows = await database.query<{ id: string; isPrivate: boolean | null }>(
      `SELECT "id", "isPrivate" FROM "Channel" WHERE "id" = ANY($1)`,
      [ids],
    );
    return Object.fromEntries(rows.map(({ id, isPrivate }) => [id, isPrivate]));
  };
  const stored = async (ids: readonly string[]) => {
    for (const id of ids)
      await store.channels.changeSettings(ACME.id, { id, name: id }, { mode: 'ask', language: null });
  };

  it('is kept with it whenever Slack says so; of channels that Recall is not in, it is not known', async () => {
    const ids = [GENERAL, VAULT, 'C0PUBLIC', 'C0NOWHERE'];
    await stored(ids);
    expect(Object.values(await known(ids))).toEqual([null, null, null, null]);
    await readableTo(MARA, ids);
    const expected = { [GENERAL]: false, [VAULT]: true, C0PUBLIC: null, C0NOWHERE: null };
    expect(await known(ids)).toEqual(expected);
    await access.forget(ACME.id, GENERAL);
    expect(await known(ids)).toEqual(expected);
  });

  it('is kept of many that are asked about at once, too', async () => {
    const ids = [...MANY, 'C0PUBLIC'];
    await stored(ids);
    await readableTo(BO, ids);
    const rooms = MANY.map((id, index) => [id, index % 2 === 0]);
    expect(await known(ids)).toEqual({ ...Object.fromEntries(rooms), C0PUBLIC: null });
  });
});

describe('somebody who leaves', () => {
  it('may read nothing of the channel from the moment that one process hears of it', async () => {
    const other = processOf();
    expect(await other.mayRead(ACME.id, BO, VAULT)).toBe(true);
    await simulator.as(BO).leave(VAULT);
    await access.forget(ACME.id, VAULT);
    expect(await other.mayRead(ACME.id, BO, VAULT)).toBe(false);
    expect(await other.mayRead(ACME.id, MARA, VAULT)).toBe(true);
  });

  it('is not kept by an answer that Slack gave before', async () => {
    let asked = 0;
    const slow = processOf({
      async members(channelId) {
        const ids = await slack.members(channelId);
        asked += 1;
        if (asked === 1) {
          await simulator.as(BO).leave(VAULT);
          await access.forget(ACME.id, VAULT);
        }
        return ids;
      },
    });
    expect(await slow.mayRead(ACME.id, BO, VAULT)).toBe(false);
    expect(asked).toBe(2);
    expect(await access.mayRead(ACME.id, BO, VAULT)).toBe(false);
  });

  it('is asked about again later where people come and go all the time', async () => {
    const restless = processOf({
      async members(channelId) {
        const ids = await slack.members(channelId);
        await access.forget(ACME.id, VAULT);
        return ids;
      },
    });
    await expect(restless.mayRead(ACME.id, BO, VAULT)).rejects.toMatchObject({
      code: 'slack_unavailable',
      retryable: true,
    });
  });
});

describe('a channel that is closed to Recall', () => {
  it.each([
    ['was deleted', (at: Simulator) => at.deleteChannel(VAULT)],
    ['put Recall out', (at: Simulator) => at.kick(VAULT)],
  ])('is readable to nobody: one that %s', async (_, close) => {
    expect(await access.mayRead(ACME.id, MARA, VAULT)).toBe(true);
    await close(simulator);
    await access.forget(ACME.id, VAULT);
    expect(await access.mayRead(ACME.id, MARA, VAULT)).toBe(false);
  });

  it('is readable again once Recall is back', async () => {
    await simulator.kick(ATTIC);
    expect(await access.mayRead(ACME.id, BO, ATTIC)).toBe(false);
    await simulator.invite(ATTIC);
    await access.forget(ACME.id, ATTIC);
    expect(await access.mayRead(ACME.id, BO, ATTIC)).toBe(true);
  });
});

describe('while Slack is away', () => {
  it.each(['users.info', 'conversations.info', 'conversations.members'])(
    'nothing is granted where %s gives no answer, and nothing is remembered',
    async (method) => {
      simulator.faults.httpError(method, { status: 503, times: 3 });
      await expect(access.mayRead(ACME.id, BO, VAULT)).rejects.toMatchObject({
        code: 'slack_unavailable',
        retryable: true,
      });
      expect(await access.mayRead(ACME.id, BO, VAULT)).toBe(true);
    },
  );

  it('nothing is granted where Slack refuses Recall the scope', async () => {
    simulator.faults.fail('conversations.info', { error: 'missing_scope' });
    await expect(access.mayRead(ACME.id, BO, VAULT)).rejects.toMatchObject({ code: 'slack_missing_scope' });
  });
});
