import { describe, expect, it } from 'vitest';
import { checkBlocks, checkView, isTooLong } from './check.ts';
import { LIMITS } from './limits.ts';

const chars = (count: number) => 'x'.repeat(count);
const plain = (length: number) => ({ type: 'plain_text', text: chars(length) });
const mrkdwn = (length: number) => ({ type: 'mrkdwn', text: chars(length) });
const many = <Item>(count: number, make: (index: number) => Item) =>
  Array.from({ length: count }, (_, index) => make(index));
const button = (fields: object = {}) => ({ type: 'button', text: plain(2), ...fields });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const section = (fields: object) => ({ type: 'section', ...fields });
const option = (fields: object = {}) => ({ text: plain(2), value: 'v', ...fields });
const select = (fields: object) => actions({ type: 'static_select', ...fields });
const confirm = (fields: object) => ({
  title: plain(2),
  text: mrkdwn(2),
  confirm: plain(2),
  deny: plain(2),
  ...fields,
});
const input = (fields: object) => ({
  type: 'input',
  label: plain(2),
  element: { type: 'plain_text_input' },
  ...fields,
});
const image = (fields: object) => ({
  type: 'image',
  image_url: 'https://x.example/i.png',
  alt_text: '',
  ...fields,
});
const modal = (fields: object = {}) => ({
  type: 'modal',
  title: plain(2),
  submit: plain(2),
  blocks: [{ type: 'divider' }],
  ...fields,
});

function problemsWith(...blocks: unknown[]): string[] {
  const checked = checkBlocks(blocks);
  return checked.ok ? [] : checked.problems;
}

function viewProblems(view: unknown): string[] {
  const checked = checkView(view);
  return checked.ok ? [] : checked.problems;
}

/** What is measured, its limit, a block of that size, and where Slack points when it is over. */
const BLOCK_LIMITS: [string, number, (size: number) => unknown, string][] = [
  ['section text', 3000, (size) => section({ text: mrkdwn(size) }), '/blocks/0/text/text'],
  ['section field', 2000, (size) => section({ fields: [mrkdwn(size)] }), '/blocks/0/fields/0/text'],
  ['section fields', 10, (size) => section({ fields: many(size, () => mrkdwn(1)) }), '/blocks/0/fields'],
  ['header', 150, (size) => ({ type: 'header', text: plain(size) }), '/blocks/0/text/text'],
  ['markdown', 12_000, (size) => ({ type: 'markdown', text: chars(size) }), '/blocks/0/text'],
  [
    'context elements',
    10,
    (size) => ({ type: 'context', elements: many(size, () => mrkdwn(1)) }),
    '/blocks/0/elements',
  ],
  ['actions elements', 25, (size) => actions(...many(size, () => button())), '/blocks/0/elements'],
  [
    'context_actions elements',
    5,
    (size) => ({
      type: 'context_actions',
      elements: many(size, () => ({ type: 'icon_button', icon: 'trash', text: plain(2) })),
    }),
    '/blocks/0/elements',
  ],
  ['button text', 75, (size) => actions(button({ text: plain(size) })), '/blocks/0/elements/0/text/text'],
  ['button value', 2000, (size) => actions(button({ value: chars(size) })), '/blocks/0/elements/0/value'],
  ['button url', 3000, (size) => actions(button({ url: chars(size) })), '/blocks/0/elements/0/url'],
  ['action_id', 255, (size) => actions(button({ action_id: chars(size) })), '/blocks/0/elements/0/action_id'],
  ['block_id', 255, (size) => ({ type: 'divider', block_id: chars(size) }), '/blocks/0/block_id'],
  [
    'select options',
    100,
    (size) => select({ options: many(size, () => option()) }),
    '/blocks/0/elements/0/options',
  ],
  [
    'option text',
    75,
    (size) => select({ options: [option({ text: plain(size) })] }),
    '/blocks/0/elements/0/options/0/text/text',
  ],
  [
    'option value',
    150,
    (size) => select({ options: [option({ value: chars(size) })] }),
    '/blocks/0/elements/0/options/0/value',
  ],
  [
    'select placeholder',
    150,
    (size) => select({ options: [option()], placeholder: plain(size) }),
    '/blocks/0/elements/0/placeholder/text',
  ],
  [
    'overflow options',
    5,
    (size) => actions({ type: 'overflow', options: many(size, () => option()) }),
    '/blocks/0/elements/0/options',
  ],
  [
    'checkboxes options',
    10,
    (size) => actions({ type: 'checkboxes', options: many(size, () => option()) }),
    '/blocks/0/elements/0/options',
  ],
  [
    'radio options',
    10,
    (size) => actions({ type: 'radio_buttons', options: many(size, () => option()) }),
    '/blocks/0/elements/0/options',
  ],
  [
    'confirm title',
    100,
    (size) => actions(button({ confirm: confirm({ title: plain(size) }) })),
    '/blocks/0/elements/0/confirm/title/text',
  ],
  [
    'confirm text',
    300,
    (size) => actions(button({ confirm: confirm({ text: mrkdwn(size) }) })),
    '/blocks/0/elements/0/confirm/text/text',
  ],
  [
    'confirm button',
    30,
    (size) => actions(button({ confirm: confirm({ deny: plain(size) }) })),
    '/blocks/0/elements/0/confirm/deny/text',
  ],
  ['image alt_text', 2000, (size) => image({ alt_text: chars(size) }), '/blocks/0/alt_text'],
  ['image title', 2000, (size) => image({ title: plain(size) }), '/blocks/0/title/text'],
  ['image url', 3000, (size) => image({ image_url: chars(size) }), '/blocks/0/image_url'],
  ['input label', 2000, (size) => input({ label: plain(size) }), '/blocks/0/label/text'],
  ['input hint', 2000, (size) => input({ hint: plain(size) }), '/blocks/0/hint/text'],
  [
    'text input max_length',
    3000,
    (size) => input({ element: { type: 'plain_text_input', max_length: size } }),
    '/blocks/0/element/max_length',
  ],
  [
    'table rows',
    100,
    (size) => ({ type: 'table', rows: many(size, () => [{ type: 'raw_text', text: 'x' }]) }),
    '/blocks/0/rows',
  ],
  [
    'table columns',
    20,
    (size) => ({ type: 'table', rows: [many(size, () => ({ type: 'raw_text', text: 'x' }))] }),
    '/blocks/0/rows/0',
  ],
];

describe('limits of a block', () => {
  it.each(BLOCK_LIMITS)('takes a %s of %d and refuses one more', (_, limit, make, pointer) => {
    expect(problemsWith(make(limit))).toEqual([]);
    const problems = problemsWith(make(limit + 1));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`[json-pointer:${pointer}]`);
  });

  it('says a text that is too long in the words of Slack', () => {
    expect(problemsWith(section({ text: mrkdwn(3001) }))).toEqual([
      'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    ]);
  });
});

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
  it.each<[string, number, (size: number) => unknown, string]>([
    ['title', 24, (size) => modal({ title: plain(size) }), '/view/title/text'],
    ['submit', 24, (size) => modal({ submit: plain(size) }), '/view/submit/text'],
    ['close', 24, (size) => modal({ close: plain(size) }), '/view/close/text'],
    ['private_metadata', 3000, (size) => modal({ private_metadata: chars(size) }), '/view/private_metadata'],
    ['callback_id', 255, (size) => modal({ callback_id: chars(size) }), '/view/callback_id'],
    [
      'number of blocks',
      100,
      (size) => modal({ blocks: many(size, () => ({ type: 'divider' })) }),
      '/view/blocks',
    ],
  ])('takes a %s of %d and refuses one more', (_, limit, make, pointer) => {
    expect(viewProblems(make(limit))).toEqual([]);
    const problems = viewProblems(make(limit + 1));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`[json-pointer:${pointer}]`);
  });

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
