import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActionItem } from '../../src/core/domain/action-item.ts';
import type { Recap, RecapPoint } from '../../src/core/domain/recap.ts';
import { createSlack } from '../../src/core/slack/client.ts';
import { LIMITS } from '../../src/core/slack/limits.ts';
import {
  type ChannelRecap,
  type DigestChannel,
  type DigestToShow,
  digestMessages,
} from '../../src/core/slack/messages/digest/digest.ts';
import { speechFor } from '../../src/core/slack/messages/speech.ts';
import { type Message, type Simulator, startSimulator } from '../../src/simulator/index.ts';
import { BO, GENERAL, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { wordsOf } from '../support/reading.ts';
import { labelsOf } from '../support/result.ts';

const DUE = new Date('2026-11-23T08:00:00Z');
const WEEK = { start: new Date('2026-11-15T23:00:00Z'), end: new Date('2026-11-22T23:00:00Z') };
const BERLIN = { locale: 'en-GB', timeZone: 'Europe/Berlin' };
const [LAUNCH, LUNCH] = ['1763600000.000100', '1763500000.000100'];

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ seed: meetingWorkspace() });
});
afterAll(() => simulator.close());

/** Posts a digest in the simulated Slack, which refuses what Slack would refuse. */
async function posted(shown: Partial<DigestToShow>): Promise<readonly Message[]> {
  const messages = digestMessages({
    period: WEEK,
    due: DUE,
    isLate: false,
    folded: 0,
    isCut: false,
    channels: [channelOf(GENERAL)],
    personal: null,
    author: MARA,
    workspaceUrl: 'https://acme.slack.com/',
    now: DUE,
    speech: speechFor(BERLIN),
    ...shown,
  });
  const slack = createSlack({ token: simulator.app.botToken, apiUrl: simulator.apiUrl, maxWaitMs: 1000 });
  const found: Message[] = [];
  for (const message of messages) {
    const ts = await slack.post({ channelId: GENERAL, message });
    const stored = simulator.world.message(GENERAL, ts);
    if (stored) found.push(stored);
  }
  expect(found).toHaveLength(messages.length);
  return found;
}

const point = (text: string, rootTs: string | null, ts = rootTs ?? '1763550000.000100'): RecapPoint => ({
  text,
  sources: [{ ts, threadTs: rootTs }],
});

const PART = '01994e5e-0000-7000-8000-000000000003';

const quietOne = (channelId: string): DigestChannel => ({
  kind: 'quiet',
  channelId,
  carriedOver: { closed: [], overdue: [] },
});

function channelOf(channelId: string, over: Partial<ChannelRecap> = {}): DigestChannel {
  return {
    kind: 'recap',
    channelId,
    conversationId: '01994e5e-0000-7000-8000-000000000001',
    recap: recapOf(),
    coverage: { found: 45, read: 41, leftOut: { bot: 4 }, partial: false },
    items: recapOf().actionItems.map((_, index) => ({
      id: `01994e5e-0000-7000-8000-00000000001${index}`,
      state: 'open',
      snoozedUntil: null,
      changedBy: null,
    })),
    carriedOver: { closed: [], overdue: [] },
    threads: new Map([
      [LAUNCH, { messages: 14, people: 5 }],
      [LUNCH, { messages: 2, people: 2 }],
    ]),
    numbers: { people: 6, threads: 9 },
    lookedBackTo: new Date('2026-11-01T23:00:00Z'),
    missedFrom: null,
    struck: 0,
    ...over,
  };
}

function recapOf(over: Partial<Recap> = {}): Recap {
  return {
    headline: 'The launch moved to Thursday',
    points: [
      point('Lunch is at noon.', LUNCH),
      point('The importer needs two more days.', LAUNCH),
      point('A new colleague starts.', null),
      point('Support is told.', LAUNCH, '1763600060.000100'),
    ],
    decisions: [{ ...point('We launch on Thursday.', LAUNCH), by: MARA }],
    actionItems: [{ ...point('Tell the customers', LAUNCH), assignee: BO, due: '2026-11-26' }],
    openQuestions: [{ ...point('Who books the room?', null), askedOf: MARA }],
    tags: ['launch'],
    ...over,
  };
}

function itemOf(id: number, over: Partial<ActionItem> = {}): ActionItem {
  return {
    id: `01994e5e-0000-7000-8000-0000000001${String(id).padStart(2, '0')}`,
    workspaceId: 'T0ACME',
    channelId: GENERAL,
    conversationId: '01994e5e-0000-7000-8000-000000000009',
    text: `Errand ${id}`,
    assignee: MARA,
    due: '2026-11-20',
    state: 'open',
    snoozedUntil: null,
    onlyFor: null,
    createdAt: WEEK.start,
    changed: null,
    sources: [{ ts: '1763000000.000100', threadTs: null }],
    ...over,
  };
}

const allWords = (messages: readonly Message[]) => messages.map(wordsOf).join('\n');

describe('a digest in Slack', () => {
  it('tells of a channel what mattered most first, with links and numbers', async () => {
    const messages = await posted({
      channels: [
        channelOf(GENERAL, {
          carriedOver: {
            closed: [itemOf(1, { text: 'Book the venue', state: 'done', changed: { at: DUE, by: BO } })],
            overdue: [itemOf(2, { text: 'Renew the licence' })],
          },
        }),
      ],
    });
    expect(messages).toHaveLength(1);
    const words = allWords(messages);
    const order = [
      'Digest of <#C0GENERAL> · Mon 16 Nov to Sun 22 Nov',
      'The launch moved to Thursday',
      'Threads that mattered',
      'The importer needs two more days.',
      '14 messages, 5 people',
      'Support is told.',
      'Lunch is at noon.',
      'What else was said',
      'A new colleague starts.',
      'Decisions',
      'We launch on Thursday.',
      'New action items',
      'Tell the customers',
      'Overdue from before',
      'Renew the licence',
      'Done in this time',
      'Book the venue',
      'Open questions',
      'Who books the room?',
      'Read 41 of 45 messages (left out: 4 from bots) · 6 people · 9 threads',
      'Mon 2 Nov',
    ].map((each) => words.replaceAll(',', '').indexOf(each.replaceAll(',', '')));
    expect(order).not.toContain(-1);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(words).toContain('https://acme.slack.com/archives/C0GENERAL/p1763600060000100?thread_ts=');
    expect(labelsOf(messages[0])).toContain('Done');
    expect(messages[0]?.text).toContain(': The launch moved to Thursday');
  });

  it('groups several channels, and says of which there is nothing and why', async () => {
    const [message] = await posted({
      channels: [
        channelOf(GENERAL),
        channelOf('C0PUBLIC', { conversationId: '01994e5e-0000-7000-8000-000000000002', items: [] }),
        quietOne('C0QUIET'),
        { kind: 'failed', channelId: 'C0SECRET', code: 'not_in_channel', conversationId: PART },
      ],
      isLate: true,
      folded: 2,
      isCut: true,
    });
    const words = wordsOf(message ?? { text: '' });
    expect(words).toMatch(/This comes late; it was due on Mon,? 23 Nov/);
    expect(words).toContain('It stands for the 2 digests before it, too');
    expect(words).toContain('31 days at most');
    expect(words).toContain('Nothing happened in <#C0QUIET>.');
    expect(words).toContain('<#C0SECRET> is missing here. I am not in <#C0SECRET> any more');
    const channels = JSON.stringify(message?.blocks).match(/"channel_id":"C0\w+"/g);
    expect(channels).toEqual(['"channel_id":"C0GENERAL"', '"channel_id":"C0PUBLIC"']);
  });

  it('says what was missing before, what is missing now, and what is read once more', async () => {
    const [message] = await posted({
      channels: [
        channelOf(GENERAL, { missedFrom: new Date('2026-11-20T08:00:00Z') }),
        { kind: 'failed', channelId: 'C0PUBLIC', code: 'engine_unavailable', conversationId: PART },
        { kind: 'failed', channelId: 'C0SECRET', code: 'not_in_channel', conversationId: PART },
        { kind: 'coming', channelId: 'C0QUIET' },
      ],
    });
    const words = wordsOf(message ?? { text: '' });
    expect(words).toMatch(/goes back to Fri,? 20 Nov[^·]*, since I could not read it for the digest before/);
    expect(words).toContain('<#C0PUBLIC> is missing here.');
    expect(words).toContain('<#C0QUIET> is read once more');
    expect(labelsOf(message).filter((label) => label === 'Try again')).toHaveLength(1);
  });

  it('adds for one person what is open for them and what waits', async () => {
    const [message] = await posted({
      personal: {
        items: Array.from({ length: 9 }, (_, index) => itemOf(index)),
        questions: [{ ...point('Is the budget final?', null), askedOf: MARA, channelId: GENERAL, at: DUE }],
      },
    });
    const words = wordsOf(message ?? { text: '' });
    expect(words).toContain('Errand 5');
    expect(words).not.toContain('Errand 6');
    expect(words).toContain('Is the budget final?');
    expect(words).toContain('3 more things wait for you');
  });

  it('is a line or two where nothing happened', async () => {
    const [message, ...more] = await posted({ channels: [quietOne(GENERAL)] });
    expect(more).toEqual([]);
    expect(wordsOf(message ?? { text: '' })).toContain('Nothing happened in <#C0GENERAL>.');
    expect(message?.blocks?.length).toBeLessThan(4);
  });

  it('speaks German to Germans', async () => {
    const speech = speechFor({ locale: 'de-DE', timeZone: 'Europe/Berlin' });
    const words = allWords(await posted({ speech, channels: [channelOf(GENERAL), quietOne('C0QUIET')] }));
    expect(words).toContain('Die wichtigsten Threads');
    expect(words).toContain('In <#C0QUIET> ist nichts passiert.');
    expect(words).not.toMatch(/Threads that|Overdue|people|Nothing/);
  });

  it('keeps to what Slack takes, however much there is, and loses nothing that it shows', async () => {
    const long = (what: string, index: number) => `${what} ${index} ${'with many words '.repeat(50)}`;
    const big = recapOf({
      points: Array.from({ length: 20 }, (_, index) => point(long('Point', index), LAUNCH)),
      decisions: Array.from({ length: 10 }, (_, index) => ({
        ...point(long('Decision', index), null),
        by: null,
      })),
      actionItems: Array.from({ length: 15 }, (_, index) => ({
        ...point(long('Task', index), null),
        assignee: BO,
        due: null,
      })),
    });
    const channel = (channelId: string, digit: number) =>
      channelOf(channelId, {
        recap: big,
        conversationId: `01994e5e-0000-7000-8000-00000000000${digit}`,
        items: big.actionItems.map((_, index) => ({
          id: `01994e5e-0000-7000-8000-0000000${digit}00${String(index).padStart(2, '0')}`,
          state: 'open',
          snoozedUntil: null,
          changedBy: null,
        })),
      });
    const messages = await posted({
      channels: ['C0GENERAL', 'C0PUBLIC', 'C0QUIET', 'C0SECRET'].map((id, index) => channel(id, index)),
    });
    const words = allWords(messages);
    for (const what of ['Point 19 ', 'Decision 9 ', 'Task 14 ']) expect(words.split(what)).toHaveLength(5);
    for (const { blocks = [] } of messages) {
      expect(blocks.length).toBeLessThanOrEqual(50);
      expect(wordsOf({ text: '', blocks }).length).toBeLessThanOrEqual(LIMITS.blocksTotal);
    }
    expect(words).toContain('<#C0PUBLIC> (continued)');
  });

  it('has the buttons of many action items of two channels in one message', async () => {
    const items = Array.from({ length: 10 }, (_, index) => ({
      ...point(`Task ${index}`, null),
      assignee: null,
      due: null,
    }));
    const channel = (channelId: string, digit: number) =>
      channelOf(channelId, {
        recap: recapOf({ points: [], actionItems: items }),
        conversationId: `01994e5e-0000-7000-8000-00000000000${digit}`,
        items: items.map((_, index) => ({
          id: `01994e5e-0000-7000-8000-0000000${digit}00${String(index).padStart(2, '0')}`,
          state: 'open',
          snoozedUntil: null,
          changedBy: null,
        })),
      });
    const messages = await posted({ channels: [channel(GENERAL, 1), channel('C0QUIET', 2)] });
    for (const { blocks = [] } of messages) {
      const ids = blocks.flatMap(({ block_id: id = '' }) => (id === '' ? [] : [id]));
      expect(ids).toEqual([...new Set(ids)]);
    }
    expect(messages.flatMap(labelsOf).filter((label) => label === 'Done')).toHaveLength(16);
  });

  it('lets nothing that was said take effect', async () => {
    const evil = '<!channel> *loud* <https://evil.example|Slack> `x`';
    const [message] = await posted({
      channels: [channelOf(GENERAL, { recap: recapOf({ headline: evil }) })],
    });
    expect(message?.text).not.toContain('<!channel>');
    expect(JSON.stringify(message?.blocks)).not.toContain('"broadcast"');
  });
});
