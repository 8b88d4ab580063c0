import { describe, expect, it } from 'vitest';
import { checkBlocks } from '../../../../simulator/block-kit/check.ts';
import type { ProgressStep } from '../../../domain/progress.ts';
import type { RecapPoint } from '../../../domain/recap.ts';
import { ANYONE, type Reader, speechFor } from '../speech.ts';
import { LANGUAGES } from '../wording/index.ts';
import {
  describeSource,
  followUpNotice,
  isReadingText,
  privateNotice,
  progressMessage,
  queuedMessage,
  readingMessage,
  unchangedNotice,
  updatedNotice,
} from './progress.ts';

const speech = speechFor(ANYONE);
const requestedAt = new Date('2026-11-09T12:00:00Z');
const url = 'https://acme.slack.com/archives/C1/p1';

interface Window {
  from: string;
  to?: Date | string;
  limit?: number;
}

function describeWindow(
  { from, to = requestedAt, limit }: Window,
  { reader = ANYONE, channelId = 'C1' }: { reader?: Reader; channelId?: string } = {},
): string {
  const source = {
    kind: 'channel' as const,
    from: new Date(from),
    to: new Date(to),
    limit: limit ?? null,
  };
  const channel = { id: channelId };
  return describeSource({ source, channel, threadUrl: null, requestedAt, speech: speechFor(reader) });
}

describe('what is being read', () => {
  it.each<[Window, string]>([
    [{ from: '2026-11-08T12:00:00Z' }, 'the last 24 hours of <#C1>'],
    [{ from: '2026-11-09T11:00:00Z' }, 'the last hour of <#C1>'],
    [{ from: '2026-11-09T11:55:00Z' }, 'the last hour of <#C1>'],
    [{ from: '2026-11-08T00:30:00Z' }, 'the last 36 hours of <#C1>'],
    [{ from: '2026-11-02T12:00:00Z' }, 'the last 7 days of <#C1>'],
    [{ from: '2026-11-02T12:00:00Z', to: '2026-11-09T12:01:00Z' }, 'the last 7 days of <#C1>'],
    [{ from: '2026-11-02T00:00:00Z' }, '<#C1> since Mon, Nov 2'],
    [{ from: '2026-11-05T09:30:00Z' }, '<#C1> since Thu, Nov 5, 9:30 AM'],
    [{ from: '2025-12-30T00:00:00Z' }, '<#C1> since Tue, Dec 30, 2025'],
    [{ from: '2026-11-08T00:00:00Z', to: '2026-11-09T00:00:00Z' }, 'Sun, Nov 8 in <#C1>'],
    [{ from: '2026-11-01T00:00:00Z', to: '2026-11-06T00:00:00Z' }, 'Sun, Nov 1 to Thu, Nov 5 of <#C1>'],
    [
      { from: '2026-11-05T09:30:00Z', to: '2026-11-05T17:00:00Z' },
      'Thu, Nov 5, 9:30 AM to Thu, Nov 5, 5:00 PM of <#C1>',
    ],
    [{ from: '1970-01-01T00:00:00Z', limit: 200 }, 'the last 200 messages of <#C1>'],
    [{ from: '1970-01-01T00:00:00Z', limit: 1 }, 'the last message of <#C1>'],
  ])('is, for the window %j, “%s”', (window, words) => {
    expect(describeWindow(window)).toBe(words);
  });

  it('is told in days of the reader', () => {
    const inBerlin = { from: '2026-10-31T23:00:00Z', to: '2026-11-05T23:00:00Z' };
    expect(describeWindow(inBerlin, { reader: { locale: 'en-GB', timeZone: 'Europe/Berlin' } })).toBe(
      'Sun 1 Nov to Thu 5 Nov of <#C1>',
    );
    expect(describeWindow(inBerlin, { reader: { locale: 'de-DE', timeZone: 'Europe/Berlin' } })).toBe(
      '<#C1> (So., 1. Nov. bis Do., 5. Nov.)',
    );
    expect(describeWindow(inBerlin, { reader: { locale: 'en-US', timeZone: 'America/New_York' } })).toBe(
      'Sat, Oct 31, 7:00 PM to Thu, Nov 5, 6:00 PM of <#C1>',
    );
  });

  it('knows days that are not 24 hours long', () => {
    const reader = { locale: 'en-US', timeZone: 'America/New_York' };
    const longDay = { from: '2026-11-01T04:00:00Z', to: '2026-11-02T05:00:00Z' };
    expect(describeWindow(longDay, { reader })).toBe('Sun, Nov 1 in <#C1>');
  });

  it('is our direct messages where it is one', () => {
    expect(describeWindow({ from: '2026-11-08T12:00:00Z' }, { channelId: 'D1' })).toBe(
      'the last 24 hours of our direct messages',
    );
  });

  it('is the thread, with a link to it from elsewhere', () => {
    const source = { kind: 'thread' as const, threadTs: '1700000000.000100' };
    const about = { source, channel: { id: 'C1' }, requestedAt, speech };
    expect(describeSource({ ...about, threadUrl: null })).toBe('this thread');
    expect(describeSource({ ...about, threadUrl: url })).toBe(`<${url}|a thread> in <#C1>`);
  });

  it('is what the reader pasted', () => {
    const source = { kind: 'note' as const, threadTs: '1700000000.000100' };
    expect(describeSource({ source, channel: { id: 'D1' }, threadUrl: null, requestedAt, speech })).toBe(
      'your notes',
    );
  });
});

describe('the placeholder', () => {
  it('says how many messages are read where that is known', () => {
    expect(readingMessage({ what: 'this thread', found: 45, speech }).text).toBe(
      ':hourglass_flowing_sand: Reading 45 messages of this thread…',
    );
    expect(readingMessage({ what: 'this thread', found: 1, speech }).text).toContain('1 message of');
    expect(readingMessage({ what: 'this thread', found: null, speech }).text).toBe(
      ':hourglass_flowing_sand: Reading this thread…',
    );
  });

  it.each(LANGUAGES)('can be told from everything else that Recall says, in %s', (locale) => {
    const there = speechFor({ locale, timeZone: null });
    expect(isReadingText(readingMessage({ what: '#c', found: 2, speech: there }).text)).toBe(true);
    expect(isReadingText(readingMessage({ what: '#c', found: null, speech: there }).text)).toBe(true);
    expect(isReadingText(queuedMessage({ what: '#c', speech: there }).text)).toBe(false);
  });
});

describe('a recap that was brought up to date', () => {
  const point = (text: string): RecapPoint => ({ text, sources: [] });
  const item = (text: string) => ({ ...point(text), assignee: null, due: null });

  it('is told with what changed in it', () => {
    const marks = new Map([
      [point('a'), 'new' as const],
      [point('b'), 'new' as const],
      [point('c'), 'changed' as const],
    ]);
    const told = updatedNotice({ recapUrl: url, changes: { marks, closed: [item('d')] }, speech }).text;
    expect(told).toBe(`<${url}|The recap> is up to date: 2 new, 1 changed, 1 closed.`);
  });

  it('is told where nothing changed in it', () => {
    const changes = { marks: new Map(), closed: [] };
    expect(updatedNotice({ recapUrl: url, changes, speech }).text).toBe(
      `<${url}|The recap> is up to date; nothing in it changed.`,
    );
  });
});

it.each(LANGUAGES)(
  'says each thing in %s in blocks that Slack takes, and in the same words as text',
  (locale) => {
    const there = speechFor({ locale, timeZone: null });
    const about = { what: '#c', speech: there };
    const messages = [
      readingMessage({ ...about, found: 2 }),
      queuedMessage(about),
      privateNotice({ ...about, placeholderUrl: url }),
      followUpNotice({ recapUrl: url, speech: there }),
      unchangedNotice({ recapUrl: url, speech: there }),
    ];
    expect(new Set(messages.map(({ text }) => text)).size).toBe(messages.length);
    for (const { blocks, text } of messages) {
      expect(checkBlocks(blocks)).toMatchObject({ ok: true });
      expect(blocks).toEqual([{ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }]);
    }
  },
);

describe('where a recap is', () => {
  const step = (given: ProgressStep, reader: Reader = ANYONE) =>
    progressMessage({ step: given, what: 'this thread', conversationId: 'c1', speech: speechFor(reader) });

  it.each<[ProgressStep, string]>([
    [{ kind: 'reading', found: 1412 }, 'Reading 1,412 messages of this thread…'],
    [{ kind: 'reading', found: 1 }, 'Reading 1 message of this thread…'],
    [{ kind: 'asking', messages: 412 }, 'Asking the model about 412 messages…'],
    [
      { kind: 'asking_part', messages: 412, part: 3, of: 10 },
      'Asking the model about 412 messages, part 3 of 10…',
    ],
    [{ kind: 'joining', of: 10 }, 'All 10 parts are read. Making one recap of them…'],
  ])('is said for %j', (given, words) => {
    expect(step(given).text).toBe(`:hourglass_flowing_sand: ${words}`);
  });

  it.each(LANGUAGES)('is a placeholder in the language %s, with a button that cancels', (locale) => {
    const message = step({ kind: 'joining', of: 2 }, { locale, timeZone: null });
    expect(isReadingText(message.text)).toBe(true);
    expect(checkBlocks(message.blocks).ok).toBe(true);
    expect(JSON.stringify(message.blocks)).toContain('"action_id":"recall_cancel"');
  });
});
