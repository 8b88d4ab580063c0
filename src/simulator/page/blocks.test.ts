import type { AnyBlock } from '@slack/types';
import { expect, test } from 'vitest';
import { DEFAULT_APP } from '../app.ts';
import { createWorld } from '../world/world.ts';
import { renderBlocks } from './blocks.ts';

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

function shown(...blocks: AnyBlock[]): string {
  return renderBlocks(blocks, { world, viewer: ann }).toString();
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
    accessory: { type: 'button', action_id: 'a', text: { type: 'plain_text', text: 'Done' } },
  });
  expect(markup).toContain('made for <span class="mention mention-you">@Ann</span>');
  expect(markup).toContain('<div class="fields"><div><b>Read</b><br>34</div></div>');
  expect(markup).toContain('<div class="accessory"><button type="button" class="button">Done</button></div>');
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
    elements: [
      { type: 'button', action_id: 'b', style: 'primary', text: { type: 'plain_text', text: 'Update' } },
      { type: 'channels_select', action_id: 'c', initial_channel: 'C1' },
      { type: 'users_select', action_id: 'u', placeholder: { type: 'plain_text', text: 'Owner' } },
    ],
  });
  expect(markup).toContain('<button type="button" class="button button-primary">Update</button>');
  expect(markup).toContain('<span class="menu">#leaves');
  expect(markup).toContain('<span class="menu">Owner');
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
