import { describe, expect, it } from 'vitest';
import { MARA } from '../../../../tests/support/transcripts.ts';
import { linesOf } from './plain-text.ts';

const PEOPLE = new Map([[MARA.id, MARA]]);

describe('what a message says in words', () => {
  it.each([
    ['a mention of a person', 'ask <@U0MARA>', ['ask @U0MARA']],
    ['a mention of a stranger', 'ask <@U0GONE|zoe>', ['ask zoe']],
    ['a link with a label', 'see <https://example.org/a/b|the docs>', ['see the docs']],
    ['a bare link', 'see <https://www.example.org/a/b?c=d>', ['see example.org']],
    ['a code block', 'before ```x = 1``` after', ['before', 'after']],
    ['a quote', '&gt; said earlier\nmy answer', ['my answer']],
    ['struck-out words', 'we ship ~tomorrow~ on Monday', ['we ship on Monday']],
    ['emphasis', '*really* _good_', ['really good']],
    ['emoji', 'done :tada: 🎉', ['done']],
    ['a clock time', 'at 14:05:30 sharp', ['at 14:05:30 sharp']],
    ['a list', '• one\n2. two\n- three', ['one', 'two', 'three']],
    ['escapes', 'a &lt; b &amp;&amp; c', ['a < b && c']],
    ['nothing in words', ':tada: :+1:', []],
    ['invisible characters', 'a\u202Eb\u200Bc', ['abc']],
  ])('%s', (_, text, lines) => {
    expect(linesOf(text, PEOPLE)).toEqual(lines);
  });
});
