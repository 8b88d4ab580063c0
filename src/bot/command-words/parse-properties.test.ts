import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORMS } from './forms.ts';
import { type CommandContext, type ParsedCommand, parseCommand } from './parse.ts';

const WORDS = (
  'last past since from to until between and public private about focus on yesterday today tomorrow monday sunday ' +
  'this next week weekend month year 3 31 200 5001 99999999 3d 12h 0d 2w 1 nov 5 feb 29 30 dec may 2020 2026-11-01 ' +
  '2026-11-05 .. - – / : , 1/2 9am 9:30 noon night morning ago a few days hours messages actions here find #tag ' +
  'tag:x decisions decison yesteday lats help note options optout opt in tags waiting settings digest " \' ` & &amp; ' +
  '<@U1|bob> <#C1|ops> <https://acme.slack.com/archives/C1/p1700000000123456|x> https://example.com 🙂 \u202e שלום /recall'
).split(' ');

const typedWords = fc.array(fc.constantFrom(...WORDS), { maxLength: 9 }).map((words) => words.join(' '));
const glued = fc.array(fc.constantFrom(...WORDS), { maxLength: 6 }).map((words) => words.join(''));
const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
);
const misspelt = fc
  .tuple(typedWords, fc.nat(), anything)
  .map(
    ([text, at, inserted]) => text.slice(0, at % (text.length + 1)) + inserted.slice(0, 2) + text.slice(at),
  );
const typed = fc.oneof(typedWords, glued, misspelt, anything);

const context: fc.Arbitrary<CommandContext> = fc.record({
  now: fc.date({ min: new Date('2020-01-01'), max: new Date('2060-01-01'), noInvalidDate: true }),
  timeZone: fc.constantFrom(
    'Europe/Berlin',
    'America/New_York',
    'Asia/Beirut',
    'Asia/Kathmandu',
    'Pacific/Apia',
    'Pacific/Honolulu',
    'UTC',
    'not a zone',
  ),
  locale: fc.constantFrom('en-US', 'en-GB', 'de-DE', ''),
});

const LONGEST_MS = 366 * 24 * 60 * 60_000 + 60 * 60_000;

function expectSound(command: ParsedCommand, { now }: CommandContext): void {
  if (command.kind !== 'recap') return;
  expect(command.focus === null || (command.focus !== '' && [...command.focus].length <= 300)).toBe(true);
  const { window } = command;
  if (window.kind === 'last_messages') expect(window.count).toSatisfy((count) => count >= 1 && count <= 5000);
  if (window.kind !== 'between') return;
  const [from, to] = [window.from.getTime(), window.to.getTime()];
  expect(from).toBeLessThan(to);
  expect(to).toBeLessThanOrEqual(now.getTime());
  expect(to - from).toBeLessThanOrEqual(LONGEST_MS);
}

describe('whatever is typed', () => {
  it('is answered with a sound command, or with the nearest one that is understood', () => {
    fc.assert(
      fc.property(typed, context, (text, at) => {
        const command = parseCommand(text, at);
        expectSound(command, at);
        if (command.kind !== 'unclear') return;
        expect(command.nearest).toMatch(/^\/recall\b[^<\n]*$/);
        expect(parseCommand(command.nearest, at).kind).not.toBe('unclear');
      }),
      { numRuns: 1500 },
    );
  });

  it('may be as long as Slack lets it be', () => {
    const long = fc
      .tuple(fc.oneof(fc.constantFrom(...WORDS), anything), fc.constantFrom('', ' ', '<', '"', ' #', '|'))
      .map(([piece, between]) => `${piece}${between}`.repeat(4000).slice(0, 4000));
    fc.assert(
      fc.property(long, fc.constantFrom('', 'find ', 'actions ', '3d about '), context, (text, start, at) => {
        const command = parseCommand(start + text, at);
        expectSound(command, at);
        if (command.kind === 'unclear') expect(parseCommand(command.nearest, at).kind).not.toBe('unclear');
      }),
      { numRuns: 200 },
    );
  });

  it('is posted for everyone only where it says so', () => {
    fc.assert(
      fc.property(typed, context, (text, at) => {
        fc.pre(!/public/i.test(text.normalize().replace(/[^a-z]/gi, '')));
        expect(parseCommand(text, at)).not.toMatchObject({ isPublic: true });
      }),
      { numRuns: 500 },
    );
  });
});

describe('every form of the help', () => {
  const FILLED = FORMS.map(({ form }) =>
    form
      .replace('<link to a message>', 'https://acme.slack.com/archives/C1/p1700000000123456')
      .replace('…', '/recall 3d')
      .replace('<words>', 'the outage')
      .replace(/ \[.*\]$/, ''),
  );

  it.each(FILLED)('`%s` is understood at any time and in any zone', (form) => {
    fc.assert(
      fc.property(context, (at) => {
        expect(parseCommand(form, at).kind).not.toBe('unclear');
      }),
      { numRuns: 20 },
    );
  });

  it('has an id of its own', () => {
    expect(new Set(FORMS.map(({ id }) => id)).size).toBe(FORMS.length);
  });
});
