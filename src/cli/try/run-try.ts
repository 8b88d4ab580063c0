import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { Engine } from '../../core/domain/engine.ts';
import { RecallError } from '../../core/domain/errors.ts';
import type { Recap, RecapAnswer, Receipt, Removed } from '../../core/domain/recap.ts';
import type { Transcript } from '../../core/domain/transcript.ts';
import { printRecap, recapAsJson } from './print-recap.ts';
import { readTranscriptFile } from './transcript-file.ts';

export interface TryOptions {
  /** Path of the transcript, or `-` for standard input. */
  file: string;
  json: boolean;
  color: boolean;
  engine: Engine;
  verify: (
    answer: RecapAnswer,
    transcript: Transcript,
    context: { now: Date; timeZone: string },
  ) => { recap: Recap; removed: Removed };
  readFile: (file: string) => Promise<string>;
  write: (text: string) => void;
  now: () => Date;
  /** IANA zone that the file's times and its dates in words are meant in. */
  timeZone: string;
  signal: AbortSignal;
}

/** Makes a recap of one transcript file and writes it. Throws `bad_input` and whatever the engine throws. */
export async function runTry(options: TryOptions): Promise<void> {
  const { engine, verify, timeZone } = options;
  const now = options.now();
  const transcript = readTranscriptFile(await options.readFile(options.file), { now, timeZone });
  const started = performance.now();
  const { answer, ...result } = await engine.summarize(
    { transcript, language: null, timeZone, now },
    options.signal,
  );
  const summarized = performance.now();
  const { recap, removed } = verify(answer, transcript, { now, timeZone });
  const receipt: Receipt = {
    engine: engine.name,
    ...result,
    stages: { summarize: summarized - started, verify: performance.now() - summarized },
    removed,
  };
  options.write(
    options.json
      ? recapAsJson(recap, receipt, transcript.coverage)
      : printRecap(recap, receipt, transcript.coverage, transcript, { color: options.color }),
  );
}

/** The text of a file, or of standard input for `-`. Throws `bad_input` where it cannot be read. */
export async function readFileOrStdin(file: string): Promise<string> {
  try {
    return file === '-' ? await text(process.stdin) : await readFile(file, 'utf8');
  } catch (cause) {
    throw new RecallError('bad_input', `cannot read ${file === '-' ? 'standard input' : file}`, { cause });
  }
}
