import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { EXPORT_TABLES } from '../../src/core/store/data/export/tables.ts';
import { Prisma } from '../../src/core/store/generated/client.ts';
import { createStore, type Store } from '../../src/core/store/index.ts';
import { ACME } from '../support/asks.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type Filled, fillWorkspace, GENERAL, OTHER, PERSON } from '../support/filled-workspace.ts';

const at = new Date('2026-03-02T09:00:00Z');
const BRAVO = 'T0BRAVO';

let database: TestDatabase;
let store: Store;
let acme: Filled;

beforeAll(async () => {
  database = await createTestDatabase();
  store = createStore({ databaseUrl: database.url });
  acme = await fillWorkspace(store, { mark: 'quux', at });
  await fillWorkspace(store, { workspaceId: BRAVO, mark: 'zorp', at });
  await store.data.requestErasure(ACME.id, 'U0GOING', { actor: 'operator', now: at });
  await database.query('UPDATE "Installation" SET token = \'sealed-token\', "keyId" = \'key-one\'');
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

const documentSchema = z.object({
  format: z.literal('recall-export'),
  version: z.literal(1),
  workspaceId: z.string(),
  userId: z.string().nullable(),
  texts: z.boolean(),
  tables: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
  rows: z.number(),
  complete: z.literal(true),
});

async function whole(pieces: AsyncIterable<string>): Promise<string> {
  let all = '';
  for await (const piece of pieces) all += piece;
  return all;
}

const options = { texts: true, actor: 'operator', now: at };
const read = async (pieces: AsyncIterable<string>) => documentSchema.parse(JSON.parse(await whole(pieces)));

/** Tables that something of the workspace is in that is not told: nobody would look for it there. */
const EMPTY_HERE = [
  'AuthAttempt',
  'ItemFigures',
  'OrganizationFigures',
  'OrganizationModelFigures',
  'WorkerBeat',
];

describe('the export of a workspace', () => {
  it('has every table there is, or says why not', async () => {
    const { tables } = await read(store.data.exportWorkspace(ACME.id, options));
    for (const name of Object.keys(Prisma.ModelName)) {
      if (EMPTY_HERE.includes(name)) continue;
      expect([name, tables[name]?.length]).toEqual([name, expect.any(Number)]);
      expect([name, tables[name]?.length ?? 0]).not.toEqual([name, 0]);
    }
    const leftOut = Object.entries(EXPORT_TABLES).filter(([, table]) => 'leftOut' in table);
    expect(leftOut.map(([name]) => name).sort()).toEqual(EMPTY_HERE);
  });

  it('has all rows of it, and none of another', async () => {
    const exported = await whole(store.data.exportWorkspace(ACME.id, options));
    expect(exported.includes('quux alone')).toBe(true);
    expect(exported.includes('zorp')).toBe(false);
    expect(exported.includes(BRAVO)).toBe(false);
    const { tables, rows } = documentSchema.parse(JSON.parse(exported));
    const [counted] = await database.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM "Conversation" WHERE "workspaceId" = $1',
      [ACME.id],
    );
    expect(tables.Conversation).toHaveLength(counted?.count ?? 0);
    expect(rows).toBe(Object.values(tables).flat().length);
  });

  it('tells no secrets', async () => {
    const exported = await whole(store.data.exportWorkspace(ACME.id, options));
    for (const secret of ['sealed-token', 'key-one', `hash-${ACME.id}`, 'csrf']) {
      expect([secret, exported.includes(secret)]).toEqual([secret, false]);
    }
    const names = Object.values(documentSchema.parse(JSON.parse(exported)).tables).flatMap((table) =>
      Object.keys(table[0] ?? {}),
    );
    const suspect = names.filter((name) =>
      /token|secret|hash|sealed|csrf|verifier|nonce|password/i.test(name),
    );
    expect(new Set(suspect)).toEqual(
      new Set(['inputTokens', 'outputTokens', 'cacheReadTokens', 'cacheWriteTokens']),
    );
  });

  it('tells admins no words, no names of channels, and nobody’s memberships', async () => {
    const exported = await whole(store.data.exportWorkspace(ACME.id, { ...options, texts: false }));
    expect(exported.includes('quux')).toBe(false);
    const { tables } = documentSchema.parse(JSON.parse(exported));
    expect(tables.ChannelMembers).toEqual([expect.not.objectContaining({ userIds: expect.anything() })]);
    expect(tables.ActionItem?.[0]).toMatchObject({ state: 'open', due: '2026-03-05' });
  });

  it('is refused for one that nothing is kept about, before its first piece', async () => {
    const pieces = store.data.exportWorkspace('T0NOWHERE', options);
    await expect(pieces.next()).rejects.toMatchObject({ code: 'no_longer_there' });
  });
});

describe('the export of a person', () => {
  it('has what is theirs or about them, and nothing else', async () => {
    const { tables } = await read(store.data.exportPerson(ACME.id, PERSON, options));
    const ids = (tables.Conversation ?? []).map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining([acme.thread, acme.personal, acme.notes, acme.shared]));
    expect(ids).not.toContain(acme.second);
    expect(tables.ActionItem?.length).toBe(5);
    expect(tables.Decision?.length).toBe(5);
    expect(tables.Feedback).toHaveLength(1);
    expect(tables.Person).toHaveLength(1);
    expect(tables.Digest).toHaveLength(2);
    expect(tables.AdminSession).toHaveLength(1);
    expect(tables.ChannelMembers).toEqual([expect.objectContaining({ channelId: GENERAL })]);
    expect(tables.ChannelMembers?.[0]).not.toHaveProperty('userIds');
    expect(tables.EngineCall).toEqual([]);
    expect(tables.SaidOfThem).toEqual([
      {
        conversationId: acme.second,
        headline: `quux <@${PERSON}> and ${PERSON}X`,
        points: [expect.objectContaining({ text: `quux point <@${PERSON}> of ${OTHER}` })],
      },
    ]);
    expect(tables.QuestionsToThem).toContainEqual(
      expect.objectContaining({ conversationId: acme.second, askedOf: PERSON }),
    );
  });

  it('has the lines of the audit log about them', async () => {
    const exporting = () => read(store.data.exportPerson(ACME.id, PERSON, options));
    await exporting();
    const { tables } = await exporting();
    const about = (tables.AuditEntry ?? []).filter(({ action }) => action === 'exported');
    expect(about.length).toBeGreaterThanOrEqual(2);
    const { tables: others } = await read(store.data.exportPerson(ACME.id, OTHER, options));
    expect(others.AuditEntry?.filter(({ target }) => target === about[0]?.target)).toEqual([]);
  });

  it('does not tell admins by which rows it has what recaps of others say', async () => {
    const { tables } = await read(store.data.exportPerson(ACME.id, OTHER, { ...options, texts: false }));
    expect(tables.ActionItem).toEqual([]);
    expect(tables).not.toHaveProperty('SaidOfThem');
  });

  it('has all of it, however many recaps name them', async () => {
    await database.query(
      `WITH made AS (
         INSERT INTO "Conversation" (id, "workspaceId", "channelId", source, "threadTs", trigger, audience, "askedBy", state)
         SELECT gen_random_uuid(), $1, $2, 'thread', '3.' || n, 'command', 'thread', $3, 'done'
         FROM generate_series(1, 1050) AS n RETURNING id)
       INSERT INTO "Recap" (id, "conversationId", headline, points, "openQuestions", coverage, receipt)
       SELECT gen_random_uuid(), id, 'x', '[]', (SELECT jsonb_agg(jsonb_build_object('text', 'Why?', 'askedOf', 'U0MANY')) FROM generate_series(1, 10)), '{}', '{}'
       FROM made`,
      [BRAVO, GENERAL, OTHER],
    );
    const { tables } = await read(store.data.exportPerson(BRAVO, 'U0MANY', options));
    expect(tables.QuestionsToThem).toHaveLength(10_500);
  });

  it('is refused for what is no person', async () => {
    const pieces = store.data.exportPerson(ACME.id, 'everyone', options);
    await expect(pieces.next()).rejects.toMatchObject({ code: 'bad_input' });
  });
});

it('each export is a line in the audit log, which names no person', async () => {
  const before = (await exportedLines()).length;
  await whole(store.data.exportWorkspace(ACME.id, { ...options, actor: OTHER, texts: false }));
  await whole(store.data.exportPerson(ACME.id, PERSON, options));
  expect((await exportedLines()).slice(before)).toEqual([
    { actor: OTHER, target: ACME.id, details: { what: 'workspace', texts: false } },
    {
      actor: 'operator',
      target: expect.stringMatching(/^person:[0-9a-f]{16}$/),
      details: { what: 'person', texts: true },
    },
  ]);
});

function exportedLines() {
  return database.query(
    `SELECT actor, target, details FROM "AuditEntry" WHERE action = 'exported' ORDER BY id`,
  );
}

it('5,000 conversations come in pieces, of which none is large', async () => {
  await database.query(
    `WITH made AS (
       INSERT INTO "Conversation" (id, "workspaceId", "channelId", source, "threadTs", trigger, audience, "askedBy", state)
       SELECT gen_random_uuid(), $1, $2, 'thread', '2.' || n, 'command', 'thread', $3, 'done'
       FROM generate_series(1, 5000) AS n RETURNING id)
     INSERT INTO "Recap" (id, "conversationId", headline, points, "openQuestions", coverage, receipt)
     SELECT gen_random_uuid(), id, repeat('long ', 400), '[]', '[]', '{}', '{}' FROM made`,
    [ACME.id, GENERAL, OTHER],
  );
  const seen = { largest: 0, length: 0, rows: 0 };
  const pieces = store.data.exportWorkspace(ACME.id, { ...options, onRows: (rows) => (seen.rows = rows) });
  let tail = '';
  for await (const piece of pieces) {
    seen.largest = Math.max(seen.largest, piece.length);
    seen.length += piece.length;
    tail = piece;
  }
  expect(tail).toContain('"complete":true');
  expect(seen.rows).toBeGreaterThan(10_000);
  expect(seen.length).toBeGreaterThan(10_000_000);
  expect(seen.largest).toBeLessThan(seen.length / 20);
});
