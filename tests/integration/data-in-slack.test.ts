import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Message } from '../../src/simulator/index.ts';
import { BO, GENERAL, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { type RecallUnderTest, startRecall } from '../support/recall.ts';
import { recapOf, threadSaying } from '../support/result.ts';
import { until } from '../support/until.ts';

const thread = threadSaying('When?', `<@${MARA}> brings the zebra`, 'I do.', `Thanks, <@${MARA}>!`);
const rootTs = thread[0]?.ts ?? '';
let recall: RecallUnderTest;

beforeAll(async () => {
  recall = await startRecall({ backend: 'postgres', seed: meetingWorkspace({ messages: thread }) });
  await recapOf(recall, { by: BO, rootTs });
  await recapOf(recall, { by: BO, rootTs, isPrivate: true });
  await recapOf(recall, { by: MARA, rootTs, isPrivate: true });
});
afterAll(() => recall.close());

const shown = (messages: readonly Message[]) =>
  JSON.stringify(messages.map(({ text, blocks, metadata }) => ({ text, blocks, metadata })));

it('a person whose data is deleted is named in no message of Recall’s, and has no recap of their own any more', async () => {
  expect(shown(recall.inThread(GENERAL, rootTs))).toContain(MARA);
  expect(shown(recall.inDirectMessage(MARA))).toContain('zebra');
  const now = new Date();
  // As an admin's page asks for it; that the queue did not take the job does not matter.
  await recall.store.data.requestErasure('T0ACME', MARA, { actor: BO, now });
  await until(() => !shown(recall.inThread(GENERAL, rootTs)).includes(MARA));
  await until(() => !shown(recall.inDirectMessage(BO)).includes(MARA));
  await until(() => !shown(recall.inDirectMessage(MARA)).includes('zebra'));
  expect(shown(recall.inThread(GENERAL, rootTs))).toContain('[…] brings the zebra');
  await until(async () => (await recall.states()).length === 2);
});

it('a channel that is deleted takes along what was kept about it, and what stands of it elsewhere', async () => {
  expect(shown(recall.inDirectMessage(BO))).toContain('zebra');
  await recall.simulator.deleteChannel(GENERAL);
  await until(async () => (await recall.states()).length === 0);
  expect(shown(recall.inDirectMessage(BO))).not.toContain('zebra');
  expect(await recall.database.query('SELECT id FROM "Channel" WHERE id = $1', [GENERAL])).toEqual([]);
  expect(
    await recall.database.query(
      `SELECT target, details -> 'conversations' AS count FROM "AuditEntry" WHERE action = 'channel_purged'`,
    ),
  ).toEqual([{ target: GENERAL, count: 2 }]);
});

it('a channel that was written down as deleted is purged by the worker, though no job tells it', async () => {
  const channel = { id: 'C0GONE', name: 'gone' };
  await recall.store.channels.changeSettings('T0ACME', channel, { mode: 'on', language: null });
  await recall.store.data.noteGoneChannel('T0ACME', 'C0GONE', new Date());
  await until(async () => {
    const rows = await recall.database.query('SELECT 1 FROM "Channel" WHERE id = $1', ['C0GONE']);
    return rows.length === 0;
  });
});

it('what is over its time is deleted by the worker', async () => {
  await recall.store.channels.changeSettings(
    'T0ACME',
    { id: 'C0QUIET', name: 'quiet' },
    { mode: 'ask', language: null },
  );
  await recall.database.query(
    `INSERT INTO "Conversation" (id, "workspaceId", "channelId", source, "threadTs", trigger, audience, "askedBy", state, "requestedAt", "finishedAt")
     VALUES (gen_random_uuid(), 'T0ACME', 'C0QUIET', 'thread', '1.1', 'command', 'thread', $1, 'done', '2020-01-01', '2020-01-01')`,
    [BO],
  );
  await until(async () => (await recall.states()).length === 0);
});

it('a channel that gets another id keeps its recaps', async () => {
  const event_ts = `${Math.floor(Date.now() / 1000)}.000100`;
  const ids = { old_channel_id: 'C0QUIET', new_channel_id: 'C0CALM' };
  await recall.simulator.deliverEvent({ type: 'channel_id_changed', ...ids, event_ts });
  await until(async () => {
    const rows = await recall.database.query<{ id: string }>(
      `SELECT id FROM "Channel" WHERE id IN ('C0QUIET', 'C0CALM')`,
    );
    return rows.length === 1 && rows[0]?.id === 'C0CALM';
  });
});
