import type { RecapLength } from '../../../core/domain/conversation.ts';
import type { Dialogue, SpokenMessage } from './dialogue.ts';
import type { IsOnFocus } from './focus.ts';
import { isHedged } from './mood.ts';
import { containing } from './patterns.ts';
import { type RankedSentence, similarity } from './ranking.ts';
import { contentOf, goesOn, leansOnAnother } from './self-contained.ts';
import { isQuestion, type Sentence, sharedTerms } from './sentences.ts';
import { clauseOf, recapLine } from './wording.ts';

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

/** Below this, a sentence tells too little to stand for a thread. */
export const TELLING = 0.4;
const MOST_TOLD = 18;
/** Shorter replies, such as `works here`, say nothing where they are read by themselves. */
const SHORTEST_OUTCOME = 6;
/** How many messages of one person in a row may open a thread. */
const OPENING = 3;
/** How many of the next messages may say what a thread is about, where its opening does not. */
const TAKEN_UP_WITHIN = 6;
/** A thread of so many messages may have left what it began with. */
const LONG = 8;
const LONGEST_TOPIC = 170;
export const LONGEST_OUTCOME = 190;
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

/** The threads of a channel in which somebody replied; none where it is one thread, or where most is said outside of them. */
export function threadsIn({ messages }: Dialogue): SpokenMessage[][] {
  const threaded = messages.filter(({ message, thread }) => message.threadTs !== null && thread.length > 1);
  const threads = [...new Set(threaded.map(({ thread }) => thread))];
  const isOne = threads.length === 1 && threaded.length === messages.length;
  return isOne || threaded.length < messages.length / 2 ? [] : threads;
}

/** The threads that mattered most, in that order, those on the focus first. */
export function tellThreads(dialogue: Dialogue, wishes: ThreadsToTell): ToldThread[] {
  const bySentence = new Map(wishes.ranked.map((each) => [each.sentence, each]));
  const threads = threadsIn(dialogue)
    .map((messages) => ({ messages, weight: weightOf(messages, wishes) }))
    .toSorted((a, b) => b.weight - a.weight);
  const told: ToldThread[] = [];
  for (const { messages } of threads) {
    if (told.length === MOST_TOLD) break;
    const one = tellThread(messages, { ...wishes, bySentence }, dialogue);
    if (one !== null) told.push(one);
  }
  return told;
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
  if (informative < TELLING || isQuestion(sentence) || goesOn(sentence) || leansOnAnother(sentence)) return 0;
  if (sentence.author === topic.sentence.author && !FOUND_OUT.test(sentence.normal)) return 0;
  if (sentence.words.length < SHORTEST_OUTCOME || similarity(vector, topic.vector) >= SAME) return 0;
  return (
    score *
    (0.5 + sharedTerms(contentOf(topic.sentence), contentOf(sentence))) *
    (sentence.text.length > LONGEST_OUTCOME ? 0.7 : 1) *
    (FOUND_OUT.test(sentence.normal) ? 1.5 : 1) *
    (UNSURE.test(sentence.normal) || isHedged(sentence) ? 0.5 : 1) *
    (sentence.author === topic.sentence.author ? 0.5 : 1)
  );
}

/** A thread goes many ways: what takes up none of its topic's words counts where it was thanked for, or tells what to do. */
function isAbout(sentence: Sentence, topic: Sentence, { byNumber }: Dialogue): boolean {
  const isThanked = (byNumber.get(sentence.number)?.thanks ?? 0) > 0;
  return (
    isThanked || FOUND_OUT.test(sentence.normal) || sharedTerms(contentOf(topic), contentOf(sentence)) > 0
  );
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

/** A sentence as a line of a thread: a whole clause, without whom it is said to, which goes without saying there. */
export function lineOf({ text }: Sentence, max: number, people: Dialogue['people']): string {
  return clauseOf(recapLine(text.replace(CALLED, ''), people, UNCUT), max);
}
