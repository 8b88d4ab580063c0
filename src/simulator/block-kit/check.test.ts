import { describe, expect, it } from 'vitest';
import {
  actions,
  button,
  chars,
  input,
  many,
  modal,
  mrkdwn,
  option,
  plain,
  section,
  select,
} from '../../../tests/support/sample-blocks.ts';
import { checkBlocks, checkView, isTooLong } from './check.ts';
import { LIMITS } from './limits.ts';

function problemsWith(...blocks: unknown[]): string[] {
  const checked = checkBlocks(blocks);
  return checked.ok ? [] : checked.problems;
}

function viewProblems(view: unknown): string[] {
  const checked = checkView(view);
  return checked.ok ? [] : checked.problems;
}

describe('blocks of a message together', () => {
  it('takes 50 and refuses 51', () => {
    expect(problemsWith(...many(50, () => ({ type: 'divider' })))).toEqual([]);
    expect(problemsWith(...many(51, () => ({ type: 'divider' })))).toEqual([
      'no more than 50 items allowed [json-pointer:/blocks]',
    ]);
  });

  it('takes 12,000 characters of markdown in all and refuses one more', () => {
    const markdown = (size: number) => ({ type: 'markdown', text: chars(size) });
    expect(problemsWith(markdown(6000), markdown(6000))).toEqual([]);
    expect(problemsWith(markdown(6000), markdown(6001))).toHaveLength(1);
  });

  it('counts all the text they hold, save that of markdown blocks', () => {
    const lengthOf = (total: number) => {
      const checked = checkBlocks([
        { type: 'header', text: plain(100) },
        section({ fields: [mrkdwn(2000), mrkdwn(2000)] }),
        section({ text: mrkdwn(3000) }),
        section({ text: mrkdwn(3000) }),
        section({ text: mrkdwn(total - 10_100) }),
        { type: 'markdown', text: chars(5000) },
      ]);
      if (!checked.ok) throw new Error(checked.problems.join());
      return isTooLong(checked.value);
    };
    expect(lengthOf(LIMITS.blockTextInMessage)).toBe(false);
    expect(lengthOf(LIMITS.blockTextInMessage + 1)).toBe(true);
  });

  it('refuses a second table', () => {
    const table = { type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] };
    expect(problemsWith(table)).toEqual([]);
    expect(problemsWith(table, table)).toEqual(['only one table allowed [json-pointer:/blocks]']);
  });

  it('refuses a block_id that is used twice', () => {
    const divider = { type: 'divider', block_id: 'same' };
    expect(problemsWith(divider, divider)).toEqual(['`block_id` same already exists [json-pointer:/blocks]']);
  });

  it('refuses an action_id used twice in a block, but not in two', () => {
    const same = button({ action_id: 'same' });
    expect(problemsWith(actions(same, same))).toEqual([
      '`action_id` same already exists [json-pointer:/blocks/0]',
    ]);
    expect(problemsWith(actions(same), actions(same))).toEqual([]);
  });
});

describe('what a block is made of', () => {
  it.each([
    [
      'a type Slack does not know',
      { type: 'heading', text: plain(2) },
      'unsupported type: heading [json-pointer:/blocks/0/type]',
    ],
    ['no type', { text: plain(2) }, 'missing required field: type [json-pointer:/blocks/0]'],
    [
      'a field Slack does not know',
      { type: 'divider', color: 'red' },
      'invalid additional property: color [json-pointer:/blocks/0]',
    ],
    ['a field that is missing', { type: 'header' }, 'missing required field: text [json-pointer:/blocks/0]'],
    [
      'a section that says nothing',
      section({}),
      'must define either `text` or `fields` [json-pointer:/blocks/0]',
    ],
    [
      'mrkdwn in a header',
      { type: 'header', text: mrkdwn(2) },
      'must be one of plain_text [json-pointer:/blocks/0/text/type]',
    ],
    [
      'an empty text',
      section({ text: mrkdwn(0) }),
      'must be more than 0 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'emoji in mrkdwn',
      section({ text: { ...mrkdwn(2), emoji: true } }),
      'invalid additional property: emoji [json-pointer:/blocks/0/text]',
    ],
    [
      'actions without elements',
      actions(),
      'no fewer than 1 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      'a text input among actions',
      actions({ type: 'plain_text_input' }),
      'unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]',
    ],
    [
      'a style Slack does not know',
      actions(button({ style: 'warning' })),
      'must be one of primary, danger [json-pointer:/blocks/0/elements/0/style]',
    ],
    [
      'a picture without a source',
      { type: 'image', alt_text: '' },
      'must define either `image_url` or `slack_file` [json-pointer:/blocks/0]',
    ],
    [
      'a select without options',
      select({}),
      'must define either `options` or `option_groups` [json-pointer:/blocks/0/elements/0]',
    ],
    [
      'an initial option that is not offered',
      select({ options: [option()], initial_option: option({ value: 'other' }) }),
      'initial option must be one of the options [json-pointer:/blocks/0/elements/0]',
    ],
    ['something that is no block', 7, 'must be a valid object [json-pointer:/blocks/0]'],
    [
      'a context element that is neither text nor image',
      { type: 'context', elements: [{ type: 'mrkdwn' }] },
      'missing required field: text [json-pointer:/blocks/0/elements/0]',
    ],
  ])('refuses %s', (_, block, problem) => {
    expect(problemsWith(block)).toEqual([problem]);
  });

  it('takes rich text as Slack writes it itself', () => {
    const text = { type: 'text', text: 'x', style: { bold: true } };
    const elements = [
      { type: 'rich_text_section', elements: [text, { type: 'user', user_id: 'U1' }] },
      {
        type: 'rich_text_list',
        style: 'bullet',
        indent: 0,
        elements: [{ type: 'rich_text_section', elements: [text] }],
      },
    ];
    expect(problemsWith({ type: 'rich_text', elements })).toEqual([]);
  });
});

describe('a view', () => {
  it('needs a submit button where it has inputs', () => {
    expect(viewProblems(modal({ submit: undefined, blocks: [input({})] }))).toEqual([
      'missing required field: submit [json-pointer:/view]',
    ]);
  });

  it('takes no markdown block, which belongs to messages', () => {
    expect(viewProblems(modal({ blocks: [{ type: 'markdown', text: 'x' }] }))).toEqual([
      'unsupported type: markdown [json-pointer:/view/blocks/0/type]',
    ]);
  });

  it('has no title as a Home tab', () => {
    expect(viewProblems({ type: 'home', blocks: [] })).toEqual([]);
    expect(viewProblems({ type: 'home', blocks: [], title: plain(2) })).toEqual([
      'invalid additional property: title [json-pointer:/view]',
    ]);
  });
});
