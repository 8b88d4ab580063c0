import { describe, expect, it } from 'vitest';
import { checkBlocks } from '../../../simulator/block-kit/check.ts';
import {
  describeSource,
  isReadingText,
  privateNotice,
  queuedMessage,
  readingMessage,
  usageMessage,
} from './progress.ts';

const HOUR_MS = 3_600_000;
const window = (ms: number) => ({ kind: 'channel' as const, from: new Date(0), to: new Date(ms) });
const channel = { id: 'C1' };

describe('what is being read', () => {
  it.each([
    [24 * HOUR_MS, 'the last 24 hours of <#C1>'],
    [HOUR_MS, 'the last hour of <#C1>'],
    [HOUR_MS / 10, 'the last hour of <#C1>'],
    [36 * HOUR_MS, 'the last 36 hours of <#C1>'],
    [7 * 24 * HOUR_MS, 'the last 7 days of <#C1>'],
  ])('is, for a window of %i ms, “%s”', (ms, words) => {
    expect(describeSource({ source: window(ms), channel, threadUrl: null })).toBe(words);
  });

  it('is this conversation where it is a direct message', () => {
    const source = window(24 * HOUR_MS);
    expect(describeSource({ source, channel: { id: 'D1' }, threadUrl: null })).toBe(
      'the last 24 hours of this conversation',
    );
  });

  it('is the thread, with a link to it from elsewhere', () => {
    const source = { kind: 'thread' as const, threadTs: '1700000000.000100' };
    expect(describeSource({ source, channel, threadUrl: null })).toBe('this thread');
    expect(describeSource({ source, channel, threadUrl: 'https://acme.slack.com/archives/C1/p1' })).toBe(
      '<https://acme.slack.com/archives/C1/p1|a thread> in <#C1>',
    );
  });
});

describe('the placeholder', () => {
  it('says how many messages are read where that is known', () => {
    expect(readingMessage({ what: 'this thread', found: 45 }).text).toBe(
      ':hourglass_flowing_sand: Reading 45 messages of this thread…',
    );
    expect(readingMessage({ what: 'this thread', found: null }).text).toBe(
      ':hourglass_flowing_sand: Reading this thread…',
    );
  });

  it('can be told from everything else that Recall says', () => {
    expect(isReadingText(readingMessage({ what: 'this thread', found: 2 }).text)).toBe(true);
    expect(isReadingText(queuedMessage({ what: 'this thread' }).text)).toBe(false);
  });
});

it('says each thing in blocks that Slack takes, and in the same words as text', () => {
  const messages = [
    readingMessage({ what: 'this thread', found: 2 }),
    queuedMessage({ what: 'this thread' }),
    privateNotice({ what: 'this thread', placeholderUrl: 'https://acme.slack.com/archives/D1/p1' }),
    usageMessage(),
  ];
  for (const { blocks, text } of messages) {
    expect(checkBlocks(blocks)).toMatchObject({ ok: true });
    expect(blocks).toEqual([{ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }]);
  }
});
