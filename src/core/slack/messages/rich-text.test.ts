import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sizeOf, toElements } from './rich-text.ts';

const text = (words: string) => ({ type: 'text', text: words });
const link = (url: string) => ({ type: 'link', url });

describe('a text as rich text', () => {
  it.each([
    ['plain *words* :tada:', [text('plain *words* :tada:')]],
    ['ask <@U1>, now', [text('ask '), { type: 'user', user_id: 'U1' }, text(', now')]],
    ['see https://a.example/x.', [text('see '), link('https://a.example/x'), text('.')]],
    ['(https://a.example)', [text('('), link('https://a.example'), text(')')]],
    ['https://a.example/w_(x)!', [link('https://a.example/w_(x)'), text('!')]],
    ['(https://a.example/w_(x))', [text('('), link('https://a.example/w_(x)'), text(')')]],
    ['https://%/ and http://', [text('https://%/ and http://')]],
    ['<!here> <@u1> <#C1>', [text('<!here> <@u1> <#C1>')]],
    ['', []],
  ])('%j', (given, elements) => {
    expect(toElements(given)).toEqual(elements);
  });

  it('has its words in the style that is asked for', () => {
    expect(toElements('now <@U1>', { bold: true })).toEqual([
      { type: 'text', text: 'now ', style: { bold: true } },
      { type: 'user', user_id: 'U1' },
    ]);
  });

  it('loses nothing, and links only addresses that a browser opens', () => {
    const piece = fc.oneof(
      fc.constantFrom('<@U1>', 'https://', '(', ')', '.', ' '),
      fc.webUrl(),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const elements = toElements(pieces.join(''));
        const again = elements.map((element) => {
          if (element.type === 'user') return `<@${element.user_id}>`;
          if (element.type === 'link') expect(URL.canParse(element.url)).toBe(true);
          return element.type === 'link' ? element.url : element.type === 'text' && element.text;
        });
        expect(again.join('')).toBe(pieces.join(''));
      }),
    );
  });
});

it('counts texts and links, and something for each mention', () => {
  const elements = [
    { type: 'text' as const, text: 'twelve chars' },
    { type: 'link' as const, url: 'https://a.example', text: '[1]' },
    { type: 'user' as const, user_id: 'U1' },
  ];
  expect(sizeOf({ type: 'rich_text_section', elements })).toBe(12 + 17 + 3 + 16);
});
