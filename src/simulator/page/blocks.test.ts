import type { AnyBlock } from '@slack/types';
import { expect, test } from 'vitest';
import { DEFAULT_APP } from '../app.ts';
import { createWorld } from '../world/world.ts';
import { renderBlocks } from './blocks.ts';
import { type Drawing, untouched } from './surface.ts';

const ann = { id: 'U1', name: 'ann', realName: 'Ann' };
const world = createWorld({
  seed: {
    team: { id: 'T1', name: 'Tea House', domain: 'tea' },
    people: [ann],
    channels: [
      {
        id: 'C1',
        name: 'leaves',
        purpose: '',
        topic: '',
        isPrivate: false,
        members: ['U1'],
        appIsMember: true,
        messages: [{ ts: '1700000000.000100', user: 'U1', text: 'root' }],
      },
    ],
  },
  app: DEFAULT_APP,
  now: () => 1_700_000_100_000,
});

const drawing: Drawing = untouched({
  world,
  app: DEFAULT_APP,
  viewer: ann,
  here: '/channel/C1?as=U1',
  editing: undefined,
});

function shown(...blocks: AnyBlock[]): string {
  return renderBlocks(blocks, drawing).toString();
}

test('a header has emoji, but no other formatting', () => {
  expect(shown({ type: 'header', text: { type: 'plain_text', text: '*Recap* :memo:' } })).toContain(
    '<h3 class="block-header">*Recap* <span class="emoji" title=":memo:">📝</span></h3>',
  );
});

test('a section has text, fields and something beside them', () => {
  const markup = shown({
    type: 'section',
    text: { type: 'mrkdwn', text: 'made for <@U1>' },
    fields: [{ type: 'mrkdwn', text: '*Read*\n34' }],
    block_id: 'task 1',
    accessory: { type: 'button', action_id: 'a', value: '7/8', text: { type: 'plain_text', text: 'Done' } },
  });
  expect(markup).toContain('made for <span class="mention mention-you">@Ann</span>');
  expect(markup).toContain('<div class="fields"><div><b>Read</b><br>34</div></div>');
  expect(markup).toContain(
    '<div class="accessory"><button type="submit" class="button" name="act" value="task%201/a/7%2F8" formnovalidate>Done</button></div>',
  );
});

test('rich text keeps its lists and styles, and its permalinks lead to the message on this page', () => {
  const url = 'https://tea.slack.com/archives/C1/p1700000000000100';
  const markup = shown({
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_list',
        style: 'bullet',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'text', text: 'Fifteen <minutes>', style: { bold: true } },
              { type: 'user', user_id: 'U1' },
              { type: 'link', url, text: '[1]' },
            ],
          },
        ],
      },
    ],
  });
  expect(markup).toContain(
    '<ul class="indent-0"><li><b>Fifteen &lt;minutes&gt;</b><span class="mention mention-you">@Ann</span>' +
      '<a href="/channel/C1?as=U1#m-1700000000.000100" rel="noreferrer noopener">[1]</a></li></ul>',
  );
});

test('actions are buttons and menus with what they have selected', () => {
  const markup = shown({
    type: 'actions',
    block_id: 'b',
    elements: [
      { type: 'button', action_id: 'b', style: 'primary', text: { type: 'plain_text', text: 'Update' } },
      { type: 'channels_select', action_id: 'c', initial_channel: 'C1' },
      { type: 'users_select', action_id: 'u', placeholder: { type: 'plain_text', text: 'Owner' } },
      { type: 'datepicker', action_id: 'd', initial_date: '2026-11-24' },
    ],
  });
  expect(markup).toContain('class="button button-primary" name="act" value="b/b" formnovalidate>Update<');
  expect(markup).toContain('<option value="C1" selected>#leaves</option>');
  expect(markup).toContain(
    '<select class="menu" name="in/b/u" aria-label="Owner"><option value="">Owner</option>',
  );
  expect(markup).toContain('type="date" value="2026-11-24" name="in/b/d"');
  expect(markup).toContain('name="act" value="b/d" formnovalidate>Choose<');
});

test('a button that has to be confirmed asks first', () => {
  const plain = (text: string) => ({ type: 'plain_text' as const, text });
  const markup = shown({
    type: 'actions',
    block_id: 'b',
    elements: [
      {
        type: 'button',
        action_id: 'drop',
        style: 'danger',
        text: plain('Delete'),
        confirm: {
          title: plain('Sure?'),
          text: plain('For good.'),
          confirm: plain('Yes, delete'),
          deny: plain('No'),
        },
      },
    ],
  });
  expect(markup).toMatch(/<summary class="button button-danger">Delete<\/summary>.*Sure\?.*For good\./s);
  expect(markup).toMatch(
    /name="keep" value="1" formnovalidate>No<.*name="act" value="b\/drop" formnovalidate>Yes, delete</s,
  );
});

test('an input shows what was entered, and what is wrong with it', () => {
  const block: AnyBlock = {
    type: 'input',
    block_id: 'note',
    label: { type: 'plain_text', text: 'Note' },
    element: { type: 'plain_text_input', action_id: 'text', multiline: true, initial_value: 'At first' },
  };
  expect(shown(block)).toMatch(/<textarea[^>]* name="in\/note\/text" required[^>]*>\nAt first<\/textarea>/);
  const filledIn = {
    ...drawing,
    entered: new Map([['in/note/text', ['</textarea>']]]),
    errors: { note: 'Too <short>' },
  };
  const markup = renderBlocks([block], filledIn).toString();
  expect(markup).toContain('>\n&lt;/textarea&gt;</textarea>');
  expect(markup).toContain('<p class="objection" role="alert">Too &lt;short&gt;</p>');
});

test('several of a list are ticked, and none of them too is an answer', () => {
  const markup = shown({
    type: 'input',
    block_id: 'who',
    label: { type: 'plain_text', text: 'Who' },
    element: { type: 'multi_users_select', action_id: 'u', initial_users: ['U1'] },
  });
  expect(markup).toContain('<input type="hidden" name="in/who/u" value="">');
  expect(markup).toContain('<input type="checkbox" name="in/who/u" value="U1" checked>');
});

test('context, divider, picture, Markdown and table are drawn', () => {
  const cell = (text: string) => ({ type: 'raw_text' as const, text });
  const markup = shown(
    { type: 'context', elements: [{ type: 'mrkdwn', text: '0.5 s' }] },
    { type: 'divider' },
    { type: 'image', image_url: 'https://tea.example/leaf.png', alt_text: 'A "leaf"' },
    { type: 'markdown', text: '**Strong**' },
    { type: 'table', rows: [[cell('Tea')], [cell('Oolong')]] },
  );
  expect(markup).toContain('<div class="context"><span>0.5 s</span></div>');
  expect(markup).toContain('<hr>');
  expect(markup).toContain('<img src="https://tea.example/leaf.png" alt="A &quot;leaf&quot;">');
  expect(markup).toContain('<p><b>Strong</b></p>');
  expect(markup).toMatch(/<th>Tea<\/th>.*<td>Oolong<\/td>/s);
});

test('a block of an unknown type is shown as a box that names it', () => {
  expect(shown({ type: '<i>hologram</i>' })).toContain(
    '<div class="block-unknown">A block of type <code>&lt;i&gt;hologram&lt;/i&gt;</code></div>',
  );
});

test('nothing leads to a script', () => {
  const url = 'javascript:alert(1)';
  const markup = shown(
    {
      type: 'actions',
      elements: [{ type: 'button', action_id: 'a', url, text: { type: 'plain_text', text: 'Go' } }],
    },
    { type: 'image', image_url: url, alt_text: 'A leaf' },
    {
      type: 'rich_text',
      elements: [{ type: 'rich_text_section', elements: [{ type: 'link', url, text: 'here' }] }],
    },
  );
  expect(markup).toMatch(/Go.*A leaf.*here/s);
  expect(markup).not.toContain('javascript:');
});
