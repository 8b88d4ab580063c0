import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Person } from '../domain/transcript.ts';
import { escapeMrkdwn, mentionOf, mrkdwnLink, parseMrkdwn, readableText, unescapeMrkdwn } from './mrkdwn.ts';

const PEOPLE = new Map<string, Person>([['U1', { id: 'U1', name: 'Mara', timeZone: null }]]);
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.oneof(
        fc.constantFrom('<', '>', '|', '&', '&amp;', '&lt;', '@U1', '#C1', '!here', '\n'),
        fc.string(),
      ),
    )
    .map((parts) => parts.join('')),
);

describe('the pieces of a message', () => {
  it.each([
    ['<@U1>', { kind: 'user', id: 'U1', label: null }],
    ['<@W1|mara>', { kind: 'user', id: 'W1', label: 'mara' }],
    ['<#C1>', { kind: 'channel', id: 'C1', label: null }],
    ['<#C1|>', { kind: 'channel', id: 'C1', label: null }],
    ['<#G1|leads>', { kind: 'channel', id: 'G1', label: 'leads' }],
    ['<!here>', { kind: 'ping', name: 'here' }],
    ['<!channel|@channel>', { kind: 'ping', name: 'channel' }],
    ['<!subteam^S1>', { kind: 'ping', name: 'subteam' }],
    ['<!subteam^S1|@ops>', { kind: 'ping', name: 'ops' }],
    ['<!date^1700000000^{date}|Nov 14>', { kind: 'text', text: 'Nov 14' }],
    ['<https://a.example/?x=1&amp;y=2>', { kind: 'link', url: 'https://a.example/?x=1&y=2', label: null }],
    ['<https://a.example|R&amp;D>', { kind: 'link', url: 'https://a.example', label: 'R&D' }],
    ['<mailto:a@b.example|a@b.example>', { kind: 'link', url: 'mailto:a@b.example', label: 'a@b.example' }],
    ['1 &lt; 2 &amp;&amp; 3 &gt; 2', { kind: 'text', text: '1 < 2 && 3 > 2' }],
    ['<>', { kind: 'text', text: '<>' }],
    ['a < b', { kind: 'text', text: 'a < b' }],
  ])('%j is one', (text, piece) => {
    expect(parseMrkdwn(text)).toEqual([piece]);
  });

  it('stand in the order of the text', () => {
    expect(parseMrkdwn('ask <@U1> about <https://a.example|this>!')).toEqual([
      { kind: 'text', text: 'ask ' },
      { kind: 'user', id: 'U1', label: null },
      { kind: 'text', text: ' about ' },
      { kind: 'link', url: 'https://a.example', label: 'this' },
      { kind: 'text', text: '!' },
    ]);
  });

  it('can be found in any text at all', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(() => parseMrkdwn(text)).not.toThrow();
      }),
    );
  });

  it('are read as names and labels', () => {
    const text =
      '<@U1> and <@U2> of <#C1|ops> and <#C2|>: <!here> see <https://a.example> &amp; <https://b.example|b>';
    expect(readableText(text, PEOPLE)).toBe('@Mara and @U2 of #ops and #C2: @here see https://a.example & b');
  });
});

describe('text that is escaped', () => {
  it('is read again as the same text, and as nothing but text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const pieces = parseMrkdwn(escapeMrkdwn(text));
        expect(pieces).toEqual(text === '' ? [] : [{ kind: 'text', text }]);
        expect(unescapeMrkdwn(escapeMrkdwn(text))).toBe(text);
      }),
    );
  });
});

describe('a link with a label', () => {
  it('cannot be broken out of', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true }), anyText, anyText, (address, path, label) => {
        const url = `${address}${path}`;
        expect(parseMrkdwn(mrkdwnLink(url, label))).toEqual([
          { kind: 'link', url: url.replaceAll('|', '%7C'), label: label.replaceAll('|', '¦') || null },
        ]);
      }),
    );
  });
});

it('mentions a person by id', () => {
  expect(parseMrkdwn(mentionOf('U1'))).toEqual([{ kind: 'user', id: 'U1', label: null }]);
});
