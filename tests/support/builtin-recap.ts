import { readTranscriptFile } from '../../src/cli/try/transcript-file.ts';
import type { Transcript } from '../../src/core/domain/transcript.ts';
import { readableText } from '../../src/core/slack/mrkdwn.ts';
import { createBuiltinEngine } from '../../src/worker/engines/builtin/index.ts';
import { questionAbout } from './transcripts.ts';

/** A recap with names instead of ids, each line as somebody would read it. */
export interface ReadableRecap {
  headline: string;
  points: string[];
  decisions: string[];
  /** `Send the numbers, Mara, 2026-11-06`; without what is not known. */
  actionItems: string[];
  openQuestions: string[];
  tags: string[];
}

const engine = createBuiltinEngine();

/** A transcript of `Name: words` lines; the first may carry a time such as `[2026-11-03 14:05]`, which all then need. */
function spoken(...lines: string[]): Transcript {
  return readTranscriptFile(lines.join('\n'), { now: new Date('2026-11-20T12:00:00Z') });
}

/** The builtin engine's recap of a conversation on Tuesday, 3 November 2026, one message a minute from 10:00 UTC. */
export async function recapOfLines(...lines: string[]): Promise<ReadableRecap> {
  const stamped = lines.map((line, i) => `[2026-11-03 10:${String(i).padStart(2, '0')}] ${line}`);
  return builtinRecap(spoken(...stamped));
}

async function builtinRecap(transcript: Transcript): Promise<ReadableRecap> {
  const question = { ...questionAbout(transcript), timeZone: 'UTC' };
  const { answer } = await engine.summarize(question, new AbortController().signal);
  const readable = (text: string) => readableText(text, transcript.people);
  const texts = (items: readonly { text: string }[]) => items.map(({ text }) => readable(text));
  return {
    headline: readable(answer.headline),
    points: texts(answer.points),
    decisions: texts(answer.decisions),
    actionItems: answer.actionItems.map(({ text, assignee, due }) =>
      [readable(text), transcript.people.get(assignee ?? '')?.name, due].filter(Boolean).join(', '),
    ),
    openQuestions: texts(answer.openQuestions),
    tags: answer.tags,
  };
}
