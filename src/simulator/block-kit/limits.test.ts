import { describe, expect, it } from 'vitest';
import {
  actions,
  button,
  chars,
  confirm,
  image,
  input,
  many,
  modal,
  mrkdwn,
  option,
  plain,
  section,
  select,
} from '../../../tests/support/sample-blocks.ts';
import { checkBlocks, checkView } from './check.ts';

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

describe('limits of a view', () => {
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
});
