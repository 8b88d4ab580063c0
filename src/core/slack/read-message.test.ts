import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMessages, recapPartOf } from './read-message.ts';

const read = (row: unknown) => readMessages([row])[0];

describe('a message of the Web API', () => {
  it('is read with what Recall needs of it', () => {
    const row = {
      type: 'message',
      ts: '1700000000.000100',
      thread_ts: '1700000000.000100',
      user: 'U1',
      text: 'Lunch?',
      reply_count: 2,
      edited: { user: 'U1', ts: '1700000001.000000' },
      files: [{ id: 'F1', name: 'menu.pdf', size: 12 }],
      reactions: [{ name: 'tada', count: 3, users: ['U2'] }],
      blocks: [{ type: 'rich_text' }],
    };
    expect(read(row)).toEqual({
      ts: '1700000000.000100',
      thread_ts: '1700000000.000100',
      user: 'U1',
      text: 'Lunch?',
      reply_count: 2,
      edited: { ts: '1700000001.000000' },
      files: [{ name: 'menu.pdf' }],
      reactions: [{ name: 'tada', count: 3 }],
    });
  });

  it('has a text, a reply count and lists also where Slack leaves them out', () => {
    expect(read({ ts: '1700000000.000100' })).toMatchObject({
      text: '',
      reply_count: 0,
      files: [],
      reactions: [],
    });
  });

  it('is read though parts of it are odd', () => {
    const odd = {
      ts: '1700000000.000100',
      text: null,
      user: 7,
      thread_ts: false,
      subtype: {},
      edited: null,
      reply_count: '2',
      files: 'none',
      reactions: null,
      metadata: { event_type: 'recall_recap' },
    };
    expect(read(odd)).toMatchObject({ text: '', reply_count: 0, files: [], reactions: [] });
    expect(read(odd)).toMatchObject({ user: undefined, thread_ts: undefined, edited: undefined });
  });

  it('keeps its other files and reactions where one is odd, such as a file that was deleted', () => {
    const message = read({
      ts: '1700000000.000100',
      files: [
        { id: 'F1', mode: 'tombstone' },
        { id: 'F2', name: 'menu.pdf' },
      ],
      reactions: [{ name: 'tada', count: 1 }, { name: 'wave' }],
    });
    expect(message?.files).toEqual([{ name: 'menu.pdf' }]);
    expect(message?.reactions).toEqual([{ name: 'tada', count: 1 }]);
  });
});

describe('a page', () => {
  it('leaves out what is no message', () => {
    const rows = [
      null,
      'text',
      {},
      { text: 'no ts' },
      { ts: 7 },
      { ts: 'yesterday' },
      { ts: '1700000000.000100' },
    ];
    expect(readMessages(rows).map(({ ts }) => ts)).toEqual(['1700000000.000100']);
    expect(readMessages(undefined)).toEqual([]);
  });

  it('can hold anything', () => {
    fc.assert(
      fc.property(fc.array(fc.anything()), (rows) => {
        expect(() => readMessages(rows)).not.toThrow();
      }),
    );
  });
});

describe('a part of a recap', () => {
  const carrying = (metadata: unknown) => read({ ts: '1700000000.000100', metadata });

  it('is told by its metadata', () => {
    const message = carrying({ event_type: 'recall_recap', event_payload: { conversation: 'c1', part: 2 } });
    expect(message && recapPartOf(message)).toEqual({ conversationId: 'c1', part: 2 });
  });

  it.each([
    ['another app', { event_type: 'deploy_done', event_payload: { conversation: 'c1', part: 2 } }],
    ['half of it', { event_type: 'recall_recap', event_payload: { conversation: 'c1' } }],
    ['odd values', { event_type: 'recall_recap', event_payload: { conversation: 'c1', part: 'two' } }],
    ['nothing', undefined],
  ])('is not a message with metadata of %s', (_, metadata) => {
    const message = carrying(metadata);
    expect(message && recapPartOf(message)).toBeNull();
  });
});
