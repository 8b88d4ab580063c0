import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeOf } from '../domain/transcript.ts';
import type { Page, Slack } from './client.ts';
import { findRecapParts, threadPages, toTs, windowPages } from './history.ts';
import { readMessages, type SlackMessage } from './read-message.ts';

const message = (ts: string, more: object = {}): SlackMessage => {
  const [read] = readMessages([{ ts, ...more }]);
  if (!read) throw new Error('not a message');
  return read;
};

/** Answers one page a call, and keeps what it was asked. */
function slackOf(pages: Page[]) {
  const calls: { [argument: string]: unknown }[] = [];
  const answer = async (call: { [argument: string]: unknown }) => {
    calls.push(call);
    return pages[calls.length - 1] ?? { messages: [], nextCursor: null };
  };
  return { calls, slack: { replies: answer, history: answer } satisfies Pick<Slack, 'replies' | 'history'> };
}

async function timestampsOf(pages: AsyncGenerator<SlackMessage[]>): Promise<string[][]> {
  const read: string[][] = [];
  for await (const page of pages) read.push(page.map(({ ts }) => ts));
  return read;
}

const thread = { channelId: 'C1', threadTs: '1.000000' };

describe('a thread', () => {
  it('is read page by page, its root once though each page repeats it', async () => {
    const { slack, calls } = slackOf([
      { messages: [message('1.000000'), message('2.000000')], nextCursor: 'next' },
      { messages: [message('1.000000'), message('3.000000')], nextCursor: null },
    ]);
    expect(await timestampsOf(threadPages(slack, thread))).toEqual([['1.000000', '2.000000'], ['3.000000']]);
    expect(calls).toEqual([thread, { ...thread, cursor: 'next' }]);
  });

  it('ends where Slack gives the same cursor again', async () => {
    const page = { messages: [message('1.000000')], nextCursor: 'same' };
    const { slack, calls } = slackOf([page, page, page, page]);
    await timestampsOf(threadPages(slack, thread));
    expect(calls).toHaveLength(2);
  });

  it('is not read further than it is asked for', async () => {
    const { slack, calls } = slackOf([{ messages: [message('1.000000')], nextCursor: 'next' }]);
    for await (const _ of threadPages(slack, thread)) break;
    expect(calls).toHaveLength(1);
  });
});

describe('a window of a channel', () => {
  it('begins with its first moment and ends before its last', async () => {
    const { slack, calls } = slackOf([]);
    const window = { from: new Date('2026-03-01T00:00:00Z'), to: new Date('2026-03-02T00:00:00Z') };
    await timestampsOf(windowPages(slack, { channelId: 'C1', ...window }));
    // Slack leaves out what stands exactly at `oldest` and at `latest`.
    expect(calls).toEqual([{ channelId: 'C1', oldest: '1772323199.999999', latest: '1772409600.000000' }]);
  });
});

describe('the parts of a recap', () => {
  const since = new Date('2026-03-01T00:00:00Z');
  const part = (ts: string, conversation: string, number: number) =>
    message(ts, {
      metadata: { event_type: 'recall_recap', event_payload: { conversation, part: number } },
    });
  const pages = [
    { messages: [message('1.000000'), part('2.000000', 'c1', 1)], nextCursor: 'next' },
    { messages: [part('3.000000', 'other', 0), part('4.000000', 'c1', 0)], nextCursor: null },
  ];

  it('are found in a thread by the conversation that they carry', async () => {
    const { slack, calls } = slackOf(pages);
    const found = await findRecapParts(slack, { conversationId: 'c1', ...thread, since });
    expect([...found].sort()).toEqual([
      [0, '4.000000'],
      [1, '2.000000'],
    ]);
    expect(calls[0]).toEqual(thread);
  });

  it('are found in a channel among what came since', async () => {
    const { slack, calls } = slackOf(pages);
    const where = { conversationId: 'c1', channelId: 'D1', threadTs: null, since };
    expect((await findRecapParts(slack, where)).size).toBe(2);
    expect(calls[0]).toEqual({ channelId: 'D1', oldest: '1772323200.000000' });
  });
});

it('writes a moment as Slack does, and reads it again', () => {
  expect(toTs(new Date('2026-03-01T12:00:00.250Z'))).toBe('1772366400.250000');
  fc.assert(
    fc.property(fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }), (moment) => {
      expect(timeOf(toTs(moment))).toEqual(moment);
    }),
  );
});
