import { describe, expect, it } from 'vitest';
import { decideCommand, decideMention, decideShortcut } from './decide.ts';

const NOW = new Date('2026-03-02T12:00:00Z');
const where = { workspaceId: 'T1', channel: { id: 'C1', name: 'general' }, user: 'U1' };
const inThread = { ts: '1700000002.000100', threadTs: '1700000001.000100' };
const alone = { ts: '1700000002.000100', threadTs: null };
const asked = { workspaceId: 'T1', channel: { id: 'C1', name: 'general' }, askedBy: 'U1' };
const thread = { kind: 'thread', threadTs: '1700000001.000100' };

describe('a message shortcut', () => {
  const use = (message: { ts: string; threadTs: string | null }, actionTs = '1.1', user = 'U1') =>
    decideShortcut({ ...where, user, message, audience: 'private', actionTs });

  it('asks for the thread that the message stands in, for whom it says', () => {
    expect(use(inThread)).toMatchObject({
      kind: 'ask',
      ask: { ...asked, source: thread, trigger: 'shortcut', audience: 'private' },
    });
  });

  it('is refused on a message in no thread', () => {
    expect(use(alone)).toEqual({ kind: 'refuse', code: 'thread_too_short' });
  });

  it('is the same ask only where it is delivered again', () => {
    expect(use(inThread)).toEqual(use(inThread));
    const others = [use(inThread, '1.2'), use(inThread, '1.1', 'U2'), use({ ...inThread, ts: '3.1' })];
    for (const other of others) expect(keyOf(other)).not.toBe(keyOf(use(inThread)));
  });
});

describe('a mention', () => {
  it('asks for the thread that it is written in, for everyone', () => {
    expect(decideMention({ ...where, message: inThread })).toMatchObject({
      kind: 'ask',
      ask: { ...asked, source: thread, trigger: 'mention', audience: 'thread' },
    });
  });

  it('is refused outside of a thread', () => {
    expect(decideMention({ ...where, message: alone })).toEqual({ kind: 'refuse', code: 'not_in_thread' });
  });

  it('is the same ask where it is delivered again', () => {
    const again = decideMention({ ...where, message: inThread });
    expect(keyOf(again)).toBe(keyOf(decideMention({ ...where, message: inThread })));
    expect(keyOf(again)).not.toBe(
      keyOf(decideMention({ ...where, message: { ...inThread, ts: '1700000003.000100' } })),
    );
  });
});

describe('the command', () => {
  const type = (text: string, triggerId = 't1') => decideCommand({ ...where, text, triggerId }, NOW);

  it.each(['', '  '])('without words (%j) asks for the last 24 hours of the channel, in private', (text) => {
    expect(type(text)).toMatchObject({
      kind: 'ask',
      ask: {
        ...asked,
        source: { kind: 'channel', from: new Date('2026-03-01T12:00:00Z'), to: NOW },
        trigger: 'command',
        audience: 'private',
      },
    });
  });

  it('with words is explained', () => {
    expect(type('the last week')).toEqual({ kind: 'explain' });
  });

  it('is another ask each time it is typed', () => {
    expect(keyOf(type('', 't1'))).not.toBe(keyOf(type('', 't2')));
  });
});

function keyOf(decision: ReturnType<typeof decideMention>): string {
  if (decision.kind !== 'ask') throw new Error(`nothing is asked for, but ${decision.kind}`);
  return decision.ask.eventKey;
}

it('refuses group messages, which Recall has no permission to read', () => {
  const there = { ...where, channel: { id: 'C2', name: 'mpdm-mara--bo--ana-1' } };
  const refused = { kind: 'refuse', code: 'group_message' };
  expect(decideShortcut({ ...there, message: inThread, audience: 'private', actionTs: '1.1' })).toEqual(
    refused,
  );
  expect(decideCommand({ ...there, text: '', triggerId: 't1' }, NOW)).toEqual(refused);
});
