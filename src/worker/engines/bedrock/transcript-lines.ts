import { DateTime } from 'luxon';
import {
  type Person,
  type Transcript,
  type TranscriptMessage,
  timeOf,
} from '../../../core/domain/transcript.ts';
import { mentionOf, parseMrkdwn } from '../../../core/slack/mrkdwn.ts';
import { compactName, compactText } from './compact-text.ts';

export interface LineContext {
  transcript: Transcript;
  /** IANA zone in which times are written. */
  timeZone: string;
}

/** Writes messages as numbered lines: `[12] 2026-11-03 14:05 <@U…> re [9]: text (edited) (files: a.pdf) {eyes 2}`. */
export function createLineWriter({
  transcript,
  timeZone,
}: LineContext): (message: TranscriptMessage) => string {
  const numberOf = new Map(transcript.messages.map(({ ts, number }) => [ts, number]));
  return (message) =>
    [
      `[${message.number}] ${localMinute(message, timeZone)} ${authorOf(message)}${threadMark(message)}:`,
      compactText(message.text),
      message.edited ? '(edited)' : '',
      message.files.length > 0 ? `(files: ${message.files.map((file) => compactName(file)).join(', ')})` : '',
      reactionsOf(message),
    ]
      .filter((part) => part !== '')
      .join(' ');

  /** In a thread every message answers its root, so only in a channel is it worth saying. */
  function threadMark({ ts, threadTs }: TranscriptMessage): string {
    if (transcript.threadTs !== null || threadTs === null || threadTs === ts) return '';
    const root = numberOf.get(threadTs);
    return root === undefined ? ' re an earlier message' : ` re [${root}]`;
  }
}

function authorOf({ author }: TranscriptMessage): string {
  return author === null ? 'someone' : mentionOf(author);
}

function reactionsOf({ reactions }: TranscriptMessage): string {
  if (reactions.length === 0) return '';
  return `{${reactions.map(({ name, count }) => `${compactName(name)} ${count}`).join(', ')}}`;
}

function localMinute({ ts }: TranscriptMessage, timeZone: string): string {
  return inZone(timeOf(ts), timeZone).toFormat('yyyy-LL-dd HH:mm');
}

/** An unknown zone is read as UTC. */
export function inZone(date: Date, timeZone: string): DateTime {
  const local = DateTime.fromJSDate(date, { zone: timeZone });
  return local.isValid ? local : DateTime.fromJSDate(date, { zone: 'utc' });
}

/** Who writes or is mentioned in these messages, one line each: `<@U…> Mara`. */
export function peopleLines(messages: readonly TranscriptMessage[], people: Transcript['people']): string[] {
  const ids = new Set<string>();
  for (const { author, text } of messages) {
    if (author !== null) ids.add(author);
    for (const piece of parseMrkdwn(text)) if (piece.kind === 'user') ids.add(piece.id);
  }
  return [...ids]
    .map((id) => people.get(id))
    .filter((person): person is Person => person !== undefined)
    .map(({ id, name }) => `${mentionOf(id)} ${compactName(name)}`);
}
