import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { RECAP_LENGTHS } from '../../src/core/domain/conversation.ts';
import type { EngineQuestion } from '../../src/core/domain/engine.ts';
import { recapAnswerSchema } from '../../src/core/domain/recap.ts';
import type { Transcript, TranscriptMessage } from '../../src/core/domain/transcript.ts';

/** A transcript as fixtures write it: numbers and timestamps follow from the order and from `at`. */
const transcriptFixtureSchema = z.strictObject({
  channel: z.strictObject({ id: z.string(), name: z.string(), purpose: z.string() }),
  /** False for a window of a channel. */
  thread: z.boolean().default(true),
  /** True for the lines of a person's notes, which stand in a thread. */
  notes: z.boolean().default(false),
  people: z.array(z.strictObject({ id: z.string(), name: z.string(), timeZone: z.string().nullable() })),
  messages: z.array(
    z.strictObject({
      at: z.iso.datetime(),
      author: z.string().nullable(),
      text: z.string(),
      /** Number of the root that it answers, in a window of a channel. */
      replyTo: z.number().int().optional(),
      editedTs: z.string().nullable().default(null),
      files: z.array(z.string()).default([]),
      reactions: z.array(z.strictObject({ name: z.string(), count: z.number().int() })).default([]),
    }),
  ),
});
export type TranscriptFixture = z.infer<typeof transcriptFixtureSchema>;

const attackSchema = z.strictObject({
  /** What the attack tries. */
  note: z.string(),
  transcript: transcriptFixtureSchema,
  /** What an engine answers that does as it is told. */
  obeyed: recapAnswerSchema,
  /** What must not be left of it. */
  forbidden: z.array(z.string()),
});
export type Attack = z.infer<typeof attackSchema>;

const recapCaseSchema = z.strictObject({
  language: z.string().nullable().default(null),
  focus: z.string().exactOptional(),
  length: z.enum(RECAP_LENGTHS).exactOptional(),
  timeZone: z.string(),
  now: z.iso.datetime(),
  transcript: transcriptFixtureSchema,
});

const earlierSchema = z.strictObject({ answer: recapAnswerSchema, news: z.array(z.number().int()) });

const FIXTURES = new URL('../fixtures/', import.meta.url);

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, FIXTURES), 'utf8'));
}

/** Every attack of the corpus, by name. */
export function attacks(): [string, Attack][] {
  return readdirSync(new URL('attacks/', FIXTURES))
    .sort()
    .map((file) => [file.replace(/\.json$/, ''), attackSchema.parse(readJson(`attacks/${file}`))]);
}

export interface RecapCase {
  name: string;
  question: EngineQuestion;
  answer: z.infer<typeof recapAnswerSchema>;
  /** Where an output of the case is kept. */
  pathOf(output: 'prompt.txt' | 'recap.json' | 'message.json'): string;
}

/**
 * Every folder of `fixtures/recaps`: `_transcript.json`, `_answer.json` and, for a second recap, `_earlier.json` go in,
 * the files without `_` come out.
 */
export function recapCases(): RecapCase[] {
  return readdirSync(new URL('recaps/', FIXTURES), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const { transcript, now, ...asked } = recapCaseSchema.parse(
        readJson(`recaps/${name}/_transcript.json`),
      );
      return {
        name,
        question: {
          ...asked,
          ...earlierOf(name),
          now: new Date(now),
          transcript: transcriptFrom(transcript),
        },
        answer: recapAnswerSchema.parse(readJson(`recaps/${name}/_answer.json`)),
        pathOf: (output) => fileURLToPath(new URL(`recaps/${name}/${output}`, FIXTURES)),
      };
    });
}

function earlierOf(name: string): Pick<EngineQuestion, 'earlier'> {
  const path = `recaps/${name}/_earlier.json`;
  return existsSync(new URL(path, FIXTURES)) ? { earlier: earlierSchema.parse(readJson(path)) } : {};
}

export function transcriptFrom(fixture: TranscriptFixture): Transcript {
  const timestamps = fixture.messages.map(({ at }, index) => {
    const seconds = new Date(at).getTime() / 1000;
    return `${seconds}.${String(index + 1).padStart(6, '0')}`;
  });
  const rootOf = (replyTo: number | undefined) => timestamps[(replyTo ?? 0) - 1] ?? null;
  const threadTs = fixture.thread ? (timestamps[0] ?? null) : null;
  const messages = fixture.messages.map(({ at: _at, replyTo, ...message }, index): TranscriptMessage => {
    const ts = timestamps[index] ?? '';
    return { ...message, ts, number: index + 1, threadTs: threadTs ?? rootOf(replyTo) };
  });
  return {
    channel: fixture.channel,
    threadTs,
    ...(fixture.notes ? { isNotes: true } : {}),
    people: new Map(fixture.people.map((person) => [person.id, person])),
    messages,
    coverage: { found: messages.length, read: messages.length, leftOut: {}, partial: false },
  };
}
