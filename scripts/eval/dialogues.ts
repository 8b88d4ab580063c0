import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { readTranscriptFile } from '../../src/cli/try/transcript-file.ts';
import type { Engine } from '../../src/core/domain/engine.ts';
import { inParallel } from '../../src/core/domain/in-parallel.ts';
import { readableText } from '../../src/core/slack/mrkdwn.ts';
import { BASELINES } from './baselines.ts';
import { meanRouge, type Rouge, rouge, tokensOf } from './rouge.ts';

/** A dialogue with a summary that a person wrote, in the form of DialogSum's files. */
const dialogueSchema = z.object({ dialogue: z.string(), summary: z.string() });
export type Dialogue = z.infer<typeof dialogueSchema>;

export interface SummaryScore extends Rouge {
  system: string;
  /** Mean number of words in a summary. */
  words: number;
}

const NOW = new Date('2026-11-03T12:00:00Z');
/** Questions put to an engine at the same time. */
const AT_ONCE = 4;

export async function readDialogues(path: string): Promise<Dialogue[]> {
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => dialogueSchema.parse(JSON.parse(line)));
}

/** ROUGE of an engine's headline and points against the written summaries. */
export async function scoreEngine(dialogues: readonly Dialogue[], engine: Engine): Promise<SummaryScore> {
  const summaries = await inParallel(dialogues, AT_ONCE, ({ dialogue }) => summaryBy(engine, dialogue));
  return scoreOf(engine.name, dialogues, summaries);
}

/** ROUGE of the turns that each baseline chooses, speakers included as in the dialogue. */
export function scoreBaselines(dialogues: readonly Dialogue[]): SummaryScore[] {
  return Object.entries(BASELINES).map(([name, baseline]) =>
    scoreOf(
      name,
      dialogues,
      dialogues.map(({ dialogue }) => baseline(dialogue.split('\n')).join('\n')),
    ),
  );
}

async function summaryBy(engine: Engine, dialogue: string): Promise<string> {
  const transcript = readTranscriptFile(dialogue, { now: NOW });
  const { answer } = await engine.summarize(
    { transcript, language: null, timeZone: 'UTC', now: NOW },
    new AbortController().signal,
  );
  return [answer.headline, ...answer.points.map((point) => point.text)]
    .map((text) => readableText(text, transcript.people))
    .join('\n');
}

function scoreOf(system: string, dialogues: readonly Dialogue[], summaries: readonly string[]): SummaryScore {
  const scores = dialogues.map(({ summary }, i) => rouge(summaries[i] ?? '', summary));
  const words = summaries.reduce((sum, summary) => sum + tokensOf(summary).length, 0);
  return { system, ...meanRouge(scores), words: words / Math.max(1, summaries.length) };
}
