import { describe, expect, it } from 'vitest';
import { type Conversation, NO_WISHES, type Source } from '../../core/domain/conversation.ts';
import type { Page } from '../../core/slack/client.ts';
import { createPeople } from '../../core/slack/people.ts';
import { readMessages, type SlackMessage } from '../../core/slack/read-message.ts';
import { type GatherDeps, gather } from './gather.ts';

const PAGE_SIZE = 200;
const ts = (second: number) => `${1_700_000_000 + second}.000100`;

function message(second: number, more: object = {}): SlackMessage {
  const [read] = readMessages([{ ts: ts(second), user: 'U1', text: `words ${second}`, ...more }]);
  if (!read) throw new Error('not a message');
  return read;
}

const root = (second: number, replies: number) =>
  message(second, { thread_ts: ts(second), reply_count: replies });
const reply = (second: number, rootSecond: number, more: object = {}) =>
  message(second, { thread_ts: ts(rootSecond), ...more });

function pageOf(messages: readonly SlackMessage[], cursor = '0'): Page {
  const end = Number(cursor) + PAGE_SIZE;
  return {
    messages: messages.slice(Number(cursor), end),
    nextCursor: end < messages.length ? String(end) : null,
  };
}

/** A channel with its threads, root first, as Slack gives them out. */
function slackWith({ top = [], threads = [] }: { top?: SlackMessage[]; threads?: SlackMessage[][] }) {
  const calls: string[] = [];
  const slack: GatherDeps['slack'] = {
    channel: async (id) => ({
      id,
      name: 'general',
      purpose: 'Everything',
      isMember: true,
      isPrivate: false,
      isArchived: false,
      isShared: false,
      creator: null,
    }),
    person: async (id) => ({
      id,
      name: `name of ${id}`,
      timeZone: null,
      locale: null,
      standing: 'full',
      isAdmin: false,
    }),
    async replies({ threadTs, cursor }) {
      calls.push(`replies ${threadTs} ${cursor ?? 'first'}`);
      return pageOf(threads.find(([first]) => first?.ts === threadTs) ?? [], cursor);
    },
    async history({ cursor }) {
      calls.push(`history ${cursor ?? 'first'}`);
      return pageOf(top.toReversed(), cursor);
    },
  };
  return { slack, calls };
}

function conversationOn(source: Source): Conversation {
  return {
    id: 'c1',
    workspaceId: 'T1',
    channel: { id: 'C1', name: 'general', language: null },
    source,
    trigger: 'command',
    audience: 'private',
    askedBy: 'U1',
    wishes: NO_WISHES,
    followsId: null,
    isReread: false,
    isInPlace: false,
    state: 'running',
    run: 1,
    requestedAt: new Date(0),
  };
}

const thread = (second: number): Source => ({ kind: 'thread', threadTs: ts(second) });
const window: Source = { kind: 'channel', from: new Date(0), to: new Date(1_800_000_000_000), limit: null };

function read(source: Source, slack: GatherDeps['slack'], signal = new AbortController().signal) {
  const people = createPeople({ now: () => new Date(0) });
  return gather(conversationOn(source), {
    slack,
    people,
    recall: { botUserId: 'U0RECALL', botId: 'B0RECALL' },
    signal,
  });
}

const secondsOf = ({ messages }: { messages: readonly { ts: string }[] }) =>
  messages.map((one) => Number.parseInt(one.ts, 10) - 1_700_000_000);
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

describe('a thread', () => {
  it('is numbered from 1, with everyone who wrote or was mentioned', async () => {
    const { slack } = slackWith({
      threads: [
        [
          root(1, 3),
          reply(2, 1, { user: 'U2', text: 'ask <@U3>' }),
          reply(3, 1, { bot_id: 'B1', user: 'U0BOT' }),
          reply(4, 1, { user: undefined, edited: { user: 'U1', ts: ts(5) }, files: [{ name: 'a.pdf' }] }),
        ],
      ],
    });
    const transcript = await read(thread(1), slack);
    expect(transcript).toMatchObject({
      channel: { id: 'C1', name: 'general', purpose: 'Everything' },
      threadTs: ts(1),
      coverage: { found: 4, read: 3, leftOut: { bot: 1 }, partial: false },
      messages: [
        { number: 1, ts: ts(1), threadTs: ts(1), author: 'U1', files: [] },
        { number: 2, ts: ts(2), author: 'U2', text: 'ask <@U3>' },
        { number: 3, ts: ts(4), author: null, files: ['a.pdf'] },
      ],
    });
    expect([...transcript.people.keys()].sort()).toEqual(['U1', 'U2', 'U3']);
  });

  it.each([
    [4999, { found: 5000, read: 5000, leftOut: {}, partial: false }],
    [5000, { found: 5000, read: 5000, leftOut: {}, partial: true }],
    [7000, { found: 5000, read: 5000, leftOut: {}, partial: true }],
  ])('with %i replies is read up to the limit, and says where there is more', async (count, coverage) => {
    const replies = range(2, count + 2).map((second) => reply(second, 1));
    const { slack, calls } = slackWith({ threads: [[root(1, count), ...replies]] });
    expect((await read(thread(1), slack)).coverage).toEqual(coverage);
    expect(calls.length).toBeLessThanOrEqual(5000 / PAGE_SIZE + 1);
  });

  it.each([
    ['one message', [root(1, 0)], 'thread_too_short'],
    ['one message and a bot', [root(1, 1), reply(2, 1, { bot_id: 'B1' })], 'thread_too_short'],
    [
      'one message and a question to Recall',
      [root(1, 1), reply(2, 1, { text: '<@U0RECALL> and?' })],
      'thread_too_short',
    ],
    ['bots', [message(1, { bot_id: 'B1' }), reply(2, 1, { bot_id: 'B1' })], 'nothing_to_recap'],
    ['nothing', [], 'nothing_to_recap'],
  ])('of %s is refused', async (_, messages, code) => {
    await expect(read(thread(1), slackWith({ threads: [messages] }).slack)).rejects.toMatchObject({ code });
  });
});

describe('a window of a channel', () => {
  it('is read oldest first, with each thread behind its root', async () => {
    const { slack } = slackWith({
      top: [message(1), root(2, 2), message(3), root(4, 1), message(5)],
      threads: [
        [root(2, 2), reply(6, 2), reply(8, 2)],
        [root(4, 1), reply(7, 4)],
      ],
    });
    const transcript = await read(window, slack);
    expect(secondsOf(transcript)).toEqual([1, 2, 6, 8, 3, 4, 7, 5]);
    expect(transcript.threadTs).toBeNull();
    expect(transcript.coverage).toEqual({ found: 8, read: 8, leftOut: {}, partial: false });
  });

  it('has a reply that was also sent to the channel once, in its thread', async () => {
    const shared = reply(4, 2, { subtype: 'thread_broadcast' });
    const { slack } = slackWith({
      top: [message(1), root(2, 2), message(3), shared],
      threads: [[root(2, 2), shared, reply(5, 2)]],
    });
    expect(secondsOf(await read(window, slack))).toEqual([1, 2, 4, 5, 3]);
  });

  it('has such a reply by itself where its thread began before the window', async () => {
    const { slack } = slackWith({ top: [message(3), reply(4, 2, { subtype: 'thread_broadcast' })] });
    expect(secondsOf(await read(window, slack))).toEqual([3, 4]);
  });

  it('begins no more threads once it is over the limit, and says so', async () => {
    const count = 20;
    const sizes = 1000;
    const top = range(0, count).map((index) => root(index * 2000, sizes));
    const threads = range(0, count).map((index) => [
      root(index * 2000, sizes),
      ...range(1, sizes + 1).map((second) => reply(index * 2000 + second, index * 2000)),
    ]);
    const { slack, calls } = slackWith({ top, threads });
    const { coverage, messages } = await read(window, slack);
    expect(coverage.partial).toBe(true);
    const begun = calls.filter((call) => call.endsWith('first') && call.startsWith('replies'));
    expect(begun.length).toBeLessThan(10);
    const roots = new Set(top.map((one) => one.ts));
    expect(messages.filter((one) => roots.has(one.ts))).toHaveLength(count);
  });

  it('says so where one of its threads is over the limit', async () => {
    const replies = range(2, 5100).map((second) => reply(second, 1));
    const { slack } = slackWith({ top: [root(1, replies.length)], threads: [[root(1, 1), ...replies]] });
    expect((await read(window, slack)).coverage.partial).toBe(true);
  });

  it('of bots alone is refused', async () => {
    const { slack } = slackWith({ top: [message(1, { bot_id: 'B1' })] });
    await expect(read(window, slack)).rejects.toMatchObject({ code: 'nothing_to_recap' });
  });

  it('of one message of a person is read', async () => {
    expect(secondsOf(await read(window, slackWith({ top: [message(1)] }).slack))).toEqual([1]);
  });
});

it('reads no further page once it is stopped', async () => {
  const replies = range(2, 1000).map((second) => reply(second, 1));
  const { slack, calls } = slackWith({ threads: [[root(1, replies.length), ...replies]] });
  const stopping = new AbortController();
  const stoppedAfterOne: GatherDeps['slack'] = {
    ...slack,
    replies(call) {
      stopping.abort();
      return slack.replies(call);
    },
  };
  await expect(read(thread(1), stoppedAfterOne, stopping.signal)).rejects.toMatchObject({
    code: 'cancelled',
  });
  expect(calls).toEqual([`replies ${ts(1)} first`]);
});
