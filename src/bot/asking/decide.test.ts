import { describe, expect, it } from 'vitest';
import { NO_WISHES } from '../../core/domain/conversation.ts';
import { decideLink, decideMention, decideReaction, decideShortcut, decideWindow } from './decide.ts';

const NOW = new Date('2026-03-02T12:00:00Z');
const where = { workspaceId: 'T1', channel: { id: 'C1', name: 'general' }, user: 'U1' };
const inThread = { ts: '1700000002.000100', threadTs: '1700000001.000100' };
const alone = { ts: '1700000002.000100', threadTs: null };
const asked = { workspaceId: 'T1', channel: { id: 'C1', name: 'general' }, askedBy: 'U1' };
const thread = { kind: 'thread', threadTs: '1700000001.000100' };
const wishes = { ...NO_WISHES, focus: 'the outage' };

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
  const use = (message: { ts: string; threadTs: string | null }, focus: string | null = null) =>
    decideMention({ ...where, message, focus });

  it('asks for the thread that it is written in, for everyone, steered by its words', () => {
    expect(use(inThread, 'the outage')).toMatchObject({
      kind: 'ask',
      ask: { ...asked, source: thread, trigger: 'mention', audience: 'thread', wishes },
    });
  });

  it('is refused outside of a thread', () => {
    expect(use(alone)).toEqual({ kind: 'refuse', code: 'not_in_thread' });
  });

  it('is the same ask where it is delivered again', () => {
    expect(keyOf(use(inThread))).toBe(keyOf(use(inThread)));
    expect(keyOf(use(inThread))).not.toBe(keyOf(use({ ...inThread, ts: '1700000003.000100' })));
  });
});

describe('a reaction', () => {
  const use = (message: { ts: string; threadTs: string | null }, user = 'U1') =>
    decideReaction({ ...where, user, message });

  it('asks for the thread that the message stands in, for everyone', () => {
    expect(use(inThread)).toMatchObject({
      kind: 'ask',
      ask: { ...asked, source: thread, trigger: 'reaction', audience: 'thread', wishes: NO_WISHES },
    });
  });

  it('is the same ask whoever reacts to the message', () => {
    expect(keyOf(use(inThread, 'U2'))).toBe(keyOf(use(inThread)));
    expect(keyOf(use({ ...inThread, ts: '3.1' }))).not.toBe(keyOf(use(inThread)));
  });

  it('is refused on a message in no thread', () => {
    expect(use(alone)).toEqual({ kind: 'refuse', code: 'thread_too_short' });
  });
});

describe('the command', () => {
  const window = { from: new Date('2026-03-01T12:00:00Z'), to: NOW, limit: null };
  const given = { ...where, wishes, triggerId: 't1' };

  it.each([
    [false, 'private'],
    [true, 'channel'],
  ])('asks for a window of the channel (public: %s)', (isPublic, audience) => {
    expect(decideWindow({ ...given, window, isPublic })).toMatchObject({
      kind: 'ask',
      ask: { ...asked, source: { kind: 'channel', ...window }, trigger: 'command', audience, wishes },
    });
  });

  it.each([
    [false, 'private'],
    [true, 'thread'],
  ])('with a link asks for its thread (public: %s)', (isPublic, audience) => {
    expect(decideLink({ ...given, threadTs: thread.threadTs, isPublic })).toMatchObject({
      kind: 'ask',
      ask: { ...asked, source: thread, trigger: 'command', audience, wishes },
    });
  });

  it('with a link to a message in no thread is refused', () => {
    const decision = decideLink({ ...given, threadTs: null, isPublic: false });
    expect(decision).toEqual({ kind: 'refuse', code: 'thread_too_short' });
  });

  it('is another ask each time it is typed', () => {
    const type = (triggerId: string) => decideWindow({ ...given, triggerId, window, isPublic: false });
    expect(keyOf(type('t1'))).not.toBe(keyOf(type('t2')));
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
  const window = { from: NOW, to: NOW, limit: null };
  expect(decideWindow({ ...there, window, wishes, isPublic: false, triggerId: 't1' })).toEqual(refused);
});
