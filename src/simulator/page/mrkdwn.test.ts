import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_APP } from '../app.ts';
import type { WorkspaceSeed } from '../seed.ts';
import { createWorld } from '../world/world.ts';
import { renderMarkdown } from './markdown.ts';
import { renderMrkdwn } from './mrkdwn.ts';
import type { Viewing } from './viewing.ts';

const seed: WorkspaceSeed = {
  team: { id: 'T1', name: 'Tea House', domain: 'tea' },
  people: [
    { id: 'U1', name: 'ann', realName: 'Ann <b>Berg</b>' },
    { id: 'U2', name: 'ben', realName: 'Ben' },
  ],
  channels: [
    {
      id: 'C1',
      name: 'leaves',
      purpose: '',
      topic: '',
      isPrivate: false,
      members: ['U1', 'U2'],
      appIsMember: true,
      messages: [
        { ts: '1700000000.000100', user: 'U1', text: 'root' },
        { ts: '1700000001.000100', user: 'U2', text: 'reply', threadTs: '1700000000.000100' },
      ],
    },
  ],
};
const world = createWorld({ seed, app: DEFAULT_APP, now: () => 1_700_000_100_000 });
const viewing: Viewing = {
  world,
  app: DEFAULT_APP,
  viewer: { id: 'U2', name: 'ben', realName: 'Ben' },
  here: '/channel/C1?as=U2',
  editing: undefined,
};

function shown(text: string): string {
  return renderMrkdwn(text, viewing).toString();
}

describe('mrkdwn', () => {
  test.each([
    ['*bold* _italic_ ~gone~', '<b>bold</b> <i>italic</i> <s>gone</s>'],
    ['*_both_*', '<b><i>both</i></b>'],
    ['2*3*4 and snake_case_name', '2*3*4 and snake_case_name'],
    ['one\ntwo', 'one<br>two'],
    ['&gt; quoted\nnot', '<blockquote>quoted</blockquote>not'],
    ['`*code* :tada:`', '<code>*code* :tada:</code>'],
    ['```\na &lt; b\n  *c*\n```', '<pre class="code">a &lt; b\n  *c*</pre>'],
    ['at 09:15:30', 'at 09:15:30'],
    [':nobody_knows_this:', ':nobody_knows_this:'],
    ['<!date^1700000000^{date}|14 Nov>', '14 Nov'],
  ])('%j', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  test('names people and channels, and marks what is meant for the viewer', () => {
    expect(shown('<@U1>')).toBe('<span class="mention">@Ann &lt;b&gt;Berg&lt;/b&gt;</span>');
    expect(shown('<@U2>')).toContain('mention-you');
    expect(shown('<!here>')).toContain('mention-you');
    expect(shown('<@U404>')).toContain('@U404');
    expect(shown('<#C1|old-name>')).toBe('<a class="mention" href="/channel/C1?as=U2">#leaves</a>');
    expect(shown('<#C404|elsewhere>')).toBe('<span class="mention">#elsewhere</span>');
  });

  test('shows emoji, skin tones left out', () => {
    expect(shown(':tada: :wave::skin-tone-3: :flag-no:').replaceAll(/<[^>]*>/g, '')).toBe('🎉 👋 🇳🇴');
  });

  test('formats around mentions and links', () => {
    expect(shown('*<@U2> decides*')).toMatch(/^<b><span .*<\/span> decides<\/b>$/);
  });

  test('links to the web, and for permalinks to the message on this page', () => {
    expect(shown('<https://tea.example/?a=1&amp;b=2|the &lt;menu&gt;>')).toBe(
      '<a href="https://tea.example/?a=1&amp;b=2" rel="noreferrer noopener">the &lt;menu&gt;</a>',
    );
    expect(shown('<https://tea.slack.com/archives/C1/p1700000001000100|[1]>')).toContain(
      'href="/channel/C1/thread/1700000000.000100?as=U2#m-1700000001.000100"',
    );
  });

  test.each([
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'data:text/html,hi',
    ' javascript:alert(1)',
    'vbscript:x',
  ])('makes no link of %j', (address) => {
    expect(shown(`<${address}|click>`)).toBe('click');
  });

  test('cannot be talked out of an attribute', () => {
    expect(shown('<https://tea.example/"onmouseover="alert(1)>')).not.toContain('"onmouseover');
  });
});

describe('Markdown of a markdown block', () => {
  test('knows headings, lists, quotes, links and marks', () => {
    const text = '## Plan\n- **one**\n- [two](https://tea.example/)\n\n1. first\n> said\n\nplain *words*';
    expect(renderMarkdown(text, viewing).toString()).toBe(
      '<h4>Plan</h4><ul><li><b>one</b></li><li><a href="https://tea.example/" rel="noreferrer noopener">two</a></li></ul>' +
        '<ol><li>first</li></ol><blockquote>said</blockquote><p>plain <i>words</i></p>',
    );
  });

  test('makes no link of a script', () => {
    expect(renderMarkdown('[x](javascript:alert(1))', viewing).toString()).not.toContain('href');
  });
});

describe('any text at all', () => {
  const fragment = fc.constantFrom(
    '<',
    '>',
    '|',
    '&',
    '&lt;',
    '"',
    "'",
    '*',
    '_',
    '~',
    '`',
    '```',
    '\n',
    ':tada:',
    '<script>',
    '<@U1>',
    'https://',
    'javascript:',
    '<https://x.example|',
    '\uE000',
    '\uE0010',
    '[',
    '](',
    ')',
    '\uE0000\uE001',
    'onerror=',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.oneof(fragment, fc.string())).map((parts) => parts.join('')),
  );
  const TAGS =
    /<\/?(?:b|i|s|p|br|hr|ul|ol|li|h4|pre|code|blockquote)(?: class="code")?>|<span class="(?:mention(?: mention-you)?|emoji)"(?: title="[^"<>]*")?>|<\/span>|<a (?:class="mention" )?href="(?:https?:|mailto:|\/)[^"<>]*"(?: rel="[a-z ]+")?>|<\/a>/g;

  test.each([
    ['mrkdwn', renderMrkdwn],
    ['Markdown', renderMarkdown],
  ])('as %s makes no other HTML than this page writes itself', (_, render) => {
    fc.assert(
      fc.property(text, (any) => {
        const markup = render(any, viewing).toString();
        expect(markup.toLowerCase()).not.toContain('<script');
        expect(markup.replaceAll(TAGS, '')).not.toMatch(/[<>]/);
      }),
      { numRuns: 500 },
    );
  });
});
