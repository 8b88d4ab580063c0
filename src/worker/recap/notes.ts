import type { Coverage, TranscriptMessage } from '../../core/domain/transcript.ts';
import { notePartOf, type SlackMessage } from '../../core/slack/read-message.ts';
import { beginsOffTheRecord, isOffTheRecord } from './off-the-record.ts';
import { MOST_MESSAGES, type Reading } from './read-messages.ts';

/** A line that begins with who says it, as a mention or as a name: up to four words with a capital first, or any after an “@”. */
const MENTIONED = /^[*_~>\s]*<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>[*_~]*\s*:/;
const NAMED =
  /^[*_~>•\-\s]*(?:@[\p{L}\p{N}]|\p{Lu})[\p{L}\p{M}\p{N}.'’&-]*(?: [\p{L}\p{M}\p{N}.'’&()-]+){0,3}[*_~]*:[*_~]*\s/u;

export interface NotesDeps {
  /** Who pasted the notes. */
  askedBy: string;
  optedOut: ReadonlySet<string>;
}

/**
 * A person's notes as a transcript: each line is a message, by the person whom it names first, by nobody where that is a mere name,
 * and else by who pasted it. What others said is left out where they have opted out; a person's own notes are read as they ask.
 */
export function readNotes(
  { messages, partial }: Reading,
  { askedBy, optedOut }: NotesDeps,
): { messages: TranscriptMessage[]; coverage: Coverage } {
  const lines = inOrder(messages).flatMap(linesOf);
  const taken = lines.slice(0, MOST_MESSAGES);
  const leftOut: Coverage['leftOut'] = {};
  const kept: TranscriptMessage[] = [];
  for (const { text, message } of taken) {
    const author = speakerOf(text, askedBy);
    const isOptedOut = author !== null && author !== askedBy && optedOut.has(author);
    if (isOptedOut) leftOut.opted_out = (leftOut.opted_out ?? 0) + 1;
    else if (isOffTheRecord(message) || beginsOffTheRecord(text))
      leftOut.off_the_record = (leftOut.off_the_record ?? 0) + 1;
    else kept.push(toTranscriptMessage(text, { message, author, number: kept.length + 1 }));
  }
  const coverage = {
    found: taken.length,
    read: kept.length,
    leftOut,
    partial: partial || lines.length > taken.length,
  };
  return { messages: kept, coverage };
}

/** Each part once: one whose posting was not answered may have been posted again. */
function inOrder(messages: readonly SlackMessage[]): SlackMessage[] {
  const parts = new Map<number, SlackMessage>();
  for (const message of messages) {
    const part = notePartOf(message);
    if (part !== null && !parts.has(part)) parts.set(part, message);
  }
  return [...parts].toSorted(([a], [b]) => a - b).map(([, message]) => message);
}

function linesOf(message: SlackMessage): { text: string; message: SlackMessage }[] {
  return message.text.split('\n').flatMap((line) => {
    const text = line.trim();
    return text === '' ? [] : [{ text, message }];
  });
}

function speakerOf(line: string, askedBy: string): string | null {
  const mentioned = MENTIONED.exec(line)?.[1];
  if (mentioned !== undefined) return mentioned;
  return NAMED.test(line) ? null : askedBy;
}

function toTranscriptMessage(
  text: string,
  { message, author, number }: { message: SlackMessage; author: string | null; number: number },
): TranscriptMessage {
  const { ts, thread_ts, edited } = message;
  return {
    number,
    ts,
    threadTs: thread_ts ?? null,
    author,
    text,
    editedTs: edited?.ts ?? null,
    files: [],
    reactions: [],
  };
}
