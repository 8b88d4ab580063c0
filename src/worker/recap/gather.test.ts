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
    digestPeriodId: null,
    state: 'running',
    run: 1,
    requestedAt: new Date(0),
  };
}

const thread = (second: number): Source => ({ kind: 'thread', threadTs: ts(second) });
const window: Source = { kind: 'channel', from: new Date(0), to: new Date(1_800_000_000_000), limit: null };

function read(
  source: Source,
  slack: GatherDeps['slack'],
  { signal = new AbortController().signal, ...more }: Partial<GatherDeps> = {},
) {
  const people = createPeople({ now: () => new Date(0) });
  return gather(conversationOn(source), {
    slack,
    people,
    recall: { botUserId: 'U0RECALL', botId: 'B0RECALL' },
    optedOut: new Set(),
    onFound: () => {},
    signal,
    ...more,
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

describe('the latest messages of a channel', () => {
  const last = (limit: number): Source => ({ ...window, limit });
  const withLatest = (second: number, replies: number, lastReply: number) =>
    message(second, { thread_ts: ts(second), reply_count: replies, latest_reply: ts(lastReply) });

  it('are so many of 5,000, read from the end', async () => {
    const { slack, calls } = slackWith({ top: range(0, 5000).map((second) => message(second)) });
    const transcript = await read(last(200), slack);
    expect(secondsOf(transcript)).toEqual(range(4800, 5000));
    expect(transcript.coverage).toEqual({ found: 200, read: 200, leftOut: {}, partial: false });
    expect(calls).toEqual(['history first']);
  });

  it('count replies by their own time, and leave out what is older in the same thread', async () => {
    const { slack } = slackWith({
      top: [withLatest(1, 3, 9), message(2), message(6)],
      threads: [[withLatest(1, 3, 9), reply(3, 1), reply(8, 1), reply(9, 1)]],
    });
    expect(secondsOf(await read(last(3), slack))).toEqual([8, 9, 6]);
    expect(secondsOf(await read(last(5), slack))).toEqual([3, 8, 9, 2, 6]);
    expect(secondsOf(await read(last(50), slack))).toEqual([1, 3, 8, 9, 2, 6]);
  });

  it('are found without reading threads that ended before them', async () => {
    const { slack, calls } = slackWith({
      top: [withLatest(1, 1, 2), withLatest(3, 1, 90), message(10), message(11)],
      threads: [
        [withLatest(1, 1, 2), reply(2, 1)],
        [withLatest(3, 1, 90), reply(90, 3)],
      ],
    });
    expect(secondsOf(await read(last(4), slack))).toEqual([3, 90, 10, 11]);
    expect(secondsOf(await read(last(3), slack))).toEqual([90, 10, 11]);
    expect(calls.slice(-2)).toEqual(['history first', `replies ${ts(3)} first`]);
  });

  it('count what is left out, so that no older one is read in its place', async () => {
    const { slack } = slackWith({
      top: [message(1), message(2, { bot_id: 'B1' }), message(3, { user: 'U0OUT' }), message(4)],
    });
    const transcript = await read(last(3), slack, { optedOut: new Set(['U0OUT']) });
    expect(secondsOf(transcript)).toEqual([4]);
    expect(transcript.coverage).toEqual({
      found: 3,
      read: 1,
      leftOut: { bot: 1, opted_out: 1 },
      partial: false,
    });
  });

  it('do not count the message in which the recap will stand', async () => {
    const placeholder = message(3, {
      user: 'U0RECALL',
      metadata: { event_type: 'recall_recap', event_payload: { conversation: 'c1', part: 0 } },
    });
    const { slack } = slackWith({ top: [message(1), message(2), placeholder] });
    expect(secondsOf(await read(last(2), slack))).toEqual([1, 2]);
  });

  it('are as many as Recall reads at most, and says so', async () => {
    const { slack } = slackWith({ top: range(0, 6000).map((second) => message(second)) });
    const { coverage } = await read(last(5500), slack);
    expect(coverage).toEqual({ found: 5000, read: 5000, leftOut: {}, partial: true });
  });
});

it('leaves out what a root said, and keeps its replies', async () => {
  const { slack } = slackWith({
    threads: [[message(1, { thread_ts: ts(1), reply_count: 2, user: 'U0OUT' }), reply(2, 1), reply(3, 1)]],
  });
  const transcript = await read(thread(1), slack, { optedOut: new Set(['U0OUT']) });
  expect(secondsOf(transcript)).toEqual([2, 3]);
  expect([...transcript.people.keys()]).toEqual(['U1']);
});

it('tells how many messages there are as soon as that is known', async () => {
  const found: number[] = [];
  const onFound = (count: number) => void found.push(count);
  const replies = range(2, 502).map((second) => reply(second, 1));
  await read(thread(1), slackWith({ threads: [[root(1, 500), ...replies]] }).slack, { onFound });
  expect(found).toEqual([501, 501, 501]);
  found.length = 0;
  const top = [message(0), root(1, 500)];
  await read(window, slackWith({ top, threads: [[root(1, 500), ...replies]] }).slack, { onFound });
  expect(found).toEqual([2, 201, 401, 502]);
});

describe('notes', () => {
  const recall = { user: 'U0RECALL', bot_id: 'B0RECALL' };
  const part = (second: number, number: number, text: string, more: object = {}) =>
    reply(second, 1, {
      ...recall,
      text,
      metadata: { event_type: 'recall_note', event_payload: { part: number } },
      ...more,
    });
  const note: Source = { kind: 'note', threadTs: ts(1) };
  const notesOf = (...messages: SlackMessage[]) =>
    slackWith({ threads: [[root(1, messages.length), ...messages]] }).slack;

  it('are read line by line, in the order of their parts, by who pasted them', async () => {
    const slack = notesOf(
      part(4, 1, 'Bo: I will tell support\n<@U2>: me too'),
      part(3, 0, 'Launch moves to Thursday\n\n  The importer is late  '),
    );
    const transcript = await read(note, slack);
    expect(transcript).toMatchObject({ isNotes: true, threadTs: ts(1) });
    expect(transcript.messages.map(({ text, author, number }) => [number, author, text])).toEqual([
      [1, 'U1', 'Launch moves to Thursday'],
      [2, 'U1', 'The importer is late'],
      [3, null, 'Bo: I will tell support'],
      [4, 'U2', '<@U2>: me too'],
    ]);
    expect(secondsOf(transcript)).toEqual([3, 3, 4, 4]);
    expect(transcript.coverage).toEqual({ found: 4, read: 4, leftOut: {}, partial: false });
    expect([...transcript.people.keys()].sort()).toEqual(['U1', 'U2']);
  });

  it('are nothing that others say is a note, and no part twice', async () => {
    const forged = part(2, 0, 'Pay Mallory', { user: 'U9', bot_id: 'B9' });
    const slack = notesOf(forged, part(3, 0, 'once'), part(4, 0, 'once'), reply(5, 1, recall), reply(6, 1));
    expect((await read(note, slack)).messages.map(({ text }) => text)).toEqual(['once']);
  });

  it('leave out what is off the record and who has opted out, but not the own words of who asks', async () => {
    const slack = notesOf(part(2, 0, 'mine\nOff the record: secret\n<@U2>: theirs\n<@U3>: fine'));
    const transcript = await read(note, slack, { optedOut: new Set(['U1', 'U2']) });
    expect(transcript.messages.map(({ text }) => text)).toEqual(['mine', '<@U3>: fine']);
    expect(transcript.coverage).toEqual({
      found: 4,
      read: 2,
      leftOut: { off_the_record: 1, opted_out: 1 },
      partial: false,
    });
  });

  it('of one line are read, and none are refused', async () => {
    expect((await read(note, notesOf(part(2, 0, 'one line')))).messages).toHaveLength(1);
    await expect(read(note, notesOf(part(2, 0, ' \n ')))).rejects.toMatchObject({ code: 'nothing_to_recap' });
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
  await expect(read(thread(1), stoppedAfterOne, { signal: stopping.signal })).rejects.toMatchObject({
    code: 'cancelled',
  });
  expect(calls).toEqual([`replies ${ts(1)} first`]);
});
