import { describe, expect, it } from 'vitest';
import { readMessages, type SlackMessage } from '../../core/slack/read-message.ts';
import { readDigestWindow } from './read-digest-window.ts';
import type { ReadDeps } from './read-messages.ts';

const FROM = new Date('2026-11-16T09:00:00Z');
const TO = new Date('2026-11-23T09:00:00Z');
const DAY = 24 * 60 * 60;
const PAGE_SIZE = 200;

/** So many seconds after the window begins. */
const at = (second: number) => `${FROM.getTime() / 1000 + second}.000000`;
const END = (TO.getTime() - FROM.getTime()) / 1000;
const secondsOf = (messages: readonly SlackMessage[]) =>
  messages.map(({ ts }) => Number(ts) - FROM.getTime() / 1000);

function message(second: number, more: object = {}): SlackMessage {
  const [read] = readMessages([{ ts: at(second), user: 'U1', text: 'words', ...more }]);
  if (!read) throw new Error('not a message');
  return read;
}

/** A thread that began then, with replies at these times. */
function thread(rootSecond: number, ...replies: readonly number[]): SlackMessage[] {
  const threadTs = at(rootSecond);
  const last = replies.at(-1) ?? rootSecond;
  const root = { thread_ts: threadTs, reply_count: replies.length, latest_reply: at(last) };
  return [message(rootSecond, root), ...replies.map((second) => message(second, { thread_ts: threadTs }))];
}

/** A channel as Slack gives it out: `oldest` is left out, `latest` too. */
async function read({ top = [], threads = [] }: { top?: SlackMessage[]; threads?: SlackMessage[][] }) {
  const all = [...top, ...threads.flatMap(([root]) => root ?? [])];
  const asked: string[] = [];
  const slack: ReadDeps['slack'] = {
    async history({ oldest = '0', latest = '0', cursor = '0' }) {
      const found = all
        .filter(({ ts }) => Number(ts) > Number(oldest) && Number(ts) < Number(latest))
        .toSorted((a, b) => Number(b.ts) - Number(a.ts));
      const end = Number(cursor) + PAGE_SIZE;
      const nextCursor = end < found.length ? String(end) : null;
      return { messages: found.slice(Number(cursor), end), nextCursor };
    },
    async replies({ threadTs }) {
      asked.push(threadTs);
      return { messages: threads.find(([root]) => root?.ts === threadTs) ?? [], nextCursor: null };
    },
  };
  const reading = { slack, signal: new AbortController().signal, counts: () => true, onFound: () => {} };
  const window = { kind: 'channel', from: FROM, to: TO, limit: null } as const;
  const { messages, partial, lookedBackTo } = await readDigestWindow('C1', window, reading);
  return { seconds: secondsOf(messages), partial, lookedBackTo, asked };
}

describe('the window of a digest', () => {
  it('has what was written from its first moment on, and not at its end', async () => {
    const { seconds } = await read({ top: [-1, 0, 1, END - 1, END].map((second) => message(second)) });
    expect(seconds).toEqual([0, 1, END - 1]);
  });

  it('has of its own threads what was answered before its end', async () => {
    const { seconds } = await read({ threads: [thread(10, 20, END - 1, END, END + 5)] });
    expect(seconds).toEqual([10, 20, END - 1]);
  });

  it('has of older threads how they began and what was answered in it, and not those that nobody answered', async () => {
    const spoken = thread(-3 * DAY, -2 * DAY, 0, 5, END);
    const { seconds, asked } = await read({
      top: [message(2)],
      threads: [spoken, thread(-2 * DAY, -DAY), thread(-DAY, END + 3)],
    });
    expect(seconds).toEqual([-3 * DAY, 0, 5, 2]);
    expect(new Set(asked)).toEqual(new Set([at(-3 * DAY), at(-DAY)]));
  });

  it('looks for threads that began within two weeks before it, and says so', async () => {
    const [within, before] = [thread(-14 * DAY, 30), thread(-14 * DAY - 1, 40)];
    const { seconds, lookedBackTo, partial } = await read({ threads: [within, before] });
    expect(seconds).toEqual([-14 * DAY, 30]);
    expect(lookedBackTo).toEqual(new Date('2026-11-02T09:00:00Z'));
    expect(partial).toBe(false);
  });

  it('has a reply that was sent to the channel too, where its thread is older than that', async () => {
    const [, reply] = thread(-40 * DAY, 50);
    if (!reply) throw new Error('there is no reply');
    const { seconds } = await read({ top: [{ ...reply, subtype: 'thread_broadcast' }, message(60)] });
    expect(seconds).toEqual([50, 60]);
  });

  it('has such a reply once, where its thread is not', async () => {
    const [root, reply] = thread(-DAY, 50);
    if (!root || !reply) throw new Error('there is no thread');
    const shared = { ...reply, subtype: 'thread_broadcast' };
    const { seconds } = await read({ top: [shared], threads: [[root, shared]] });
    expect(seconds).toEqual([-DAY, 50]);
  });

  it('says how far back it came where the channel is too busy to look back two weeks', async () => {
    const busy = Array.from({ length: 6000 }, (_, index) => message(-index - 1));
    const { lookedBackTo, partial } = await read({
      top: [...busy, message(5)],
      threads: [thread(-9000, 30)],
    });
    expect(lookedBackTo).toEqual(new Date(FROM.getTime() - 5000 * 1000));
    expect(partial).toBe(false);
  });

  it('says that there is more, where the window itself is too busy', async () => {
    const busy = Array.from({ length: 5001 }, (_, index) => message(index));
    const { seconds, partial } = await read({ top: busy });
    expect(seconds).toHaveLength(5000);
    expect(partial).toBe(true);
  });
});
