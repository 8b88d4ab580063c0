import type { KnownBlock, RichTextElement } from '@slack/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkBlocks, isTooLong } from '../../../../simulator/block-kit/check.ts';
import type { Recap, Receipt } from '../../../domain/recap.ts';
import type { Coverage, MessageRef } from '../../../domain/transcript.ts';
import type { OutgoingMessage } from '../../client.ts';
import { ANYONE, speechFor } from '../speech.ts';
import { type RecapToShow, recapMessages } from './recap.ts';
import { plainRecapMessage } from './recap-plain.ts';

const COVERAGE: Coverage = { found: 45, read: 41, leftOut: { bot: 4 }, partial: false };
const RECEIPT: Receipt = {
  engine: 'bedrock',
  model: 'acme.model-1',
  promptVersion: '1',
  tokens: { input: 1000, output: 100, cacheRead: 0, cacheWrite: 0 },
  costUsd: 0.0042,
  stages: { gather: 1000, summarize: 2100 },
  removed: {
    sources: 0,
    people: 0,
    links: 0,
    pings: 0,
    dates: 0,
    duplicates: 0,
    unsourced: 0,
    shortened: 0,
  },
};
const ref = (second: number): MessageRef => ({ ts: `${second}.000100`, threadTs: null });
const EMPTY: Recap = {
  headline: 'Nothing',
  points: [],
  decisions: [],
  actionItems: [],
  openQuestions: [],
  tags: [],
};

function toShow(recap: Recap, more: Partial<RecapToShow> = {}): RecapToShow {
  return {
    recap,
    coverage: COVERAGE,
    receipt: RECEIPT,
    about: null,
    speech: speechFor(ANYONE),
    linkTo: ({ ts }) => `https://acme.slack.com/archives/C1/p${ts.replace('.', '')}`,
    ...more,
  };
}

function words(elements: readonly RichTextElement[]): string {
  return elements
    .map((element) => {
      if (element.type === 'text') return element.text.replaceAll('\u00A0', ' ');
      if (element.type === 'user') return `<@${element.user_id}>`;
      if (element.type === 'link') return element.text ?? element.url;
      return element.type === 'emoji' ? `:${element.name}:` : '';
    })
    .join('');
}

/** What a message shows, line by line. */
function shown({ blocks }: OutgoingMessage): string[] {
  return blocks.flatMap((block: KnownBlock) => {
    if (block.type === 'context') {
      return block.elements.map((element) => ('text' in element ? `(${element.text})` : ''));
    }
    if (block.type !== 'rich_text') return [`unexpected ${block.type}`];
    return block.elements.flatMap((part) =>
      part.type === 'rich_text_list'
        ? part.elements.map((item) => `• ${words(item.elements)}`)
        : words(part.elements.filter((element) => element.type !== 'color')),
    );
  });
}

function linksIn({ blocks }: OutgoingMessage): { label: string; url: string }[] {
  return blocks
    .flatMap((block) => (block.type === 'rich_text' ? block.elements : []))
    .flatMap((part) => (part.type === 'rich_text_list' ? part.elements : []))
    .flatMap(({ elements }) => elements)
    .flatMap((element) =>
      element.type === 'link' && element.text ? { label: element.text, url: element.url } : [],
    );
}

const LAUNCH: Recap = {
  headline: 'The launch moves to Thursday',
  points: [
    { text: 'The load test of <@U0BO> failed', sources: [ref(1), ref(2)] },
    { text: 'See https://acme.example/(run)/7.', sources: [ref(3)] },
  ],
  decisions: [{ text: 'Launch on Thursday', by: 'U0MARA', sources: [ref(2)] }],
  actionItems: [
    { text: 'Tell support', assignee: 'U0BO', due: '2026-11-05', sources: [ref(4)] },
    { text: 'Book a room', assignee: null, due: '2026-11-06', sources: [ref(4)] },
    { text: 'Buy cake', assignee: null, due: null, sources: [ref(1)] },
  ],
  openQuestions: [{ text: 'Who is on call?', askedOf: 'U0MARA', sources: [ref(5)] }],
  tags: ['launch', 'load-test'],
};

describe('a recap', () => {
  it('says what was said, decided, promised and asked, by whom and until when, with its sources', () => {
    const messages = recapMessages(toShow(LAUNCH));
    expect(messages.map(shown)).toEqual([
      [
        ':memo: The launch moves to Thursday',
        'Main points',
        '• The load test of <@U0BO> failed [1] [2]',
        '• See https://acme.example/(run)/7. [3]',
        'Decisions',
        '• Launch on Thursday — <@U0MARA> [2]',
        'Action items',
        '• Tell support — <@U0BO>, by Thu, Nov 5 [4]',
        '• Book a room — by Fri, Nov 6 [4]',
        '• Buy cake [1]',
        'Open questions',
        '• Who is on call? — asked of <@U0MARA> [5]',
        '(`launch`  `load-test`)',
        '(Read 41 of 45 messages (left out: 4 from bots) · acme.model-1 · $0.004 · 3.1 s)',
      ],
    ]);
    expect(messages[0]?.text).toBe('Recap: The launch moves to Thursday (1 decision, 3 action items)');
  });

  it('says what it is about where it does not stand under it', () => {
    const [message] = recapMessages(toShow(EMPTY, { about: 'Recap of <#C1>' }));
    expect(message && shown(message).slice(0, 2)).toEqual(['(Recap of <#C1>)', ':memo: Nothing']);
    expect(message?.text).toBe('Recap: Nothing');
  });

  it('speaks the language of its reader, around the words of the engine', () => {
    const speech = speechFor({ locale: 'de-DE', timeZone: 'Europe/Berlin' });
    const [message] = recapMessages(toShow(LAUNCH, { speech }));
    const lines = message ? shown(message) : [];
    expect(lines.filter((line) => !line.startsWith('•') && !line.startsWith('('))).toEqual([
      ':memo: The launch moves to Thursday',
      'Wichtigste Punkte',
      'Entscheidungen',
      'Aufgaben',
      'Offene Fragen',
    ]);
    expect(lines).toContain('• Tell support — <@U0BO>, bis Do., 5. Nov. [4]');
    expect(lines.at(-1)).toContain('41 von 45 Nachrichten gelesen');
    expect(message?.text).toBe('Zusammenfassung: The launch moves to Thursday (1 Entscheidung, 3 Aufgaben)');
    expect(plainRecapMessage(toShow(LAUNCH, { speech })).text).toContain('\nOffene Fragen\n');
  });

  it('links six of the messages that a point rests on, and says how many more there are', () => {
    const points = [{ text: 'All agreed', sources: [1, 2, 3, 4, 5, 6, 7, 8].map(ref) }];
    const [message] = recapMessages(toShow({ ...EMPTY, points }));
    expect(message && shown(message)).toContain('• All agreed [1] [2] [3] [4] [5] [6] +2');
  });

  it('cannot be made to format, to ping or to link where nothing was linked', () => {
    const text = '*bold* <!here> <https://evil.example|docs> :tada: &amp; @channel';
    const [message] = recapMessages(toShow({ ...EMPTY, headline: text, tags: ['`', '<!here>'] }));
    const said = message?.blocks.flatMap((block) => (block.type === 'rich_text' ? block.elements : []));
    expect(said).toEqual([
      {
        type: 'rich_text_section',
        elements: [
          { type: 'emoji', name: 'memo' },
          { type: 'text', text: ' ' },
          { type: 'text', text: '*bold* <!here> <', style: { bold: true } },
          { type: 'link', url: 'https://evil.example' },
          { type: 'text', text: '|docs> :tada: &amp; @channel', style: { bold: true } },
        ],
      },
    ]);
    expect(message && shown(message)).toContain('(``  `&lt;!here&gt;`)');
    expect(message?.text).not.toMatch(/<[!h]/);
  });
});

const timestamp = fc.integer({ min: 1, max: 60 }).map(ref);
const piece = fc.oneof(
  fc.constantFrom('<@U0BO>', ' ', '&', '<', 'https://acme.example/a?b=c&d', '😀', 'https://', '*', '\n'),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.integer({ min: 0, max: 3000 }).map((length) => 'word '.repeat(length / 5)),
  fc.integer({ min: 0, max: 12_000 }).map((length) => '&'.repeat(length)),
);
const anyText = fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join(''));
const anyPerson = fc.constantFrom('U0MARA', 'W0BO', null);
const point = { text: anyText, sources: fc.array(timestamp, { maxLength: 25 }) };
const anyRecap: fc.Arbitrary<Recap> = fc.record({
  headline: anyText,
  points: fc.array(fc.record(point), { maxLength: 40 }),
  decisions: fc.array(fc.record({ ...point, by: anyPerson }), { maxLength: 20 }),
  actionItems: fc.array(
    fc.record({ ...point, assignee: anyPerson, due: fc.constantFrom('2026-02-28', null) }),
    { maxLength: 40 },
  ),
  openQuestions: fc.array(fc.record({ ...point, askedOf: anyPerson }), { maxLength: 20 }),
  tags: fc.array(anyText, { maxLength: 6 }),
});
const anyShown = fc
  .record({
    recap: anyRecap,
    about: fc.option(fc.constant('Recap of <#C1>, for you alone')),
    model: fc.option(fc.string({ maxLength: 3000 })),
    costUsd: fc.option(fc.double({ min: 0, max: 1e6, noNaN: true })),
  })
  .map(({ recap, about, ...made }) =>
    toShow(numberedTexts(recap), { about, receipt: { ...RECEIPT, ...made } }),
  );

const MARK = /⟦(\d+)⟧/g;
const HEADINGS = ['Main points', 'Decisions', 'Action items', 'Open questions'];

/** Each text with its place in the recap, so that it can be found again. */
function numberedTexts(recap: Recap): Recap {
  let count = 0;
  const numbered = <Item extends { text: string }>(items: Item[]) =>
    items.map((item) => {
      count += 1;
      return { ...item, text: `⟦${count}⟧ ${item.text}` };
    });
  return {
    ...recap,
    points: numbered(recap.points),
    decisions: numbered(recap.decisions),
    actionItems: numbered(recap.actionItems),
    openQuestions: numbered(recap.openQuestions),
  };
}

function check(rule: (shown: RecapToShow, messages: OutgoingMessage[]) => void): void {
  fc.assert(
    fc.property(anyShown, (given) => rule(given, recapMessages(given))),
    { numRuns: 60 },
  );
}

describe('every recap, however long', () => {
  it('is taken by Slack', () => {
    check((_, messages) => {
      for (const { text, blocks } of messages) {
        expect(checkBlocks(blocks)).toMatchObject({ ok: true });
        expect(isTooLong(blocks)).toBe(false);
        expect(text.length).toBeLessThanOrEqual(4000);
        expect(text).toMatch(/^Recap: /);
      }
    });
  });

  it('shows each of its items once, in order', () => {
    check(({ recap }, messages) => {
      const { points, decisions, actionItems, openQuestions } = recap;
      const count = points.length + decisions.length + actionItems.length + openQuestions.length;
      const marks = messages.flatMap(shown).join('\n').matchAll(MARK);
      expect(Array.from(marks, ([, mark]) => Number(mark))).toEqual(
        Array.from({ length: count }, (_, index) => index + 1),
      );
    });
  });

  it('says the heading of a list again where the list goes on in another message', () => {
    check(({ recap }, messages) => {
      const headings = messages.map((message) =>
        shown(message).filter((line) => HEADINGS.includes(line.replace(' (continued)', ''))),
      );
      const begun = headings.flat().filter((heading) => !heading.endsWith(' (continued)'));
      const lists = [recap.points, recap.decisions, recap.actionItems, recap.openQuestions];
      expect(begun).toEqual(HEADINGS.filter((_, index) => lists[index]?.length));
      for (const [page, [first, ...others]] of headings.entries()) {
        expect(others.every((heading) => HEADINGS.includes(heading))).toBe(true);
        if (!first?.endsWith(' (continued)')) continue;
        const before = headings[page - 1]?.at(-1)?.replace(' (continued)', '');
        expect(first).toBe(`${before} (continued)`);
      }
    });
  });

  it('has one number for each message that it links, counted from 1 in the order of reading', () => {
    check((_, messages) => {
      const links = messages.flatMap(linksIn);
      const urlOf = new Map(links.map(({ label, url }) => [label, url]));
      expect([...urlOf.keys()]).toEqual(Array.from(urlOf, (_entry, index) => `[${index + 1}]`));
      expect(new Set(urlOf.values()).size).toBe(urlOf.size);
      for (const { label, url } of links) expect(urlOf.get(label)).toBe(url);
    });
  });

  it('fits into one plain text where Slack refuses the blocks, without pings', () => {
    check((given) => {
      const { text, blocks } = plainRecapMessage(given);
      expect(blocks).toEqual([]);
      expect(text.length).toBeLessThanOrEqual(4000);
      expect(text.replace(/<@[UW][A-Z0-9]+>/g, '')).not.toMatch(/[<>]/);
    });
  });
});

it('says everything in its plain text, too', () => {
  expect(plainRecapMessage(toShow(LAUNCH)).text.split('\n')).toEqual([
    'The launch moves to Thursday',
    '',
    'Main points',
    '• The load test of <@U0BO> failed',
    '• See https://acme.example/(run)/7.',
    '',
    'Decisions',
    '• Launch on Thursday',
    '',
    'Action items',
    '• Tell support — <@U0BO>, by Thu, Nov 5',
    '• Book a room — by Fri, Nov 6',
    '• Buy cake',
    '',
    'Open questions',
    '• Who is on call?',
    '',
    'Read 41 of 45 messages (left out: 4 from bots) · acme.model-1 · $0.004 · 3.1 s',
  ]);
});
