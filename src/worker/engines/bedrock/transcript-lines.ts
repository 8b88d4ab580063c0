import { DateTime } from 'luxon';
import {
  type Person,
  type Transcript,
  type TranscriptMessage,
  timeOf,
} from '../../../core/domain/transcript.ts';
import { mentionOf, parseMrkdwn } from '../../../core/slack/mrkdwn.ts';
import { compactLine, compactText } from './compact-text.ts';

export interface LineContext {
  transcript: Transcript;
  /** IANA zone in which days and times are written. */
  timeZone: string;
}

/** Writes messages as a model reads them. Only day lines and messages begin at the start of a line. */
export interface TranscriptWriter {
  /** One message without its day: `[12] 14:05 <@U…> re [9]: text (edited) (files: a.pdf) {eyes 2}`. */
  line(message: TranscriptMessage): string;
  /** Messages in their order, with a line such as `-- Tue 2026-11-03 --` before the first one of a day. */
  lines(messages: readonly TranscriptMessage[]): string[];
}

export function createTranscriptWriter({ transcript, timeZone }: LineContext): TranscriptWriter {
  const numberOf = new Map(transcript.messages.map(({ ts, number }) => [ts, number]));

  function line(message: TranscriptMessage): string {
    return [
      `[${message.number}] ${minuteOf(message)} ${authorOf(message)}${threadMark(message)}:`,
      compactText(message.text),
      message.editedTs === null ? '' : '(edited)',
      message.files.length > 0 ? `(files: ${message.files.map((file) => compactLine(file)).join(', ')})` : '',
      reactionsOf(message),
    ]
      .filter((part) => part !== '')
      .join(' ');
  }

  function lines(messages: readonly TranscriptMessage[]): string[] {
    let day = '';
    return messages.flatMap((message) => {
      const before = day;
      day = dayOf(message, timeZone);
      return day === before ? [line(message)] : [`-- ${day} --`, line(message)];
    });
  }

  function minuteOf({ ts }: TranscriptMessage): string {
    return inZone(timeOf(ts), timeZone).toFormat('HH:mm');
  }

  /** In a thread every message answers its root, so only in a channel is it worth saying. */
  function threadMark({ ts, threadTs }: TranscriptMessage): string {
    if (transcript.threadTs !== null || threadTs === null || threadTs === ts) return '';
    const root = numberOf.get(threadTs);
    return root === undefined ? ' re an earlier message' : ` re [${root}]`;
  }

  return { line, lines };
}

function authorOf({ author }: TranscriptMessage): string {
  return author === null ? 'someone' : mentionOf(author);
}

function reactionsOf({ reactions }: TranscriptMessage): string {
  if (reactions.length === 0) return '';
  return `{${reactions.map(({ name, count }) => `${compactLine(name)} ${count}`).join(', ')}}`;
}

/** The day of a message in a zone, as `Tue 2026-11-03`. */
export function dayOf({ ts }: TranscriptMessage, timeZone: string): string {
  return inZone(timeOf(ts), timeZone).toFormat('ccc yyyy-LL-dd');
}

/** An unknown zone is read as UTC. */
export function inZone(date: Date, timeZone: string): DateTime {
  const local = DateTime.fromJSDate(date, { zone: timeZone });
  return local.isValid ? local : DateTime.fromJSDate(date, { zone: 'utc' });
}

/** Who writes or is mentioned in these messages, by id. */
export function peopleIn(messages: readonly TranscriptMessage[]): string[] {
  return messages.flatMap(({ author, text }) => [...(author === null ? [] : [author]), ...mentionedIn(text)]);
}

/** The ids of `<@U…>` in a text. */
export function mentionedIn(text: string): string[] {
  return parseMrkdwn(text).flatMap((piece) => (piece.kind === 'user' ? [piece.id] : []));
}

/** One line for each of those who are known: `<@U…> Mara`. */
export function peopleLines(ids: readonly string[], people: Transcript['people']): string[] {
  return [...new Set(ids)]
    .map((id) => people.get(id))
    .filter((person): person is Person => person !== undefined)
    .map(({ id, name }) => `${mentionOf(id)} ${compactLine(name)}`);
}
