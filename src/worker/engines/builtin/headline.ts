import type { RecapAnswer } from '../../../core/domain/recap.ts';
import type { Dialogue } from './dialogue.ts';
import type { Language } from './language.ts';
import type { RankedSentence } from './ranking.ts';
import { contentOf } from './self-contained.ts';
import type { Sentence } from './sentences.ts';
import type { ToldThread } from './threads.ts';
import { clauseOf, cutAtWord, recapLine } from './wording.ts';

type Found = Pick<RecapAnswer, 'decisions' | 'actionItems' | 'openQuestions'>;

interface Endings {
  decided: string;
  actionItems: (count: number) => string;
  openQuestions: (count: number) => string;
}

const MAX_TOPIC = 90;
const MAX_ENDING = 80;
/** How many messages at the start may say what a conversation is about, where the first does not. */
const OPENING = 3;
/** A topic of so many words of content says much. */
const ENOUGH_WORDS = 5;

const ENDINGS: Readonly<Record<Language, Endings>> = {
  en: {
    decided: 'decided',
    actionItems: (count) => `${count} action item${count === 1 ? '' : 's'}`,
    openQuestions: (count) => `${count} open question${count === 1 ? '' : 's'}`,
  },
  de: {
    decided: 'beschlossen',
    actionItems: (count) => `${count} Aufgabe${count === 1 ? '' : 'n'}`,
    openQuestions: (count) => `${count} offene Frage${count === 1 ? '' : 'n'}`,
  },
  fr: {
    decided: 'décidé',
    actionItems: (count) => `${count} tâche${count === 1 ? '' : 's'}`,
    openQuestions: (count) => `${count} question${count === 1 ? '' : 's'} ouverte${count === 1 ? '' : 's'}`,
  },
  es: {
    decided: 'decidido',
    actionItems: (count) => `${count} tarea${count === 1 ? '' : 's'}`,
    openQuestions: (count) => `${count} pregunta${count === 1 ? '' : 's'} sin respuesta`,
  },
};

/** The sentence that says what the conversation is about: of whoever opened it, where that says anything. */
export function topicOf(ranked: readonly RankedSentence[]): RankedSentence | undefined {
  const first = ranked[0]?.sentence.number ?? 0;
  const opening = ranked.filter(({ sentence }) => sentence.number < first + OPENING);
  const telling = opening.filter(({ sentence }) => sentence.terms.length > 1);
  const candidates = telling.length > 0 ? telling : opening;
  return candidates.reduce<RankedSentence | undefined>(
    (best, each) => (best === undefined || topicScore(each, first) > topicScore(best, first) ? each : best),
    undefined,
  );
}

function topicScore({ informative, sentence }: RankedSentence, first: number): number {
  return informative * (sentence.number === first ? 3 : 1) * (sentence.position === 0 ? 1.2 : 1);
}

/** One line: the topic in its author's words, and what came of it. */
export function headlineFor(topic: RankedSentence | undefined, found: Found, dialogue: Dialogue): string {
  const about = topic === undefined ? '' : inItsAuthorsWords(topic.sentence, dialogue);
  const ending = endingOf(found, ENDINGS[dialogue.language ?? 'en']);
  if (about === '' || ending === '') return about || ending;
  return `${about.replace(/[.!,;:]+$/, '')} → ${ending}`;
}

/** One line for a channel of several threads: what was decided and where that came up, else the thread that mattered most. */
export function headlineForThreads(
  [first, ...others]: readonly ToldThread[],
  found: Found,
  dialogue: Dialogue,
): string {
  const [decision] = found.decisions;
  const ofDecision = decision === undefined ? undefined : threadOf(decision.sources, [first, ...others]);
  const ending = endingOf(found, ENDINGS[dialogue.language ?? 'en']);
  const thread = decision === undefined ? mostTelling([first, ...others]) : ofDecision;
  if (thread === undefined) return ending.replace(/^\p{L}/u, (letter) => letter.toUpperCase());
  const { topic, about } = thread;
  const line = signed(clauseOf(about, MAX_TOPIC), topic.sentence);
  return ending === '' ? line : `${line.replace(/[.!,;:]+$/, '')} → ${ending}`;
}

/** Among those that mattered most, one whose topic says much. */
function mostTelling(threads: readonly (ToldThread | undefined)[]): ToldThread | undefined {
  const worth = (thread: ToldThread | undefined, i: number) =>
    thread === undefined ? 0 : Math.min(ENOUGH_WORDS, contentOf(thread.topic.sentence).length) * 0.7 ** i;
  const worths = threads.slice(0, OPENING).map(worth);
  return threads[worths.indexOf(Math.max(...worths))];
}

function threadOf(
  sources: readonly number[],
  threads: readonly (ToldThread | undefined)[],
): ToldThread | undefined {
  return threads.find((thread) => thread?.messages.some(({ number }) => sources.includes(number)));
}

/** `I` needs somebody who says it. */
function inItsAuthorsWords(sentence: Sentence, dialogue: Dialogue): string {
  return signed(recapLine(sentence.text, dialogue.people, MAX_TOPIC), sentence);
}

function signed(line: string, { normal, author }: Sentence): string {
  return author !== null && /\b(?:i|my|me)\b/.test(normal) ? `<@${author}>: ${line}` : line;
}

function endingOf({ decisions, actionItems, openQuestions }: Found, endings: Endings): string {
  const [decision] = decisions;
  if (decision !== undefined) return `${endings.decided}: ${cutAtWord(decision.text, MAX_ENDING)}`;
  const parts = [
    actionItems.length === 0 ? '' : endings.actionItems(actionItems.length),
    openQuestions.length === 0 ? '' : endings.openQuestions(openQuestions.length),
  ];
  return parts.filter((part) => part !== '').join(', ');
}
