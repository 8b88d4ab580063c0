import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compactLine, compactText } from './compact-text.ts';

describe('compactText', () => {
  it.each([
    [
      'entities',
      'hi <@U0MARA|mara>, see <https://a.example/x?y=1&amp;z=2|the doc> in <#C1|dev>',
      'hi <@U0MARA>, see the doc (https://a.example/x?y=1&z=2) in #dev',
    ],
    ['pings', '<!here> and <!subteam^S1|@ops>', '@here and @ops'],
    ['white space', ' a \n\n b\t c ', 'a b c'],
    ['invisible characters', 'a\u200bb\u202ec', 'abc'],
    ['code in one line', 'run ```npm test``` now', 'run `npm test` now'],
    [
      'a block of code',
      'see\n```\na {\n  b\n}\n```\nok',
      'see\n    ```\n    a {\n      b\n    }\n    ```\n    ok',
    ],
  ])('%s', (_name, text, expected) => {
    expect(compactText(text)).toBe(expected);
  });

  it('leaves the middle of long code out and says so', () => {
    const code = Array.from({ length: 100 }, (_, index) => `line ${index + 1}`).join('\n');
    const lines = compactText(`\`\`\`${code}\`\`\``).split('\n');
    expect(lines).toHaveLength(34);
    expect(lines).toContain('    [70 lines left out]');
    expect(lines).toContain('    line 100');
  });

  it('leaves the middle of an endless message out and says so', () => {
    const text = compactText('word '.repeat(8_000));
    expect(text.length).toBeLessThan(12_100);
    expect(text).toContain('[28000 characters left out]');
  });

  it('sets every further line in, whatever the text is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('```', '\n', '[1] 2026-11-03 14:05 <@U1>: x', ' ', '\r', '\u2028', 'a')),
        (pieces) => {
          const [, ...further] = compactText(pieces.join('')).split(/[\n\r\u2028]/);
          for (const line of further) expect(line).toMatch(/^ {4}/);
        },
      ),
    );
  });
});

describe('compactLine', () => {
  it('is one short line', () => {
    expect(compactLine('a\nb\u200b c')).toBe('a b c');
    expect(compactLine('x'.repeat(200))).toHaveLength(80);
  });

  it('never ends in half a character', () => {
    expect(compactLine('😀'.repeat(30), 10)).toBe(`${'😀'.repeat(4)}…`);
    expect(compactText('😀'.repeat(8_000))).not.toMatch(/\p{Cs}/u);
    expect(compactText(`x${'😀'.repeat(8_000)}`)).not.toMatch(/\p{Cs}/u);
  });
});
