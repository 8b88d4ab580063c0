import { describe, expect, it } from 'vitest';
import { checkBlocks } from '../../../../simulator/block-kit/check.ts';
import { viewDraftOf } from '../../../../simulator/web-api/view-draft.ts';
import { speechFor } from '../speech.ts';
import { LANGUAGES } from '../wording/index.ts';
import {
  NO_ENTRIES,
  noteNotStartedMessage,
  notePart,
  noteRoot,
  noteSavedView,
  noteSavingView,
  noteStartedMessage,
  noteView,
} from './note.ts';
import { optionsView, problemsAt } from './options.ts';

describe('notes as they were pasted', () => {
  it('ping, link and format nothing', () => {
    const text = '<!channel> <@U0BO> *bold* & <https://evil.example|safe>';
    const { text: shown, blocks } = notePart(text);
    expect(shown).toBe('&lt;!channel&gt; &lt;@U0BO&gt; *bold* &amp; &lt;https://evil.example|safe&gt;');
    expect(blocks).toEqual([
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
      },
    ]);
  });

  it('have a title that does nothing either', () => {
    const { text } = noteRoot({ title: '<!here>', speech: speechFor({ locale: 'en', timeZone: null }) });
    expect(text).toContain('*Your notes: &lt;!here&gt;*');
  });
});

describe.each(LANGUAGES)('in %s', (locale) => {
  const speech = speechFor({ locale, timeZone: null });
  const trouble = { code: 'slack_unavailable', channelId: null, speech } as const;
  const full = { title: 't'.repeat(100), texts: ['a', 'b', 'c'], focus: 'f'.repeat(300), language: 'eo' };

  it('Slack takes every form', () => {
    const views = [
      noteView({ metadata: '{}', entries: NO_ENTRIES, trouble: null, speech }),
      noteView({ metadata: '{}', entries: full, trouble, speech }),
      noteSavingView({ speech }),
      noteSavedView({ url: 'https://acme.slack.com/archives/D1/p1', speech }),
      optionsView({ channelId: 'C1', metadata: '{}', speech }),
    ];
    for (const view of views) expect(viewDraftOf(view, 'modal')).toMatchObject({ type: 'modal' });
  });

  it('Slack takes every message', () => {
    const messages = [
      noteRoot({ title: null, speech }),
      noteRoot({ title: 'Weekly', speech }),
      noteNotStartedMessage(trouble, 'x'.repeat(2000)),
      noteStartedMessage({ speech }),
      notePart('x'.repeat(3500)),
    ];
    for (const { blocks } of messages) expect(checkBlocks(blocks)).toMatchObject({ ok: true });
  });

  it('each problem has a sentence of its own', () => {
    const problems = (['from_missing', 'from_in_future', 'to_before_from', 'too_long'] as const).map((from) =>
      Object.values(problemsAt({ from }, speech)).join(),
    );
    expect(new Set(problems).size).toBe(4);
  });
});
