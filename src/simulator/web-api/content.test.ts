import { describe, expect, it } from 'vitest';
import { createArguments } from './arguments.ts';
import { newContent, newResponseContent, updatedContent } from './content.ts';
import { Refusal } from './refusal.ts';

const chars = (count: number) => 'x'.repeat(count);
const many = <Item>(count: number, make: () => Item) => Array.from({ length: count }, make);
const section = (length: number) => ({ type: 'section', text: { type: 'mrkdwn', text: chars(length) } });

function errorOf(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.error;
    throw error;
  }
}

const posted = (given: Record<string, unknown>) => newContent(createArguments(given));
const updated = (given: Record<string, unknown>) => updatedContent(createArguments(given));

describe('a new message', () => {
  it.each<[string, string, Record<string, unknown>]>([
    ['says nothing', 'no_text', {}],
    ['has an empty text', 'no_text', { text: '' }],
    ['has an empty list of blocks', 'no_text', { blocks: '[]' }],
    ['has blocks that are no JSON', 'invalid_blocks_format', { text: 'x', blocks: 'not json' }],
    ['has blocks that are no list', 'invalid_blocks_format', { text: 'x', blocks: '{}' }],
    ['has a block over its limit', 'invalid_blocks', { text: 'x', blocks: JSON.stringify([section(3001)]) }],
    ['has much text in many blocks', 'msg_blocks_too_long', { blocks: many(4, () => section(3000)) }],
    ['has markdown beside text', 'markdown_text_conflict', { markdown_text: 'x', text: 'y' }],
    ['has markdown beside blocks', 'markdown_text_conflict', { markdown_text: 'x', blocks: [section(1)] }],
    ['has too much markdown', 'msg_too_long', { markdown_text: chars(12_001) }],
    ['has metadata that is no JSON', 'invalid_metadata_format', { text: 'x', metadata: 'not json' }],
    ['has metadata without payload', 'invalid_metadata_schema', { text: 'x', metadata: { event_type: 'x' } }],
    [
      'has metadata nested too deeply',
      'invalid_metadata_schema',
      { text: 'x', metadata: { event_type: 'x', event_payload: { a: { b: { c: 1 } } } } },
    ],
    ['has 101 attachments', 'too_many_attachments', { text: 'x', attachments: many(101, () => ({})) }],
  ])('that %s is refused with %s', (_, error, given) => {
    expect(errorOf(() => posted(given))).toBe(error);
  });

  it('is cut at 40,000 characters with a warning', () => {
    expect(posted({ text: chars(40_000) }).warning).toBeUndefined();
    const { content, warning } = posted({ text: chars(40_001) });
    expect(content.text).toHaveLength(40_000);
    expect(warning).toBe('message_truncated');
  });

  it('gets ids for the blocks and buttons that have none', () => {
    const button = { type: 'button', text: { type: 'plain_text', text: 'Go' } };
    const { content } = posted({ blocks: [{ type: 'actions', elements: [button] }] });
    expect(content.blocks).toMatchObject([
      { block_id: expect.stringMatching(/^\w+$/), elements: [{ action_id: expect.stringMatching(/^\w+$/) }] },
    ]);
  });

  it('shows a stopgap to readers where blocks come without a text', () => {
    expect(posted({ blocks: [section(1)] }).content.text).toBe("This content can't be displayed.");
  });
});

describe('an update', () => {
  it('takes a text of 4,000 characters and no longer one', () => {
    expect(errorOf(() => updated({ text: chars(4000) }))).toBeUndefined();
    expect(errorOf(() => updated({ text: chars(4001) }))).toBe('msg_too_long');
  });

  it('has to say something', () => {
    expect(errorOf(() => updated({}))).toBe('no_text');
  });

  it('asks for the metadata to be taken away with an empty object', () => {
    expect(updated({ text: 'x', metadata: '{}' }).metadata).toBeNull();
    expect(updated({ text: 'x' }).metadata).toBeUndefined();
  });
});

describe('an answer at a response_url', () => {
  it('may hold more text in its blocks than a posted message', () => {
    const blocks = many(4, () => section(3000));
    expect(errorOf(() => newResponseContent(createArguments({ blocks })))).toBeUndefined();
  });
});
