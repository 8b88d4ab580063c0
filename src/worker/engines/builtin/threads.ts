import type { RecapLength } from '../../../core/domain/conversation.ts';
import type { RecapAnswer } from '../../../core/domain/recap.ts';
import type { Dialogue, SpokenMessage } from './dialogue.ts';
import type { IsOnFocus } from './focus.ts';
import { isHedged } from './mood.ts';
import { containing } from './patterns.ts';
import { choosePoints } from './points.ts';
import { type RankedSentence, similarity } from './ranking.ts';
import { contentOf, goesOn, leansOnAnother } from './self-contained.ts';
import { isQuestion, type Sentence, sharedTerms } from './sentences.ts';
import { clauseOf, recapLine } from './wording.ts';

type Point = RecapAnswer['points'][number];

/** A thread of a channel as a recap tells it: what whoever began it asks or says, and what came of that. */
export interface ToldThread {
  messages: readonly SpokenMessage[];
  /** The sentence that says what it is about, and those words of it that are told. */
  topic: RankedSentence;
  about: string;
  /** What somebody said to it; undefined where nothing reads well by itself. */
  outcome: RankedSentence | undefined;
}

export interface ThreadsToTell {
  ranked: readonly RankedSentence[];
  /** Sentences that the recap tells elsewhere. */
  told: ReadonlySet<Sentence>;
  isOnFocus: IsOnFocus;
  length: RecapLength;
}

/** Of all points of a recap of a channel, and of those among them that no thread is about. */
const MOST_POINTS: Readonly<Record<RecapLength, { all: number; outside: number }>> = {
  brief: { all: 3, outside: 0 },
  standard: { all: 12, outside: 2 },
  detailed: { all: 18, outside: 3 },
};
/** Below this, a sentence tells too little to stand for a thread. */
const TELLING = 0.4;
/** Shorter replies, such as `works here`, say nothing where they are read by themselves. */
const SHORTEST_OUTCOME = 6;
/** How many messages of one person in a row may open a thread. */
const OPENING = 3;
/** How many of the next messages may say what a thread is about, where its opening does not. */
const TAKEN_UP_WITHIN = 6;
/** A thread of so many messages may have left what it began with. */
const LONG = 8;
const LONGEST_TOPIC = 170;
const LONGEST_OUTCOME = 190;
/** Enough of a sentence to be cut at the end of a clause. */
const UNCUT = 400;
const CALLED =
  /^@[UW][A-Z0-9]+\s+(?=(?:out of curiosity|what|how|why|also|thanks|thank you|roughly|maybe|yes|yeah|no|(?:are|can|could|would|do|did|have|if) you|is there|there's|i|i'm|i'd)\b)/iu;
const SAME = 0.8;
const FOUND_OUT = containing(
  'turns out|turned out|fix(?:es)? (?:it|this|that|the)|fixed|solved|resolved|figured (?:it )?out|worked|the (?:problem|issue|culprit|reason|fix|cause|trick) (?:is|was)',
  'should fix|works now|it works|that works|because of|you (?:can|need to|have to|should|want)|there is an?',
);
const UNSURE = containing(
  'i (?:think|guess|believe|suppose)|my guess|wonder(?:ing)?|not sure|no idea|i (?:do not|did not) (?:know|think|understand)',
);

/** The threads of a channel in which somebody replied; none where all of the transcript is one thread. */
export function threadsIn({ messages }: Dialogue): SpokenMessage[][] {
  const threads = new Set(
    messages.filter(({ message }) => message.threadTs !== null).map(({ thread }) => thread),
  );
  const isOne = threads.size < 2 && messages.every(({ message }) => message.threadTs !== null);
  return isOne ? [] : [...threads].filter((thread) => thread.length > 1);
}

/** The threads that mattered most, in that order, those on the focus first. */
export function tellThreads(dialogue: Dialogue, wishes: ThreadsToTell): ToldThread[] {
  const bySentence = new Map(wishes.ranked.map((each) => [each.sentence, each]));
  const threads = threadsIn(dialogue)
    .map((messages) => ({ messages, weight: weightOf(messages, wishes) }))
    .toSorted((a, b) => b.weight - a.weight);
  const told: ToldThread[] = [];
  for (const { messages } of threads) {
    if (told.length === MOST_POINTS[wishes.length].all) break;
    const one = tellThread(messages, { ...wishes, bySentence }, dialogue);
    if (one !== null) told.push(one);
  }
  return told;
}

/** The threads' points, as many as there is room for, and then what was said outside of threads. */
export function pointsOfChannel(
  threads: readonly ToldThread[],
  { ranked, ...wishes }: ThreadsToTell,
  dialogue: Dialogue,
): Point[] {
  const { all, outside: most } = MOST_POINTS[wishes.length];
  const outside = choosePoints(
    outsideThreads(ranked, dialogue),
    { topic: undefined, most, ...wishes },
    dialogue,
  );
  const points: Point[] = [];
  for (const thread of threads) {
    const ofThread = pointsOfThread(thread, wishes.length, dialogue);
    if (points.length + ofThread.length + outside.length > all) break;
    points.push(...ofThread);
  }
  return [...points, ...outside];
}

/** A point for what a thread is about and, unless it is to be brief, one for what came of it. */
function pointsOfThread(
  { topic, about, outcome }: ToldThread,
  length: RecapLength,
  { people }: Dialogue,
): Point[] {
  const points = [{ text: spokenBy(topic.sentence.author, about), sources: [topic.sentence.number] }];
  if (outcome === undefined || length === 'brief') return points;
  const { sentence } = outcome;
  return [
    ...points,
    {
      text: spokenBy(sentence.author, lineOf(sentence, LONGEST_OUTCOME, people)),
      sources: [sentence.number],
    },
  ];
}

/** What reads well by itself among the messages to which nobody replied. */
function outsideThreads(ranked: readonly RankedSentence[], { byNumber }: Dialogue): RankedSentence[] {
  return ranked.filter(({ sentence, informative }) => {
    const message = byNumber.get(sentence.number);
    const isOutside = message?.message.threadTs === null && message.addressed.length === 0;
    return isOutside && informative >= TELLING && !isQuestion(sentence) && !leansOnAnother(sentence);
  });
}

function spokenBy(author: string | null, text: string): string {
  return author === null ? text : `<@${author}>: ${text}`;
}

function weightOf(thread: readonly SpokenMessage[], { told, isOnFocus }: ThreadsToTell): number {
  const sentences = thread.flatMap((message) => message.sentences);
  const people = new Set(thread.map(({ author }) => author)).size;
  const outcomes = sentences.filter((sentence) => told.has(sentence)).length;
  const thanks = Math.min(
    3,
    thread.reduce((sum, message) => sum + message.thanks, 0),
  );
  const weight = people + 2 * Math.log2(1 + thread.length) + 2 * Math.min(3, outcomes) + thanks;
  return weight + (sentences.some(isOnFocus) ? 1000 : 0);
}

type Ranked = ThreadsToTell & { bySentence: ReadonlyMap<Sentence, RankedSentence> };

function tellThread(thread: readonly SpokenMessage[], ranked: Ranked, dialogue: Dialogue): ToldThread | null {
  const opening = openingOf(thread);
  const said = thread.map(({ sentences }) => new Set(sentences.flatMap(contentOf)));
  const scoreOf = (each: RankedSentence) =>
    topicScore(each) * (0.5 + 0.5 * takenUp(each.sentence, thread, said));
  const opens = best(opening, ranked, scoreOf);
  const isDropped =
    opens === undefined || (thread.length >= LONG && takenUp(opens.sentence, thread, said) === 0);
  const topic = isDropped
    ? (best(thread.slice(0, opening.length + TAKEN_UP_WITHIN), ranked, scoreOf) ?? opens)
    : opens;
  if (topic === undefined) return null;
  const after = thread.slice(thread.findIndex(({ number }) => number === topic.sentence.number) + 1);
  const answering = (each: RankedSentence) => isAbout(each.sentence, topic.sentence, dialogue);
  const outcome = best(after, ranked, (each) => (answering(each) ? outcomeScore(each, topic) : 0));
  return { messages: thread, topic, about: aboutOf(topic.sentence, thread, dialogue), outcome };
}

/** How many of the other messages have words of a sentence in them; from a quarter of them on it is 1. */
function takenUp(
  sentence: Sentence,
  thread: readonly SpokenMessage[],
  said: readonly ReadonlySet<string>[],
): number {
  const content = contentOf(sentence);
  const others = said.filter(
    (words, i) => thread[i]?.number !== sentence.number && content.some((word) => words.has(word)),
  );
  return Math.min(1, (4 * others.length) / Math.max(1, thread.length - 1));
}

/** The first message, and what its author adds before somebody else speaks. */
function openingOf(thread: readonly SpokenMessage[]): SpokenMessage[] {
  const end = thread.findIndex(({ author }) => author !== thread[0]?.author);
  return thread.slice(0, Math.min(OPENING, end < 0 ? thread.length : end));
}

function best(
  messages: readonly SpokenMessage[],
  { bySentence, told }: Ranked,
  scoreOf: (each: RankedSentence) => number,
): RankedSentence | undefined {
  let found: { each: RankedSentence; score: number } | undefined;
  for (const sentence of messages.flatMap((message) => message.sentences)) {
    const each = bySentence.get(sentence);
    if (each === undefined || (told.has(sentence) && !isQuestion(sentence))) continue;
    const score = scoreOf(each);
    if (score > (found?.score ?? 0)) found = { each, score };
  }
  return found?.each;
}

/** What is asked tells best what a thread is about, then what is said first. */
function topicScore({ informative, sentence }: RankedSentence): number {
  const isAsking = isQuestion(sentence);
  if (informative < TELLING || (leansOnAnother(sentence) && !isAsking)) return 0;
  const asks = isAsking ? 1.6 : 1;
  const stands =
    (leansOnAnother(sentence) ? 0.3 : 1) * (UNSURE.test(sentence.normal) || isHedged(sentence) ? 0.6 : 1);
  return stands * (goesOn(sentence) ? 0.5 : 1) * asks * informative * 0.9 ** sentence.position;
}

function outcomeScore(
  { informative, sentence, score, vector }: RankedSentence,
  topic: RankedSentence,
): number {
  if (informative < TELLING || isQuestion(sentence) || leansOnAnother(sentence)) return 0;
  if (sentence.words.length < SHORTEST_OUTCOME || similarity(vector, topic.vector) >= SAME) return 0;
  return (
    score *
    (0.5 + sharedTerms(contentOf(topic.sentence), contentOf(sentence))) *
    (goesOn(sentence) ? 0.4 : 1) *
    (sentence.text.length > LONGEST_OUTCOME ? 0.7 : 1) *
    (FOUND_OUT.test(sentence.normal) ? 1.5 : 1) *
    (UNSURE.test(sentence.normal) || isHedged(sentence) ? 0.5 : 1) *
    (sentence.author === topic.sentence.author ? 0.4 : 1)
  );
}

/** A thread goes many ways: what takes up none of its topic's words counts where it was thanked for, or tells what to do. */
function isAbout(sentence: Sentence, topic: Sentence, { byNumber }: Dialogue): boolean {
  const isThanked = (byNumber.get(sentence.number)?.thanks ?? 0) > 0;
  return isThanked || FOUND_OUT.test(sentence.normal) || sharedTerms(contentOf(topic), contentOf(sentence)) > 0;
}

/** `The build says no. Any idea why?`: a question that needs it has the sentence before it. */
function aboutOf(sentence: Sentence, thread: readonly SpokenMessage[], { people }: Dialogue): string {
  const line = lineOf(sentence, LONGEST_TOPIC, people);
  const before = thread.find(({ number }) => number === sentence.number)?.sentences[sentence.position - 1];
  if (leansOnAnother(sentence) && before !== undefined && !isQuestion(before)) {
    const joined = `${recapLine(before.text, people).replace(/[^.!?…]$/, '$&.')} ${line}`;
    if (joined.length <= LONGEST_TOPIC) return joined;
  }
  return line;
}

/** Whom a message is said to goes without saying below what it answers. */
function lineOf({ text }: Sentence, max: number, people: Dialogue['people']): string {
  return clauseOf(recapLine(text.replace(CALLED, ''), people, UNCUT), max);
}
