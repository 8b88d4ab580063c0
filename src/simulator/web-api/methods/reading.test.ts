import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messagesOf, ROOT_TS, smallWorkspace, threadOf } from '../../../../tests/support/small-workspace.ts';
import { DEFAULT_APP } from '../../app.ts';
import type { SeedMessage } from '../../seed.ts';
import type { Message } from '../../world/types.ts';
import { createWorld } from '../../world/world.ts';
import { createArguments } from '../arguments.ts';
import { createReadingMethods } from './reading.ts';

interface Page {
  messages: Message[];
  has_more: boolean;
  response_metadata?: { next_cursor: string };
}

function readerOf(messages: SeedMessage[]) {
  const world = createWorld({ seed: smallWorkspace({ messages }), app: DEFAULT_APP, now: Date.now });
  const methods = createReadingMethods({ world, app: DEFAULT_APP });
  return {
    world,
    read(method: 'history' | 'replies', args: Record<string, unknown>): Page {
      const answer = methods[`conversations.${method}`]?.run(
        createArguments({ channel: 'C0GENERAL', ...args }),
      );
      // What a method answers is loosely typed, as JSON is.
      return answer as unknown as Page;
    },
  };
}

function allPages(read: (args: Record<string, unknown>) => Page, args: Record<string, unknown>): Page[] {
  const pages = [read(args)];
  for (let cursor = nextOf(pages); cursor !== undefined; cursor = nextOf(pages)) {
    pages.push(read({ ...args, cursor }));
  }
  return pages;
}

const nextOf = (pages: Page[]) => pages.at(-1)?.response_metadata?.next_cursor;
const textsOf = ({ messages }: Page) => messages.map(({ text }) => text);

describe('conversations.history', () => {
  it('gives every message once, newest first, in pages of any size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 15 }), (count, limit) => {
        const { read } = readerOf(messagesOf(count));
        const pages = allPages((args) => read('history', args), { limit });
        expect(pages.flatMap(textsOf)).toEqual(
          messagesOf(count)
            .map(({ text }) => text)
            .reverse(),
        );
        expect(pages.every(({ messages }) => messages.length <= limit)).toBe(true);
        expect(pages.map(({ has_more }) => has_more)).toEqual(
          pages.map((_, index) => index < pages.length - 1),
        );
      }),
    );
  });

  it('leaves out the bounds of a window unless it is inclusive', () => {
    const { read } = readerOf(messagesOf(5));
    const bounds = { oldest: '1700000001.000000', latest: '1700000003.000000' };
    expect(textsOf(read('history', bounds))).toEqual(['Message 3']);
    expect(textsOf(read('history', { ...bounds, inclusive: 'true' }))).toEqual([
      'Message 4',
      'Message 3',
      'Message 2',
    ]);
  });

  it('finds a single message by its timestamp', () => {
    const { read } = readerOf(messagesOf(5));
    const page = read('history', { latest: '1700000002.000000', inclusive: true, limit: 1 });
    expect(textsOf(page)).toEqual(['Message 3']);
  });

  it('is not disturbed by messages that arrive between pages', () => {
    const { read, world } = readerOf(messagesOf(6));
    const first = read('history', { limit: 3 });
    world.post('C0GENERAL', { user: 'U0BO', text: 'just now' });
    const second = read('history', { limit: 3, cursor: first.response_metadata?.next_cursor });
    expect(textsOf(second)).toEqual(['Message 3', 'Message 2', 'Message 1']);
  });

  it('shows metadata only where it is asked for', () => {
    const { read, world } = readerOf([]);
    const metadata = { event_type: 'recall_recap', event_payload: { id: 'c1' } };
    world.post('C0GENERAL', { user: DEFAULT_APP.botUserId, text: 'recap', metadata });
    expect(read('history', {}).messages[0]).not.toHaveProperty('metadata');
    expect(read('history', { include_all_metadata: true }).messages[0]).toMatchObject({ metadata });
  });
});

describe('conversations.replies', () => {
  it('gives every reply once, oldest first, with the root on top of every page', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 15 }), (count, limit) => {
        const { read } = readerOf(threadOf(count));
        const pages = allPages((args) => read('replies', args), { ts: ROOT_TS, limit });
        expect(pages.every(({ messages }) => messages[0]?.ts === ROOT_TS)).toBe(true);
        expect(pages.flatMap((page) => textsOf(page).slice(1))).toEqual(
          threadOf(count)
            .slice(1)
            .map(({ text }) => text),
        );
      }),
    );
  });

  it('keeps the root where oldest leaves replies out', () => {
    const { read } = readerOf(threadOf(4));
    const page = read('replies', { ts: ROOT_TS, oldest: '1700000003.000000' });
    expect(textsOf(page)).toEqual(['Shall we move the launch?', 'Reply 4']);
  });

  it('finds a reply alone by its own timestamp', () => {
    const { read } = readerOf(threadOf(4));
    const page = read('replies', { ts: '1700000002.000000' });
    expect(page.messages).toMatchObject([{ text: 'Reply 2', thread_ts: ROOT_TS }]);
  });
});

it.each<[string, 'history' | 'replies', Record<string, unknown>]>([
  ['channel_not_found', 'history', { channel: 'C0NOWHERE' }],
  ['channel_not_found', 'history', { channel: 'C0SECRET' }],
  ['not_in_channel', 'history', { channel: 'C0PUBLIC' }],
  ['invalid_cursor', 'history', { cursor: 'nonsense' }],
  ['invalid_ts_oldest', 'history', { oldest: 'yesterday' }],
  ['invalid_ts_latest', 'replies', { ts: ROOT_TS, latest: 'now' }],
  ['invalid_limit', 'history', { limit: 1000 }],
  ['invalid_limit', 'replies', { ts: ROOT_TS, limit: 0 }],
  ['thread_not_found', 'replies', { ts: '1600000000.000000' }],
  ['thread_not_found', 'replies', {}],
])('refuses with %s: %s %j', (error, method, args) => {
  const { read } = readerOf(threadOf(1));
  expect(() => read(method, args)).toThrow(error);
});
