import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FORMS } from '../../src/bot/command-words/forms.ts';
import {
  ACTION_CANCEL,
  ACTION_EXPLAIN_INVITE,
  ACTION_RUN_NEAREST,
  COMMAND,
} from '../../src/core/slack/ids.ts';
import type { SeedMessage } from '../../src/simulator/seed.ts';
import { describeWithRedis } from '../support/backends.ts';
import { BO, GENERAL, launchThread, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { quotingEngine } from '../support/quoting-engine.ts';
import { isSettled, wordsOf } from '../support/reading.ts';
import { type RecallUnderTest, startRecall } from '../support/recall.ts';
import { commandForm, sendSigned } from '../support/signed-request.ts';
import { until } from '../support/until.ts';

const thread = launchThread();
const rootTs = thread[0]?.ts ?? '';
const lastTs = thread.at(-1)?.ts ?? '';
const tsAgo = (minutes: number) => `${Math.floor(Date.now() / 1000) - 60 * minutes}.000700`;
const single: SeedMessage = { ts: tsAgo(30), user: BO, text: 'Lunch?' };
const longAgo: SeedMessage = { ts: tsAgo(3 * 24 * 60), user: BO, text: 'The crane is repaired.' };

const linkTo = (channel: string, ts: string, query = '') =>
  `https://acme.slack.com/archives/${channel}/p${ts.replace('.', '')}${query}`;

function helpers(recall: () => RecallUnderTest) {
  const type = (userId: string, text: string, channel = GENERAL) =>
    recall().simulator.as(userId).runCommand({ channel, command: COMMAND, text });
  const told = (userId: string, words: string, channel = GENERAL) =>
    until(
      () =>
        recall()
          .simulator.world.ephemerals(channel, userId)
          .find((message) => wordsOf(message).includes(words)),
      { what: `“${words}” told to ${userId}` },
    );
  const isOver = (state: string) => state === 'done' || state === 'failed';
  const inDirectMessage = async (userId: string, count: number) => {
    const messages = await until(() => {
      const own = recall().inDirectMessage(userId);
      return own.length === count && own.every(isSettled) ? own : null;
    });
    await until(async () => (await recall().states()).every(isOver));
    return messages;
  };
  return { type, told, inDirectMessage };
}

describe('asking for a channel', () => {
  let recall: RecallUnderTest;
  const engine = quotingEngine();
  const { type, told, inDirectMessage } = helpers(() => recall);

  beforeAll(async () => {
    const seed = meetingWorkspace({ messages: [longAgo, ...thread, single] });
    recall = await startRecall({ backend: 'postgres', seed, engine });
  });
  afterAll(() => recall.close());

  it('alone it is the last 24 hours, in private, and says so in the person’s zone', async () => {
    await type(BO, '');
    const [message] = await inDirectMessage(BO, 1);
    const words = wordsOf(message ?? { text: '' });
    expect(words).toContain('Lunch?');
    expect(words).not.toContain('crane');
    const notice = await told(BO, 'to now, your time');
    expect(notice.text).toMatch(
      /^Reading <#C0GENERAL> from \w{3}, \w{3} \d+, \d+:\d\d [AP]M to now, your time\./,
    );
    expect(notice.text).toContain(recall.simulator.world.directChannel(BO)?.id);
  });

  it('the next time it is what came since, for each person apart', async () => {
    await recall.simulator.as(MARA).say({ channel: GENERAL, text: 'The pier opens at noon.' });
    await type(BO, '');
    const [, second] = await inDirectMessage(BO, 2);
    expect(wordsOf(second ?? { text: '' })).toContain('The pier opens at noon.');
    expect(wordsOf(second ?? { text: '' })).not.toContain('Lunch?');
    await type(MARA, '');
    const [hers] = await inDirectMessage(MARA, 1);
    expect(wordsOf(hers ?? { text: '' })).toContain('Lunch?');
  });

  it('a window is that window, told as it was understood in the zone of who asks', async () => {
    await type(MARA, '4d focus on the crane');
    const own = await inDirectMessage(MARA, 2);
    expect(wordsOf(own[1] ?? { text: '' })).toContain('The crane is repaired.');
    expect(engine.questions.at(-1)?.focus).toBe('the crane');
    await type(MARA, '1 nov 2025 to 5 nov 2025');
    const notice = await told(MARA, 'Nov 5, 2025');
    expect(notice.text).toContain('from Sat, Nov 1, 2025 to Wed, Nov 5, 2025, your time');
  });

  it('the last messages are so many', async () => {
    await type(BO, 'last 2');
    await told(BO, 'Reading the last 2 messages of <#C0GENERAL>');
    const own = await inDirectMessage(BO, 3);
    expect(wordsOf(own[2] ?? { text: '' })).toContain('Read 2 messages');
  });

  it('in public it stands in the channel, from the placeholder on', async () => {
    const before = new Set(recall.simulator.world.timeline(GENERAL).map(({ ts }) => ts));
    await type(BO, '5h public');
    const posted = await until(() =>
      recall.simulator.world
        .timeline(GENERAL)
        .find(
          ({ ts, user, text }) =>
            user === recall.simulator.app.botUserId && !before.has(ts) && isSettled({ text }),
        ),
    );
    expect(posted.thread_ts).toBeUndefined();
    expect(wordsOf(posted)).toContain('Recap of the last 5 hours of <#C0GENERAL>');
    expect(recall.inDirectMessage(BO)).toHaveLength(3);
  });

  it('is made once where the same use is delivered five times', async () => {
    const form = commandForm({ text: '6h', userId: BO, triggerId: 'one.and.only' });
    const deliveries = await Promise.all(Array.from({ length: 5 }, () => sendSigned(recall, form)));
    expect(deliveries.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    await until(
      () => recall.logLines.filter((line) => line.includes('delivered again by Slack')).length === 4,
    );
    await until(async () => (await recall.states()).every((state) => state === 'done' || state === 'failed'));
    const covers = recall.inDirectMessage(BO).filter((message) => wordsOf(message).includes('last 6 hours'));
    expect(covers).toHaveLength(1);
  });
});

describe('asking for a thread by a link', () => {
  let recall: RecallUnderTest;
  const { type, told, inDirectMessage } = helpers(() => recall);

  beforeAll(async () => {
    const seed = meetingWorkspace({ messages: [...thread, single] });
    const [general] = seed.channels;
    if (!general) throw new Error('there is no channel');
    const only = { id: 'C0ONLYMARA', name: 'mara-only', isPrivate: true, members: [MARA] };
    const channels = [...seed.channels, { ...general, ...only }];
    recall = await startRecall({ backend: 'postgres', seed: { ...seed, channels } });
  });
  afterAll(() => recall.close());

  it.each([
    ['the first message', () => linkTo(GENERAL, rootTs)],
    ['a reply', () => linkTo(GENERAL, lastTs, `?thread_ts=${rootTs}&cid=${GENERAL}`)],
    ['a reply, by a link that does not say so', () => linkTo(GENERAL, lastTs)],
  ])('to %s it comes in private, from wherever it is typed', async (_, link) => {
    const before = recall.inDirectMessage(BO).length;
    await type(BO, link(), 'C0QUIET');
    const own = await inDirectMessage(BO, before + 1);
    expect(wordsOf(own.at(-1) ?? { text: '' })).toMatch(/a thread> in <#C0GENERAL>|Nothing was said here/);
    expect(recall.inThread(GENERAL, rootTs)).toEqual([]);
  });

  it('in public it stands in that thread', async () => {
    await type(MARA, `${linkTo(GENERAL, rootTs)} public`, 'C0QUIET');
    const [message] = await until(() => {
      const own = recall.inThread(GENERAL, rootTs);
      return own.length > 0 && own.every(isSettled) ? own : null;
    });
    expect(wordsOf(message ?? { text: '' })).toContain('Then we launch on Thursday.');
  });

  it('to a message in no thread is refused', async () => {
    await type(BO, linkTo(GENERAL, single.ts));
    await told(BO, 'a single message without replies');
  });

  it('to a message that is gone is refused', async () => {
    await type(BO, linkTo(GENERAL, '1600000000.000100'));
    await told(BO, 'That message is gone');
  });

  it.each([
    ['where Recall is not', 'C0SECRET'],
    ['where the person is not', 'C0ONLYMARA'],
    ['that does not exist', 'C0NOWHERE'],
  ])('to a channel %s is answered all the same', async (_, channel) => {
    await type(BO, linkTo(channel, rootTs), 'C0QUIET');
    const refusal = await until(() =>
      recall.simulator.world
        .ephemerals('C0QUIET', BO)
        .find(({ blocks }) => JSON.stringify(blocks ?? []).includes(`"value":"${channel}"`)),
    );
    expect(refusal.text).toContain('I am not a member of it');
    expect(JSON.stringify(refusal.blocks)).toContain(ACTION_EXPLAIN_INVITE);
  });
});

describe('what is not a recap', () => {
  let recall: RecallUnderTest;
  const { type, told } = helpers(() => recall);

  beforeAll(async () => {
    recall = await startRecall({ backend: 'postgres', services: ['bot'] });
  });
  afterAll(() => recall.close());

  it('help shows every form, as it is typed', async () => {
    await type(BO, 'help');
    const message = await told(BO, 'since your last recap');
    const words = wordsOf(message).replaceAll('&lt;', '<').replaceAll('&gt;', '>');
    for (const { form } of FORMS) expect(words).toContain(`\`${form}\``);
  });

  it('what is not understood gets the nearest form, and a button that runs it', async () => {
    await type(BO, 'sinec <!channel> yestreday');
    const asked = await told(BO, 'I did not understand “sinec @channel yestreday”');
    expect(wordsOf(asked)).not.toContain('<!channel>');
    await type(BO, 'hlep');
    const nearest = await until(() =>
      recall.simulator.world
        .ephemerals(GENERAL, BO)
        .find(({ text }) => text.includes('Did you mean `/recall help`?')),
    );
    await recall.simulator.as(BO).click({ channel: GENERAL, ts: nearest.ts, actionId: ACTION_RUN_NEAREST });
    await told(BO, 'since your last recap');
    expect(await recall.states()).toEqual([]);
  });

  it('does not run a command that is none of ours', async () => {
    await type(BO, 'yesterdya');
    const asked = await told(BO, 'Did you mean `/recall yesterday`?');
    const before = recall.simulator.calls.length;
    await sendSigned(recall, {
      payload: JSON.stringify({
        type: 'block_actions',
        team: { id: 'T0OTHER' },
        user: { id: BO, team_id: 'T0OTHER' },
        trigger_id: 'x',
        channel: { id: GENERAL, name: 'general' },
        container: { type: 'message', message_ts: asked.ts, channel_id: GENERAL, is_ephemeral: true },
        actions: [
          { type: 'button', action_id: ACTION_RUN_NEAREST, block_id: 'b', value: 'rm -rf /', action_ts: '1' },
        ],
      }),
    });
    expect(recall.simulator.calls.length).toBe(before);
    expect(await recall.states()).toEqual([]);
  });

  it('in the direct message with Recall there is no channel, and it says what there is', async () => {
    await recall.simulator.as(BO).openHome('messages');
    const direct = recall.simulator.world.directChannel(BO)?.id ?? '';
    await type(BO, 'since monday', direct);
    await told(BO, 'There is no channel to recap here', direct);
    await type(BO, 'options', direct);
    expect(await recall.states()).toEqual([]);
  });
});

describe('who may ask', () => {
  let recall: RecallUnderTest;
  const { type, told, inDirectMessage } = helpers(() => recall);
  const GAIL = 'U0GAIL';
  const withGail = launchThread(3);
  const gailsRoot = withGail[0]?.ts ?? '';

  beforeAll(async () => {
    const reply: SeedMessage = { ts: tsAgo(20), user: GAIL, text: 'I can test it.', threadTs: gailsRoot };
    const seed = meetingWorkspace({ messages: [...thread, ...withGail, reply], members: [MARA, BO, GAIL] });
    const people = [...seed.people, { id: GAIL, name: 'gail', realName: 'Gail Ford', isRestricted: true }];
    recall = await startRecall({ backend: 'postgres', seed: { ...seed, people } });
  });
  afterAll(() => recall.close());

  it('a guest gets no channel, and no thread that they take no part in', async () => {
    await type(GAIL, '');
    await told(GAIL, 'Guests and people from other organizations');
    const before = recall.simulator.world.ephemerals(GENERAL, GAIL).length;
    await type(GAIL, linkTo(GENERAL, rootTs));
    await until(() => recall.simulator.world.ephemerals(GENERAL, GAIL).length === before + 1);
    expect(recall.simulator.world.ephemerals(GENERAL, GAIL).at(-1)?.text).toContain('Guests and people');
    expect(await recall.states()).toEqual([]);
  });

  it('a guest gets the thread that they wrote in', async () => {
    await type(GAIL, linkTo(GENERAL, gailsRoot));
    const [message] = await inDirectMessage(GAIL, 1);
    expect(wordsOf(message ?? { text: '' })).toContain('I can test it.');
  });

  it('nobody gets anything where Recall is switched off', async () => {
    const off = { id: GENERAL, name: 'general' };
    await recall.store.channels.changeSettings('T0ACME', off, { mode: 'off', language: null });
    const before = await recall.states();
    await type(MARA, '2d');
    await told(MARA, 'Recall is switched off in this channel');
    await type(BO, linkTo(GENERAL, rootTs), 'C0QUIET');
    await told(BO, 'Recall is switched off in this channel', 'C0QUIET');
    expect(await recall.states()).toEqual(before);
    await recall.store.channels.changeSettings('T0ACME', off, { mode: 'ask', language: null });
  });
});

describe('when something is away', () => {
  let recall: RecallUnderTest;
  const { type, told } = helpers(() => recall);

  beforeAll(async () => {
    const seed = meetingWorkspace({ messages: thread });
    recall = await startRecall({ backend: 'postgres', seed, services: ['bot'] });
  });
  afterAll(() => recall.close());

  it('a response_url that is used up, the answer comes by direct message', async () => {
    const responseUrl = `${recall.simulator.url}/response/no-such-url`;
    await sendSigned(recall, commandForm({ text: 'help', userId: BO, triggerId: 'h1', responseUrl }));
    const [message] = await until(() => {
      const own = recall.inDirectMessage(BO);
      return own.length > 0 ? own : null;
    });
    expect(wordsOf(message ?? { text: '' })).toContain('since your last recap');
  });

  it('Slack is slow to tell who asks, a form still opens', async () => {
    recall.simulator.faults.hang('users.info', { times: 9 });
    await type(MARA, 'options');
    await until(() => recall.simulator.world.openViews(MARA).length === 1);
    recall.simulator.faults.clear();
  });

  it('PostgreSQL is away, the person is told', async () => {
    await recall.database.goAway();
    await type(BO, '3h');
    await told(BO, 'I cannot do that right now');
    await type(BO, '');
    await until(
      () =>
        recall.simulator.world
          .ephemerals(GENERAL, BO)
          .filter(({ text }) => text.includes('cannot do that right now')).length === 2,
    );
    await recall.database.comeBack();
  });
});

describeWithRedis('while Redis is away', () => {
  it('what was asked for is noted, said to be queued, and can be cancelled', async () => {
    const recall = await startRecall({
      backend: 'redis',
      seed: meetingWorkspace({ messages: thread }),
      services: ['bot'],
    });
    try {
      await recall.redis?.kill();
      await recall.simulator.as(BO).runCommand({ channel: GENERAL, command: COMMAND, text: '3h' });
      const queued = await until(() =>
        recall.inDirectMessage(BO).find(({ text }) => text.includes('is queued')),
      );
      const channel = recall.simulator.world.directChannel(BO)?.id ?? '';
      await recall.simulator.as(BO).click({ channel, ts: queued.ts, actionId: ACTION_CANCEL });
      await until(() => recall.inDirectMessage(BO)[0]?.text.startsWith('Cancelled.'));
      expect(await recall.states()).toEqual(['cancelled']);
    } finally {
      await recall.close();
    }
  });
});
