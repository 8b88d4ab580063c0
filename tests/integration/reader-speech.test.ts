import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ACTION_EXPLAIN_INVITE,
  COMMAND,
  SHORTCUT_RECALL_PRIVATELY,
  SHORTCUT_RECALL_THREAD,
} from '../../src/core/slack/ids.ts';
import { BO, GENERAL, launchThread, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { isSettled, wordsOf } from '../support/reading.ts';
import { type RecallUnderTest, startRecall } from '../support/recall.ts';
import { until } from '../support/until.ts';

const NOT_INVITED = 'C0PUBLIC';

describe('a person whose Slack speaks German', () => {
  let recall: RecallUnderTest;
  const thread = launchThread();
  const rootTs = thread[0]?.ts ?? '';

  beforeAll(async () => {
    const seed = meetingWorkspace({ messages: thread });
    const people = seed.people.map((person) =>
      person.id === MARA ? { ...person, locale: 'de-DE' } : person,
    );
    recall = await startRecall({ backend: 'postgres', seed: { ...seed, people } });
  });
  afterAll(() => recall.close());

  const settled = (userId: string) =>
    until(() => {
      const own = recall.inDirectMessage(userId);
      return own.length > 0 && own.every(isSettled) ? own : null;
    });
  const textsSent = () => recall.simulator.calls.map(({ args }) => String(args.text ?? ''));
  const told = (channelId: string, userId: string) =>
    until(() => recall.simulator.world.ephemerals(channelId, userId).at(-1) ?? null);

  it('gets the placeholder, the notice and the recap in German', async () => {
    await recall.simulator
      .as(MARA)
      .useMessageShortcut({ callbackId: SHORTCUT_RECALL_PRIVATELY, channel: GENERAL, ts: rootTs });
    const words = wordsOf((await settled(MARA))[0] ?? { text: '' });
    expect(words).toMatch(/^Zusammenfassung von <\S+\|einem Thread> in <#C0GENERAL>, nur für dich/);
    expect(words).toContain('4 Nachrichten gelesen');
    expect(textsSent()).toContainEqual(expect.stringContaining('Ich lese 4 Nachrichten aus'));
    expect((await told(GENERAL, MARA)).text).toContain('unseren Direktnachrichten');
  });

  it('does not change what others read who ask for the same', async () => {
    await recall.simulator
      .as(BO)
      .useMessageShortcut({ callbackId: SHORTCUT_RECALL_PRIVATELY, channel: GENERAL, ts: rootTs });
    expect(wordsOf((await settled(BO))[0] ?? { text: '' })).toContain('Read 4 messages');
  });

  it('is told in German what is in the way, and how to add Recall', async () => {
    await recall.simulator.as(MARA).runCommand({ channel: NOT_INVITED, command: COMMAND, text: '' });
    const refusal = await told(NOT_INVITED, MARA);
    expect(refusal.text).toContain('kein Mitglied');
    await recall.simulator
      .as(MARA)
      .click({ channel: NOT_INVITED, ts: refusal.ts, actionId: ACTION_EXPLAIN_INVITE });
    const explained = await until(() =>
      recall.simulator.world
        .ephemerals(NOT_INVITED, MARA)
        .find(({ text }) => text.includes('Integrationen → Apps hinzufügen')),
    );
    expect(explained?.text).toContain('<#C0PUBLIC>');
    expect(explained?.text).toContain('`/invite @Recall`');
  });
});

it('a person whom Slack does not tell about is answered in English, without waiting for it', async () => {
  const thread = launchThread();
  const rootTs = thread[0]?.ts ?? '';
  const seed = meetingWorkspace({ messages: thread });
  const people = seed.people.map((person) => ({ ...person, locale: 'de-DE' }));
  const recall = await startRecall({ backend: 'postgres', seed: { ...seed, people }, services: ['bot'] });
  try {
    recall.simulator.faults.hang('users.info', { times: 9 });
    await recall.simulator
      .as(MARA)
      .useMessageShortcut({ callbackId: SHORTCUT_RECALL_THREAD, channel: GENERAL, ts: rootTs });
    const placeholder = await until(() => recall.inThread(GENERAL, rootTs)[0] ?? null);
    expect(placeholder?.text).toContain('Reading 4 messages of this thread');
  } finally {
    recall.simulator.faults.clear();
    await recall.close();
  }
});
