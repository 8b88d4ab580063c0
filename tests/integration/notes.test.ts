import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  ACTION_NOTE_RETRY,
  COMMAND,
  INPUT_FOCUS,
  INPUT_NOTE_TEXTS,
  INPUT_NOTE_TITLE,
  SHORTCUT_RECALL_NOTE,
} from '../../src/core/slack/ids.ts';
import type { Message } from '../../src/simulator/index.ts';
import { BO, GENERAL, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { type QuotingEngine, quotingEngine } from '../support/quoting-engine.ts';
import { isSettled, wordsOf } from '../support/reading.ts';
import { type RecallUnderTest, startRecall } from '../support/recall.ts';
import { sendSigned } from '../support/signed-request.ts';
import { until } from '../support/until.ts';

let recall: RecallUnderTest;
let engine: QuotingEngine;
beforeEach(async () => {
  engine = quotingEngine();
  recall = await startRecall({ backend: 'postgres', seed: meetingWorkspace({ messages: [] }), engine });
});
afterEach(() => recall.close());

const [TEXT, MORE] = INPUT_NOTE_TEXTS;
const NOTES = 'Mara: we launch on <!channel> Thursday & not before.\nBo: I write to the harbour.';

async function openForm(userId: string): Promise<string> {
  await recall.simulator.as(userId).useGlobalShortcut({ callbackId: SHORTCUT_RECALL_NOTE });
  return openView(userId);
}
async function openView(userId: string): Promise<string> {
  const view = await until(() => recall.simulator.world.openViews(userId).at(-1));
  return view.id;
}
const submit = (userId: string, viewId: string, values: Record<string, string>) =>
  recall.simulator.as(userId).submitView({ viewId, values });
const viewWords = (userId: string) =>
  JSON.stringify(recall.simulator.world.openViews(userId).at(-1)?.blocks ?? []);
const roots = (userId: string) =>
  recall.inDirectMessage(userId).filter(({ text }) => text.startsWith('*Your notes'));
const direct = (userId: string) => recall.simulator.world.directChannel(userId)?.id ?? '';
const partsUnder = (userId: string, { ts }: Pick<Message, 'ts'>) =>
  recall.inThread(direct(userId), ts).filter((message) => message.ts !== ts);
const recapFor = (userId: string) =>
  until(() =>
    recall.inDirectMessage(userId).find((message) => message.text.startsWith('Recap:') && isSettled(message)),
  );

async function onlyRoot(userId: string): Promise<Message> {
  const [root, ...others] = await until(() => (roots(userId).length > 0 ? roots(userId) : null));
  expect(others).toEqual([]);
  if (!root) throw new Error('there are no notes');
  return root;
}

it('notes that were pasted stand in the direct message, and the recap comes below them', async () => {
  const viewId = await openForm(BO);
  const values = { [INPUT_NOTE_TITLE]: 'Weekly <3', [TEXT]: NOTES, [INPUT_FOCUS]: 'the harbour' };
  const { errors } = await submit(BO, viewId, values);
  expect(errors).toBeUndefined();
  const recap = await recapFor(BO);
  const root = await onlyRoot(BO);
  expect(root.text).toContain('*Your notes: Weekly &lt;3*');
  const [part] = partsUnder(BO, root);
  expect(part?.text).toBe(NOTES.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'));
  expect(Number(recap.ts)).toBeGreaterThan(Number(root.ts));
  expect(wordsOf(recap)).toContain('I write to the harbour.');
  expect(wordsOf(recap)).toContain('Recap of your notes');
  expect(engine.questions.at(-1)?.focus).toBe('the harbour');
  await until(() => viewWords(BO).includes('Your notes are in'));
});

it('whoever a line names with an @ has said it, and not whoever pasted it', async () => {
  const text = '@Mara: I book the room.\n@Jonas Brandt: I call.\n@ noon: we meet.\nI write it up.';
  await submit(BO, await openForm(BO), { [TEXT]: text });
  await recapFor(BO);
  const messages = engine.questions.at(-1)?.transcript.messages ?? [];
  expect(messages.map(({ author }) => author)).toEqual([null, null, BO, BO]);
});

it('the command opens the same form, also in the direct message with Recall', async () => {
  await recall.simulator.as(MARA).openHome('messages');
  await recall.simulator.as(MARA).runCommand({ channel: GENERAL, command: COMMAND, text: 'note' });
  await submit(MARA, await openView(MARA), { [TEXT]: 'Bo: the pier opens at noon.' });
  await recapFor(MARA);
  const rows = await recall.database.query<object>('SELECT trigger, source, audience FROM "Conversation"');
  expect(rows).toEqual([{ trigger: 'command', source: 'note', audience: 'private' }]);
});

const line = (n: number) => `Line ${n}: ${'word & '.repeat(12)}`.trim();
/** As much as a field takes. */
const field = (from: number) => Array.from({ length: 30 }, (_, n) => line(from + n)).join('\n');

it('long notes are cut into messages that Slack takes, and nothing of them is lost', async () => {
  const viewId = await openForm(BO);
  await submit(BO, viewId, { [TEXT]: field(100), [MORE]: field(200) });
  const root = await onlyRoot(BO);
  await recapFor(BO);
  const parts = partsUnder(BO, root);
  expect(parts.length).toBeGreaterThan(1);
  const text = parts.map((part) => part.text.replaceAll('&amp;', '&')).join('\n');
  expect(text).toBe(`${field(100)}\n${field(200)}`);
});

it('notes are in no table, job or log', async () => {
  const secret = 'the zeppelin is painted ultramarine';
  await submit(BO, await openForm(BO), { [INPUT_NOTE_TITLE]: 'zeppelin meeting', [TEXT]: `Bo: ${secret}.` });
  await until(async () => (await recall.states())[0] === 'done');
  const tables = ['Conversation', 'InboundEvent', 'Delivery', 'Channel'];
  for (const table of tables) {
    expect(JSON.stringify(await recall.database.query(`SELECT * FROM "${table}"`))).not.toContain('zeppelin');
  }
  expect(recall.logLines.join('\n')).not.toContain('zeppelin');
});

it('an empty form is given back with what it lacks', async () => {
  const { errors } = await submit(BO, await openForm(BO), { [TEXT]: '   ' });
  expect(errors).toEqual({ [TEXT]: expect.stringContaining('Paste your notes') });
  expect(recall.inDirectMessage(BO)).toEqual([]);
});

it('a form that arrives twice makes one copy of the notes and one recap', async () => {
  const viewId = await openForm(BO);
  const state = { values: { [TEXT]: { [TEXT]: { type: 'plain_text_input', value: NOTES } } } };
  const payload = JSON.stringify({
    type: 'view_submission',
    team: { id: 'T0OTHER' },
    user: { id: BO, team_id: 'T0OTHER' },
    view: { id: viewId, callback_id: 'recall_note_form', type: 'modal', private_metadata: '', state },
  });
  await Promise.all([sendSigned(recall, { payload }), sendSigned(recall, { payload })]);
  await recapFor(BO);
  await sendSigned(recall, { payload });
  await until(() => recall.logLines.some((line) => line.includes('delivered again by Slack')));
  const root = await onlyRoot(BO);
  expect(partsUnder(BO, root)).toHaveLength(1);
  expect(await recall.states()).toHaveLength(1);
});

it('notes whose posting was not answered are not posted twice', async () => {
  const viewId = await openForm(BO);
  recall.simulator.faults.loseAnswer('chat.postMessage', { times: 1 });
  await submit(BO, viewId, { [TEXT]: NOTES });
  await recapFor(BO);
  expect(partsUnder(BO, await onlyRoot(BO))).toHaveLength(1);
});

it('notes that Slack does not take come back in the form, word for word', async () => {
  const viewId = await openForm(BO);
  recall.simulator.faults.fail('chat.postMessage', { error: 'restricted_action', times: 1 });
  await submit(BO, viewId, { [INPUT_NOTE_TITLE]: 'Weekly', [TEXT]: NOTES });
  await until(() => viewWords(BO).includes('Your notes are still here'));
  expect(viewWords(BO)).toContain(JSON.stringify(NOTES).slice(1, -1));
  await submit(BO, viewId, {});
  await recapFor(BO);
  expect(partsUnder(BO, await onlyRoot(BO))).toHaveLength(1);
});

it('while PostgreSQL is away the notes are kept, and “Try again” makes the recap', async () => {
  const viewId = await openForm(BO);
  await recall.database.goAway();
  await submit(BO, viewId, { [TEXT]: NOTES });
  const told = await until(() =>
    recall.inDirectMessage(BO).find(({ text }) => text.includes('Your notes are safe here')),
  );
  expect(told.text).toContain('my database is out of reach');
  await recall.simulator.as(BO).click({ channel: direct(BO), ts: told.ts, actionId: ACTION_NOTE_RETRY });
  await until(() =>
    recall.simulator.world
      .ephemerals(direct(BO), BO)
      .some(({ text }) => text.includes('cannot do that right now')),
  );
  await recall.database.comeBack();
  await recall.simulator.as(BO).click({ channel: direct(BO), ts: told.ts, actionId: ACTION_NOTE_RETRY });
  await recapFor(BO);
  await until(() => recall.simulator.world.message(direct(BO), told.ts)?.text.includes('on its way'));
  expect(partsUnder(BO, await onlyRoot(BO))).toHaveLength(1);
  await until(async () => (await recall.states()).join() === 'done');
});

it('notes of which Slack takes only a part are taken away again, and come back in the form', async () => {
  const viewId = await openForm(BO);
  recall.simulator.faults.delay('chat.postMessage', 100);
  const submitting = submit(BO, viewId, { [TEXT]: field(100), [MORE]: field(200) });
  await until(() => roots(BO).length === 1);
  recall.simulator.faults.fail('chat.postMessage', { error: 'restricted_action', times: 1 });
  await submitting;
  await until(() => viewWords(BO).includes('Your notes are still here'));
  expect(roots(BO)).toEqual([]);
});
