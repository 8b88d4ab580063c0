import { describe, expect, it } from 'vitest';
import { failureMessage } from '../../core/slack/messages/asking/failure.ts';
import { readingMessage } from '../../core/slack/messages/asking/progress.ts';
import { itemBlocks } from '../../core/slack/messages/items/items.ts';
import { ANYONE, speechFor } from '../../core/slack/messages/speech.ts';
import { showMessage } from './terminal-message.ts';

type Shown = Parameters<typeof showMessage>;

const speech = speechFor(ANYONE);

const world: Shown[1] = {
  person: (id) => (id === 'U1' ? { id, name: 'mara', realName: 'Mara Lind' } : undefined),
  channel: (id) =>
    id === 'C1'
      ? {
          ...{ id, kind: 'public', name: 'general', purpose: '', topic: '' },
          ...{ isArchived: false, members: new Set(), created: 0 },
        }
      : undefined,
};
const styles: Shown[2] = {
  bold: (text) => `**${text}**`,
  dim: (text) => `~${text}~`,
  strike: (text) => `--${text}--`,
};
const show = (message: Omit<Shown[0], 'where'>) =>
  showMessage({ ...message, where: 'in the thread' }, world, styles);

describe('a message of Recall in a terminal', () => {
  it('says where it stands, and shows what a person would read', () => {
    expect(
      show({
        text: '',
        blocks: [
          {
            type: 'rich_text',
            elements: [
              {
                type: 'rich_text_section',
                elements: [
                  { type: 'emoji', name: 'memo' },
                  { type: 'text', text: ' Launch', style: { bold: true } },
                ],
              },
              {
                type: 'rich_text_list',
                style: 'bullet',
                elements: [
                  {
                    type: 'rich_text_section',
                    elements: [
                      { type: 'text', text: 'Ask ' },
                      { type: 'user', user_id: 'U1' },
                      { type: 'text', text: ' ' },
                      { type: 'link', url: 'https://a.example', text: '[1]' },
                    ],
                  },
                ],
              },
            ],
          },
          { type: 'context', elements: [{ type: 'mrkdwn', text: 'Read 4 messages of <#C1>' }] },
        ],
      }),
    ).toEqual([
      '~Recall · in the thread~',
      '',
      '📝** Launch**',
      '• Ask @Mara Lind ~[1]~',
      '~Read 4 messages of #general~',
    ]);
  });

  it('shows words as they are, where they are no markup', () => {
    const text = 'a &lt; b, <#C1>, :warning: and <https://a.example|docs>';
    const elements = [{ type: 'text' as const, text }];
    const blocks = [
      { type: 'rich_text' as const, elements: [{ type: 'rich_text_section' as const, elements }] },
    ];
    expect(show({ text: '', blocks }).at(-1)).toBe(text);
    expect(show({ text, blocks: [] }).at(-1)).toBe('a < b, #general, ⚠️ and docs');
  });

  it('calls people and channels that it does not know by their ids', () => {
    expect(show({ text: '<@U9> in <#C9>, <!here>', blocks: [] }).at(-1)).toBe('@U9 in #C9, @here');
  });

  it('shows the button of a message that failed', () => {
    const lines = show(failureMessage({ code: 'timed_out', conversationId: 'c1', channelId: 'C1', speech }));
    expect(lines.slice(1)).toEqual([
      '⚠️ This took longer than the time limit, so I stopped. Try again, or ask for a shorter part, such as `/recall last 200`.',
      '~[Try again]~',
    ]);
  });

  it('shows a placeholder', () => {
    expect(show(readingMessage({ what: 'this thread', found: 2, speech })).slice(1)).toEqual([
      '⏳ Reading 2 messages of this thread…',
    ]);
  });

  it('shows what can be pressed behind the line that it belongs to, and what is done as struck', () => {
    const speech = speechFor(ANYONE);
    const item = {
      ...{ text: 'Tell support', assignee: null, due: null, snoozedUntil: null, changedBy: null },
      id: '0c1d6d3e-7a3b-4a0e-9f57-3f4f3b5a2c11',
    };
    const shown = { speech, place: { kind: 'recap' as const }, now: null, linksOf: () => [] };
    const blocks = itemBlocks(
      [
        { ...item, state: 'open' },
        { ...item, state: 'done', changedBy: 'U1' },
      ],
      shown,
    );
    expect(show({ text: '', blocks }).slice(1)).toEqual([
      '• Tell support  ~[Done] […]~',
      '• --Tell support-- — done by @Mara Lind  ~[Not done]~',
    ]);
  });

  it('shows the headings, bold words and menus of lists and of the App Home', () => {
    const button = { type: 'button' as const, text: { type: 'plain_text' as const, text: 'Stop' } };
    const blocks = [
      { type: 'header' as const, text: { type: 'plain_text' as const, text: 'Settings' } },
      {
        type: 'section' as const,
        text: { type: 'mrkdwn' as const, text: '*Words* of 2*3*4 are\nused' },
        accessory: button,
      },
      {
        type: 'actions' as const,
        elements: [
          {
            type: 'static_select' as const,
            placeholder: { type: 'plain_text' as const, text: 'Pick a tag' },
            options: [],
          },
        ],
      },
    ];
    expect(show({ text: '', blocks }).slice(1)).toEqual([
      '',
      '**Settings**',
      '**Words** of 2*3*4 are',
      'used  ~[Stop]~',
      '~[Pick a tag ▾]~',
    ]);
  });

  it('names a block that it cannot show', () => {
    expect(show({ text: '', blocks: [{ type: 'video' }] }).slice(1)).toEqual(['(video)']);
  });
});
