import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMessageLog } from './message-log.ts';
import type { Message } from './types.ts';

const ROOT = '1700000000.000000';
const replyTs = (number: number) => `${1_700_000_000 + number}.000000`;

function messageAt(ts: string, fields: Partial<Message> = {}): Message {
  return { type: 'message', ts, team: 'T1', user: 'U1', text: ts, ...fields };
}

function logWith(...messages: Message[]) {
  const log = createMessageLog({ now: () => 1_700_000_000_000 });
  for (const message of messages) log.add(message);
  return log;
}

const reply = (number: number, user = 'U2', fields: Partial<Message> = {}) =>
  messageAt(replyTs(number), { thread_ts: ROOT, user, ...fields });

describe('a thread', () => {
  it('is counted on its root', () => {
    const log = logWith(messageAt(ROOT), reply(1), reply(2, 'U3'), reply(3));
    expect(log.get(ROOT)).toMatchObject({
      thread_ts: ROOT,
      reply_count: 3,
      reply_users: ['U2', 'U3'],
      reply_users_count: 2,
      latest_reply: replyTs(3),
    });
  });

  it('stays out of the timeline, save for broadcast replies', () => {
    const log = logWith(messageAt(ROOT), reply(1), reply(2, 'U2', { subtype: 'thread_broadcast' }));
    expect(log.timeline.map(({ ts }) => ts)).toEqual([ROOT, replyTs(2)]);
    expect(log.replies(ROOT).map(({ ts }) => ts)).toEqual([replyTs(1), replyTs(2)]);
  });

  it('is counted anew when a reply is deleted', () => {
    const log = logWith(messageAt(ROOT), reply(1), reply(2, 'U3'));
    log.remove(replyTs(2));
    expect(log.get(ROOT)).toMatchObject({ reply_count: 1, reply_users: ['U2'], latest_reply: replyTs(1) });
  });

  it('is no thread any more once its last reply is deleted', () => {
    const log = logWith(messageAt(ROOT), reply(1));
    log.remove(replyTs(1));
    expect(log.get(ROOT)).toEqual(messageAt(ROOT));
  });
});

describe('a deleted root', () => {
  it('leaves a tombstone while there are replies', () => {
    const log = logWith(messageAt(ROOT), reply(1));
    const tombstone = log.remove(ROOT);
    expect(tombstone).toMatchObject({
      subtype: 'tombstone',
      user: 'USLACKBOT',
      text: 'This message was deleted.',
      hidden: true,
      reply_count: 1,
    });
    expect(log.get(ROOT)).toBe(tombstone);
    expect(log.timeline).toEqual([tombstone]);
  });

  it('takes its tombstone along with the last reply', () => {
    const log = logWith(messageAt(ROOT), reply(1));
    log.remove(ROOT);
    log.remove(replyTs(1));
    expect(log.get(ROOT)).toBeUndefined();
    expect(log.timeline).toEqual([]);
  });

  it('leaves nothing where there are none', () => {
    const log = logWith(messageAt(ROOT));
    expect(log.remove(ROOT)).toBeUndefined();
    expect(log.get(ROOT)).toBeUndefined();
  });
});

describe('timestamps', () => {
  it('are never given out twice, and never before one that is there', () => {
    let time = 1_700_000_000_000;
    const log = createMessageLog({ now: () => time });
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5000, max: 5000 })), (steps) => {
        for (const step of steps) {
          time += step;
          const previous = log.timeline.at(-1)?.ts ?? '';
          const ts = log.nextTs();
          log.add(messageAt(ts));
          expect(ts).toMatch(/^\d{10}\.\d{6}$/);
          expect(ts > previous).toBe(true);
        }
      }),
    );
  });

  it('are refused where they are taken', () => {
    expect(() => logWith(messageAt(ROOT), messageAt(ROOT))).toThrow(ROOT);
  });

  it('order the timeline, whatever the order of arrival', () => {
    const numbers = fc.uniqueArray(fc.integer({ min: 0, max: 100_000 }));
    fc.assert(
      fc.property(numbers, (given) => {
        const log = logWith(...given.map((number) => messageAt(replyTs(number))));
        expect(log.timeline.map(({ ts }) => ts)).toEqual(given.map(replyTs).sort());
      }),
    );
  });
});
