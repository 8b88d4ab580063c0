import type { Person, Transcript, TranscriptMessage } from '../../../core/domain/transcript.ts';
import { timeOf } from '../../../core/domain/transcript.ts';
import type { SentenceReader } from './english.ts';
import type { Language } from './language.ts';
import { indexNames } from './names.ts';
import { wordSet } from './patterns.ts';
import { peopleIn, type Reading, type Sentence, sentencesOf } from './sentences.ts';

/** A message as the engine has read it, with its place among the others. */
export interface SpokenMessage {
  message: TranscriptMessage;
  number: number;
  author: string | null;
  sentences: Sentence[];
  /** Terms of all its sentences. */
  terms: string[];
  /** People that it is directed at: mentioned, or called by name at the start. */
  addressed: string[];
  /** What it answers, as far as that can be told; null for a message that opens something. */
  repliesTo: SpokenMessage | null;
  replies: SpokenMessage[];
  /** The messages of the same thread, this one included, and its position among them. */
  thread: SpokenMessage[];
  place: number;
  /** Reactions that approve, and how often its author was thanked for it. */
  approvals: number;
  thanks: number;
}

export interface Dialogue {
  messages: SpokenMessage[];
  byNumber: ReadonlyMap<number, SpokenMessage>;
  people: ReadonlyMap<string, Person>;
  /** The language that most messages are in. */
  language: Language | null;
  /** IANA zone for people of whom Slack tells none. */
  timeZone: string;
}

const APPROVING = wordSet(
  '+1 thumbsup white_check_mark heavy_check_mark ballot_box_with_check ok_hand ok 100 tada heart',
  'raised_hands pray clap rocket heavy_plus_sign',
);
const THANKS =
  /\b(?:thanks|thank you|thankyou|much appreciated|danke|merci|gracias|that (?:worked|works|helps|helped|fixed it))\b/;
/** Someone called at the start: `jonas , …`, `hi jonas , …`, `@jonas …`. */
const CALLED =
  /^(?:(?:hi|hey|hello|ok|thanks|so|and|yes|no|sorry) ,? ?)?(@[uw][a-z0-9]+)(?: and (@[uw][a-z0-9]+))? ?[,:?–-]/;
const MESSAGES_AT_A_TIME = 100;
/** How far back a mentioned person's message is looked for. */
const LOOK_BACK = 30;
/** Channel messages further apart than this do not answer each other. */
const SILENCE_MS = 3 * 60 * 60 * 1000;

/**
 * Puts the messages of a transcript in relation: who answers whom, who was thanked, who is meant. Awaits `pause` now and
 * then, so that a long transcript neither holds up the process nor outlives its cancellation.
 */
export async function readDialogue(
  transcript: Transcript,
  { read, timeZone, pause }: { read: SentenceReader; timeZone: string; pause: () => Promise<void> },
): Promise<Dialogue> {
  const { people } = transcript;
  const reading = { people, names: indexNames(people), read };
  const threads = new Map<string, SpokenMessage[]>();
  const messages: SpokenMessage[] = [];
  for (const message of transcript.messages) {
    if (messages.length % MESSAGES_AT_A_TIME === 0) await pause();
    const key = transcript.threadTs ?? message.threadTs ?? 'channel';
    const thread = threads.get(key) ?? [];
    threads.set(key, thread);
    const spoken = spokenMessage(message, thread, reading);
    link(spoken, transcript.threadTs !== null || message.threadTs !== null);
    messages.push(spoken);
  }
  return {
    messages,
    byNumber: new Map(messages.map((message) => [message.number, message])),
    people,
    language: mainLanguage(messages),
    timeZone,
  };
}

function spokenMessage(message: TranscriptMessage, thread: SpokenMessage[], reading: Reading): SpokenMessage {
  const sentences = sentencesOf(message, reading);
  const approvals = message.reactions.filter((reaction) => APPROVING.has(reaction.name));
  const spoken: SpokenMessage = {
    message,
    number: message.number,
    author: message.author,
    sentences,
    terms: sentences.flatMap((sentence) => sentence.terms),
    addressed: addressedIn(sentences, message, reading.people),
    repliesTo: null,
    replies: [],
    thread,
    place: thread.length,
    approvals: approvals.reduce((sum, reaction) => sum + reaction.count, 0),
    thanks: 0,
  };
  thread.push(spoken);
  return spoken;
}

function addressedIn(
  sentences: readonly Sentence[],
  message: TranscriptMessage,
  people: ReadonlyMap<string, Person>,
): string[] {
  const mentioned = sentences.flatMap((sentence) =>
    peopleIn(
      sentence.words.filter((word) => word.text.startsWith('@')),
      people,
    ),
  );
  const called = sentences.flatMap((sentence) => calledIn(sentence, people));
  return [...new Set([...called, ...mentioned])].filter((id) => id !== message.author);
}

/** Those whom a sentence calls at its start. */
export function calledIn(sentence: Sentence, people: ReadonlyMap<string, Person>): string[] {
  const [, ...called] = CALLED.exec(sentence.normal) ?? [];
  return called
    .flatMap((mention) => (mention === undefined ? [] : mention.slice(1).toUpperCase()))
    .filter((id) => people.has(id));
}

function link(message: SpokenMessage, isThread: boolean): void {
  const target = replyTarget(message, isThread);
  if (target === null) return;
  message.repliesTo = target;
  target.replies.push(message);
  if (message.sentences.some((sentence) => THANKS.test(sentence.normal))) target.thanks += 1;
}

function replyTarget(message: SpokenMessage, isThread: boolean): SpokenMessage | null {
  const recent = message.thread.slice(Math.max(0, message.place - LOOK_BACK), message.place);
  const byAddressed = recent.findLast(
    (other) => other.author !== null && message.addressed.includes(other.author),
  );
  if (byAddressed !== undefined) return byAddressed;
  const previous = recent.at(-1);
  if (previous === undefined || (!isThread && silenceBefore(message, previous) > SILENCE_MS)) return null;
  return previous.author === message.author ? previous.repliesTo : previous;
}

function silenceBefore(message: SpokenMessage, previous: SpokenMessage): number {
  return timeOf(message.message.ts).getTime() - timeOf(previous.message.ts).getTime();
}

function mainLanguage(messages: readonly SpokenMessage[]): Language | null {
  const counts = new Map<Language, number>();
  for (const { language } of messages.flatMap((message) => message.sentences)) {
    if (language !== null) counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

/** The next messages of the same thread, oldest first. */
export function messagesAfter(message: SpokenMessage, count: number): SpokenMessage[] {
  return message.thread.slice(message.place + 1, message.place + 1 + count);
}

/** The zone that a message's dates are meant in: its author's, else the asker's. */
export function zoneOf(message: SpokenMessage, dialogue: Dialogue): string {
  return dialogue.people.get(message.author ?? '')?.timeZone ?? dialogue.timeZone;
}
