import { RecallError } from '../../core/domain/errors.ts';
import type { Transcript } from '../../core/domain/transcript.ts';
import { readExportTranscript } from './export-transcript.ts';
import { readPlainTranscript } from './plain-transcript.ts';

export interface TranscriptFileOptions {
  now: Date;
  /** IANA zone that clock times in a plain text are meant in. */
  timeZone?: string;
}

const EXPECTED =
  'it must be plain text with a line `Name: words` for each message, or the JSON of a Slack export (an array of messages)';

/**
 * Reads a transcript from a file's text: plain `Name: words` lines, or a day file of a Slack export. Throws `bad_input`
 * saying what it must be where it is neither, or where nothing in it was said by a person.
 */
export function readTranscriptFile(
  text: string,
  { now, timeZone = 'UTC' }: TranscriptFileOptions,
): Transcript {
  const content = text.replace(/^\uFEFF/, '').trim();
  if (content === '') throw new RecallError('bad_input', `the transcript is empty: ${EXPECTED}`);
  const transcript = /^[[{]\s*(?:[{}\]"]|$)/.test(content)
    ? readExportTranscript(content)
    : readPlainTranscript(content, { now, timeZone });
  if (transcript === null) throw new RecallError('bad_input', `the transcript cannot be read: ${EXPECTED}`);
  if (transcript.messages.length === 0) {
    throw new RecallError('bad_input', `the transcript holds no message of a person: ${EXPECTED}`);
  }
  return transcript;
}
