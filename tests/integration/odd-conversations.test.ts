import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SHORTCUT_RECALL_THREAD } from '../../src/core/slack/ids.ts';
import type { SeedMessage } from '../../src/simulator/seed.ts';
import { BO, GENERAL, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { type QuotingEngine, quotingEngine } from '../support/quoting-engine.ts';
import { isSettled, wordsOf } from '../support/reading.ts';
import { type RecallUnderTest, startRecall } from '../support/recall.ts';
import { until } from '../support/until.ts';

/** An hour ago, and then a second for each message. */
const START = Math.floor(Date.now() / 1000) - 3 * 3600;

describe('a channel with 3,000 messages, of which a thread has 400', () => {
  let recall: RecallUnderTest;
  let engine: QuotingEngine;
  const rootTs = `${START}.000100`;
  const messages: SeedMessage[] = Array.from({ length: 3000 }, (_, index) => ({
    ts: `${START + index}.000100`,
    user: index % 2 ? MARA : BO,
    text: `Message ${index}`,
    ...(index < 400 ? { threadTs: rootTs } : {}),
  }));

  beforeAll(async () => {
    engine = quotingEngine();
    recall = await startRecall({ backend: 'postgres', seed: meetingWorkspace({ messages }), engine });
  });
  afterAll(() => recall.close());

  it('is read whole, each message once, threads where they began', async () => {
    await recall.simulator.as(BO).runCommand({ channel: GENERAL, command: '/recall', text: '' });
    await until(() => recall.inDirectMessage(BO).some(isSettled), { limitMs: 30_000 });
    const read = engine.questions.at(-1)?.transcript.messages ?? [];
    expect(read.map(({ text }) => text)).toEqual(messages.map(({ text }) => text));
    expect(read.map(({ number }) => number)).toEqual(messages.map((_, index) => index + 1));
    expect(wordsOf(recall.inDirectMessage(BO)[0] ?? { text: '' })).toContain('Read 3,000 messages');
  });

  it('gives its long thread in order', async () => {
    await recall.simulator.as(MARA).useMessageShortcut({
      callbackId: SHORTCUT_RECALL_THREAD,
      channel: GENERAL,
      ts: `${START + 7}.000100`,
    });
    await until(() => recall.inThread(GENERAL, rootTs).some(isSettled), { limitMs: 30_000 });
    expect(engine.questions.at(-1)?.transcript.messages.map(({ text }) => text)).toEqual(
      messages.slice(0, 400).map(({ text }) => text),
    );
  });
});

describe('messages that are not like others', () => {
  let recall: RecallUnderTest;
  let engine: QuotingEngine;
  const rootTs = `${START}.000100`;
  const at = (second: number) => ({ ts: `${START + second}.000100`, threadTs: rootTs });
  const messages: SeedMessage[] = [
    { ...at(0), user: MARA, text: 'Who deploys?' },
    { ...at(1), user: BO, text: 'I do.' },
    { ...at(2), user: 'U0UNKNOWN', text: 'I am of another workspace.' },
    { ...at(3), text: 'Nobody wrote me.', username: 'ghost' },
    { ...at(4), botId: 'B0CI', username: 'ci', subtype: 'bot_message', text: 'Build 17 passed' },
    { ...at(5), user: MARA, subtype: 'channel_topic', text: 'set the topic' },
    { ...at(6), user: MARA, text: '' },
    {
      ...at(7),
      user: MARA,
      text: '',
      files: [{ name: 'plan.pdf', mimetype: 'application/pdf' }],
      subtype: 'file_share',
    },
    {
      ...at(8),
      user: BO,
      text: `<!channel> <@${MARA}> look at <https://example.com/a?b=1&amp;c=2|this> &lt;3`,
    },
  ];

  beforeAll(async () => {
    engine = quotingEngine();
    recall = await startRecall({ backend: 'postgres', seed: meetingWorkspace({ messages }), engine });
  });
  afterAll(() => recall.close());

  it('are read or left out, and the recap says which', async () => {
    await recall.simulator
      .as(MARA)
      .useMessageShortcut({ callbackId: SHORTCUT_RECALL_THREAD, channel: GENERAL, ts: rootTs });
    const message = await until(() => recall.inThread(GENERAL, rootTs).find(isSettled));
    const words = wordsOf(message);
    expect(engine.questions[0]?.transcript.messages.map(({ author }) => author)).toEqual([
      MARA,
      BO,
      'U0UNKNOWN',
      null,
      MARA,
      BO,
    ]);
    expect(words).toContain('Nobody wrote me.');
    expect(words).not.toContain('Build 17 passed');
    expect(words).toContain(
      'Read 6 of 9 messages (left out: 1 from bots, 1 from Slack itself, and 1 without text)',
    );
  });

  it('ping nobody and keep their links when they are quoted', async () => {
    const [message] = recall.inThread(GENERAL, rootTs);
    const raw = JSON.stringify(message?.blocks);
    expect(raw).not.toContain('<!channel>');
    expect(raw).not.toMatch(/"type":"broadcast"/);
    expect(raw).toContain('https://example.com/a?b=1&c=2');
    expect(raw).toContain('"user_id":"U0MARA"');
  });

  it('name people without a name by something', async () => {
    const people = engine.questions[0]?.transcript.people;
    expect(people?.get(BO)?.name).toBe('bo');
    expect(people?.get('U0UNKNOWN')?.name).toBe('U0UNKNOWN');
  });
});
