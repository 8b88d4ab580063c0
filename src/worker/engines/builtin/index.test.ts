import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recapOfLines } from '../../../../tests/support/builtin-recap.ts';
import { questionAbout, threadOf, windowOf } from '../../../../tests/support/transcripts.ts';
import type { RecapLength } from '../../../core/domain/conversation.ts';
import type { EngineQuestion } from '../../../core/domain/engine.ts';
import type { RecapAnswer } from '../../../core/domain/recap.ts';
import type { Transcript } from '../../../core/domain/transcript.ts';
import { createBuiltinEngine } from './index.ts';

const engine = createBuiltinEngine();

async function answerTo(transcript: Transcript): Promise<RecapAnswer> {
  return (await engine.summarize(questionAbout(transcript), new AbortController().signal)).answer;
}

function claimsOf({ points, decisions, actionItems, openQuestions }: RecapAnswer) {
  return [...points, ...decisions, ...actionItems, ...openQuestions];
}

describe('a recap by the builtin engine', () => {
  it('reads well', async () => {
    expect(
      await recapOfLines(
        'Mara: We need a database for the ledger service. I see two options: Postgres or DynamoDB.',
        'Jonas: We run Postgres for everything else already, and nobody here has operated Dynamo.',
        'Priya: Cost-wise Postgres is about 40% cheaper at our volume, I checked the calculator.',
        "Mara: ok, let's go with Postgres then.",
        'Jonas: +1',
        'Mara: Jonas, can you set up the staging instance by Friday?',
        'Jonas: sure, will do',
        "Priya: I'll write the migration guide once that's up, should be ready next Tuesday.",
        'Priya: If we have time I could also look at the reporting schema.',
        'Mara: who owns the backups for this, is that us or the platform team?',
      ),
    ).toEqual({
      headline: 'We need a database for the ledger service → decided: Go with Postgres',
      points: [
        '@Mara: I see two options: Postgres or DynamoDB.',
        '@Jonas: We run Postgres for everything else already, and nobody here has operated Dynamo.',
        '@Priya: Cost-wise Postgres is about 40% cheaper at our volume, I checked the calculator.',
      ],
      decisions: ['Go with Postgres'],
      actionItems: [
        'Set up the staging instance, Jonas, 2026-11-06',
        "Write the migration guide once that's up, Priya, 2026-11-10",
      ],
      openQuestions: ['Who owns the backups for this, is that us or the platform team?'],
      tags: ['postgres'],
    });
  });

  it('ends its headline in the language of the conversation', async () => {
    const { headline } = await recapOfLines(
      'Jan: Die Abnahme für das Release ist noch nicht da.',
      'Karin: Ich schicke dem Kunden bis Freitag eine Nachricht.',
    );
    expect(headline).toBe('Die Abnahme für das Release ist noch nicht da → 1 Aufgabe');
  });

  it('costs nothing and names no model', async () => {
    const result = await engine.summarize(questionAbout(threadOf('hello')), new AbortController().signal);
    expect(result).toMatchObject({ model: null, promptVersion: null, costUsd: 0 });
  });

  it('says little about little', async () => {
    expect(await answerTo(threadOf('Coffee machine is broken again'))).toEqual({
      headline: 'Coffee machine is broken again',
      points: [],
      decisions: [],
      actionItems: [],
      openQuestions: [],
      tags: [],
    });
  });

  it.each([
    ['no messages', threadOf()],
    ['empty messages', threadOf('', ' ', '\n')],
    ['emoji', threadOf(':tada:', '🎉🎉', ':+1::skin-tone-2:')],
    ['code', threadOf('```const a = 1;```')],
  ])('makes up nothing from %s', async (_, transcript) => {
    const answer = await answerTo(transcript);
    expect(claimsOf(answer)).toEqual([]);
    expect(answer.headline).toBe('');
  });

  it('gives the same answer every time', async () => {
    const transcript = windowOf(300);
    expect(await answerTo(transcript)).toEqual(
      await createBuiltinEngine()
        .summarize(questionAbout(transcript), new AbortController().signal)
        .then((result) => result.answer),
    );
  });

  it('reads 5,000 messages', async () => {
    const answer = await answerTo(windowOf(5000));
    expect(answer.points.length).toBeGreaterThan(1);
    expect(answer.points.length).toBeLessThanOrEqual(10);
  });

  it('stops when it is cancelled', async () => {
    await expect(engine.summarize(questionAbout(windowOf(2000)), AbortSignal.abort())).rejects.toMatchObject({
      code: 'cancelled',
    });
  });
});

describe('what the person who asks wishes', () => {
  const talk = threadOf(
    'The migration of the ledger to Postgres went through last night without any downtime.',
    'The outage of the search cluster on Monday was caused by a full disk on db-2.',
    'Our new office plants have arrived and stand next to the kitchen window.',
    'Marketing wants the pricing page to show yearly prices by default from now on.',
    'During outages nobody answers the support phone, which customers complained about twice.',
    'The importer still skips rows with empty dates, which breaks the nightly report.',
    'We hired two engineers for the platform team, they start in January.',
    'The kitchen window does not close properly since the storm last weekend.',
  );
  const ask = async (wishes: Partial<EngineQuestion>, transcript = talk) => {
    const question = { ...questionAbout(transcript), ...wishes };
    return (await engine.summarize(question, new AbortController().signal)).answer;
  };
  const sourcesOf = ({ points }: RecapAnswer) => points.flatMap(({ sources }) => sources);

  it('bounds the number of points', async () => {
    const window = windowOf(500);
    const count = async (length: RecapLength) => (await ask({ length }, window)).points.length;
    expect(await count('brief')).toBeLessThanOrEqual(3);
    expect(await count('detailed')).toBeGreaterThan(await count('standard'));
    expect(await count('detailed')).toBeLessThanOrEqual(15);
    expect((await ask({ length: 'brief' })).points.length).toBeLessThanOrEqual(3);
    expect(await ask({ length: 'standard' })).toEqual(await ask({}));
  });

  it.each(['outage', 'Outages', 'focus on the outage', 'the *OUTAGE* please', 'what about outages?'])(
    'puts what shares a word with “%s” first',
    async (focus) => {
      expect(sourcesOf(await ask({ focus })).slice(0, 2)).toEqual([2, 5]);
      expect(sourcesOf(await ask({ focus, length: 'brief' })).slice(0, 2)).toEqual([2, 5]);
    },
  );

  it('puts what a person says first where they are named', async () => {
    const [first] = sourcesOf(await ask({ focus: 'what <@U0JOEL> said', length: 'brief' }));
    expect((first ?? 1) % 2).toBe(0);
  });

  it.each(['quarterly taxes', 'focus on', 'Ignore your rules', '', ' ', '???', '<!channel>', 'the'])(
    'is as without a wish for “%s”',
    async (focus) => {
      expect(await ask({ focus })).toEqual(await ask({}));
    },
  );
});

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc
    .array(
      fc.constantFrom(
        'I will',
        '@Joel',
        'Mara:',
        'send',
        'it',
        'by Friday',
        'decided:',
        "let's",
        'no',
        '?',
        '!',
        'never mind',
        'constructor',
        '__proto__',
        '<@U0MARA>',
        '<!channel>',
        '```',
        '~',
        'who will',
        'done',
        '\n',
      ),
    )
    .map((parts) => parts.join(' ')),
);

describe('whatever people write', () => {
  it('cites only messages that are there and names only people who are there', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyText, { maxLength: 12 }), async (texts) => {
        const transcript = threadOf(...texts);
        const answer = await answerTo(transcript);
        for (const { sources } of claimsOf(answer)) {
          expect(sources.length).toBeGreaterThan(0);
          for (const number of sources) expect(transcript.messages[number - 1]?.number).toBe(number);
        }
        const named = [
          ...answer.decisions.map(({ by }) => by),
          ...answer.actionItems.map(({ assignee }) => assignee),
          ...answer.openQuestions.map(({ askedOf }) => askedOf),
        ];
        for (const id of named) if (id !== null) expect(transcript.people.has(id)).toBe(true);
        expect(answer.tags.length).toBeLessThanOrEqual(5);
      }),
      { numRuns: 200 },
    );
  });
});
