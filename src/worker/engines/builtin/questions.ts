import type { RecapAnswer } from '../../../core/domain/recap.ts';
import { timeOf } from '../../../core/domain/transcript.ts';
import { calledIn, type Dialogue, messagesAfter, type SpokenMessage } from './dialogue.ts';
import { isJoking } from './mood.ts';
import {
  ASKING,
  NO_ANSWER,
  NOT_ASKED,
  PASSED_ON,
  PROPOSING,
  SETTLED,
  TAG_QUESTION,
  WH_QUESTION,
  WONDERING,
} from './question-phrases.ts';
import { isCode } from './ranking.ts';
import { contentOf, leansOnAnother } from './self-contained.ts';
import { isQuestion, type Sentence, sharedTerms } from './sentences.ts';
import { isAccepting, stanceOf } from './stance.ts';
import { stands, type Task } from './task.ts';
import { threadsIn } from './threads.ts';
import { recapLine } from './wording.ts';

type OpenQuestion = RecapAnswer['openQuestions'][number];

const ANSWER_WITHIN = 12;
/** A recap with more of them is not read; the latest are the likeliest to be still open. */
const MAX_QUESTIONS = 7;
const DAY_MS = 24 * 60 * 60 * 1000;
const MIN_WORDS = 4;
const LONGEST_LEAD_IN = 140;
/** How many messages later, and in how many words of content, somebody goes into a question. */
const TAKEN_UP_WITHIN = 8;
const MUCH = 2;

const ANSWERED_REACTIONS = new Set(['white_check_mark', 'heavy_check_mark', 'ballot_box_with_check']);

/**
 * The sentences that ask what nobody answered, oldest first. What asks for a task is none of them, unless nobody took up
 * a `who will?`.
 */
export function openQuestionsIn(dialogue: Dialogue, tasks: readonly Task[]): Sentence[] {
  const asksForTask = new Set(
    tasks.filter((task) => task.kind !== 'call' || stands(task)).map((task) => task.sentence),
  );
  const isOfMany = threadsIn(dialogue).length > 0;
  const open = dialogue.messages.flatMap((message) => {
    if (isJoking(message)) return [];
    const asked = message.sentences.filter(
      (sentence) => !asksForTask.has(sentence) && isAsked(sentence, message),
    );
    const open = asked.filter((sentence) => !isAnswered(sentence, asked, message));
    if (!isOfMany) return open;
    if (isTakenUp(message)) return [];
    const clear = open.filter((sentence) => isClear(sentence, message)).slice(0, 1);
    return clear.filter((sentence) => !isAnsweredElsewhere(sentence, message, dialogue));
  });
  return open.slice(-MAX_QUESTIONS);
}

export function questionOf(sentence: Sentence, dialogue: Dialogue): OpenQuestion {
  const addressed = dialogue.byNumber.get(sentence.number)?.addressed ?? [];
  return {
    text: textOfQuestion(sentence, dialogue),
    askedOf: calledIn(sentence, dialogue.people)[0] ?? onlyOne(addressed),
    sources: [sentence.number],
  };
}

function onlyOne(ids: readonly string[]): string | null {
  return ids.length === 1 ? (ids[0] ?? null) : null;
}

function isAsked(sentence: Sentence, message: SpokenMessage): boolean {
  if (!isQuestion(sentence) && !WONDERING.test(sentence.normal)) return false;
  if (isTooShort(sentence) || !isComplete(sentence)) return false;
  const { normal } = sentence;
  if (NOT_ASKED.test(normal) || TAG_QUESTION.test(normal) || PROPOSING.test(normal)) return false;
  if (PASSED_ON.test(normal) || isQuoted(sentence) || isCode(sentence.text)) return false;
  return !isAnsweredInPlace(sentence, message);
}

function isComplete({ language, normal }: Sentence): boolean {
  return language !== 'en' || ASKING.test(normal) || WONDERING.test(normal);
}

/** `They asked me "why?"`, and the part of it before the question mark. */
function isQuoted({ text }: Sentence): boolean {
  return /["”]\W*$/u.test(text) || (text.match(/"/g)?.length ?? 0) % 2 === 1;
}

/** Whether it can be understood by who has not read its thread: alone, or with the sentence before it. */
function isClear(sentence: Sentence, message: SpokenMessage): boolean {
  return !leansOnAnother(sentence) || leadInOf(sentence, message) !== undefined;
}

/** `The build says no. Any idea why?`: what has to be said with a question that is none without it. */
function leadInOf(sentence: Sentence, { sentences }: SpokenMessage): Sentence | undefined {
  const before = sentences[sentence.position - 1];
  if (before === undefined || !isQuestion(sentence) || !leansOnAnother(sentence)) return undefined;
  return isQuestion(before) || /:\W*$/.test(before.text) || leansOnAnother(before) ? undefined : before;
}

/** Japanese and Chinese are written without spaces, so that a whole question may count as one word. */
function isTooShort({ words, terms, text }: Sentence): boolean {
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return text.length < MIN_WORDS;
  return words.length < MIN_WORDS || terms.length === 0;
}

/** `Why does it fail? Because …`: the author goes on to answer. */
function isAnsweredInPlace(sentence: Sentence, message: SpokenMessage): boolean {
  const next = message.sentences[sentence.position + 1];
  return (
    next !== undefined && /^(?:because|since|well ,? |turns out|simple|easy|the answer)/.test(next.normal)
  );
}

interface Asking {
  sentence: Sentence;
  /** All questions of the same message. */
  asked: readonly Sentence[];
  message: SpokenMessage;
  /** Messages of others between the question and what may be its answer. */
  distance: number;
}

function isAnswered(sentence: Sentence, asked: readonly Sentence[], message: SpokenMessage): boolean {
  if (message.message.reactions.some((reaction) => ANSWERED_REACTIONS.has(reaction.name))) return true;
  let distance = -1;
  return messagesAfter(message, ANSWER_WITHIN).some((later) => {
    if (later.author !== message.author) distance += 1;
    if (later.author === message.author) return settles(later);
    return answers(later, { sentence, asked, message, distance });
  });
}

/** Of many threads, that somebody in one went into a question is enough: whether that was the answer is for the thread itself. */
function isTakenUp(message: SpokenMessage): boolean {
  if (message.message.threadTs === null) return false;
  return messagesAfter(message, TAKEN_UP_WITHIN).some(
    (later) => later.author !== message.author && !isTurnedElsewhere(later, message) && saysMuch(later),
  );
}

/** People also answer beside the thread, by the name of who asked and in the question's words. */
function isAnsweredElsewhere(sentence: Sentence, message: SpokenMessage, { messages }: Dialogue): boolean {
  const content = contentOf(sentence);
  const askedAt = timeOf(message.message.ts).getTime();
  return messages.some((later) => {
    const passed = timeOf(later.message.ts).getTime() - askedAt;
    if (passed <= 0 || passed > DAY_MS || later.author === message.author) return false;
    if (message.author === null || !later.addressed.includes(message.author) || !saysMuch(later))
      return false;
    return sharedTerms(content, later.sentences.flatMap(contentOf)) > 0;
  });
}

function saysMuch({ sentences, message }: SpokenMessage): boolean {
  const [first] = sentences;
  if (first === undefined) return /```|<https?:/.test(message.text);
  if (NO_ANSWER.test(first.normal) || sentences.some(({ normal }) => PASSED_ON.test(normal))) return false;
  return sentences.some((sentence) => !isQuestion(sentence) && contentOf(sentence).length >= MUCH);
}

function settles(later: SpokenMessage): boolean {
  return later.sentences.some((sentence) => SETTLED.test(sentence.normal) && !isQuestion(sentence));
}

function answers(later: SpokenMessage, asking: Asking): boolean {
  const { sentence, message, distance } = asking;
  const [first] = later.sentences;
  if (first === undefined || NO_ANSWER.test(first.normal) || isQuestion(first)) return false;
  if (later.sentences.some(({ normal }) => PASSED_ON.test(normal))) return false;
  if (tooLate(later, message)) return false;
  const shares = sharedTerms(sentence.terms, later.terms) > 0;
  if (message.addressed.length > 0 && !isFromAddressed(later, message)) return shares && distance < 4;
  if (isTurnedElsewhere(later, message)) return false;
  if (shares) return distance < 6;
  return isDirect(later, asking) && !answersAnother(later, asking);
}

/** What is said next, or to the one who asked; a mere `got it` says nothing to a `who`. */
function isDirect(later: SpokenMessage, { sentence, message, distance }: Asking): boolean {
  if (WH_QUESTION.test(sentence.normal) && !saysSomething(later)) return false;
  if (distance <= 1 && stanceOf(later) !== 'neither') return true;
  const toAsker = message.author !== null && later.addressed.includes(message.author);
  return toAsker || (distance === 0 && later.repliesTo?.author === message.author);
}

function saysSomething(later: SpokenMessage): boolean {
  const enough = isAccepting(stanceOf(later)) ? 2 : 1;
  return (
    later.terms.length >= enough ||
    later.sentences.some(({ normal }) => /\d|@[uw]|\b(?:i|we|they|all|none)\b|^me\b/.test(normal))
  );
}

/** Of several questions in one message, an answer that takes up the words of one leaves a further one open. */
function answersAnother(later: SpokenMessage, { sentence, asked }: Asking): boolean {
  return asked.some(
    (other) => other !== sentence && isFurther(other, sentence) && sharedTerms(other.terms, later.terms) > 0,
  );
}

/** Whether the later of two questions asks for something else, rather than the same in other words. */
function isFurther(a: Sentence, b: Sentence): boolean {
  const later = a.position > b.position ? a : b;
  return /^(?:also|and|another|plus|second|secondly|btw|by the way|außerdem|und|et|y)\b/.test(later.normal);
}

function isTurnedElsewhere(later: SpokenMessage, message: SpokenMessage): boolean {
  return later.addressed.length > 0 && message.author !== null && !later.addressed.includes(message.author);
}

function isFromAddressed(later: SpokenMessage, message: SpokenMessage): boolean {
  return later.author !== null && message.addressed.includes(later.author);
}

function tooLate(later: SpokenMessage, message: SpokenMessage): boolean {
  return (
    message.message.threadTs === null &&
    timeOf(later.message.ts).getTime() - timeOf(message.message.ts).getTime() > DAY_MS
  );
}

function withLeadIn(asked: string, leadIn: Sentence | undefined, { people }: Dialogue): string {
  if (leadIn === undefined) return asked;
  const said = recapLine(leadIn.text, people, LONGEST_LEAD_IN).replace(/[^.!?…]$/, '$&.');
  return `${said} ${asked}`;
}

function textOfQuestion(sentence: Sentence, dialogue: Dialogue): string {
  const message = dialogue.byNumber.get(sentence.number);
  const leadIn = message === undefined ? undefined : leadInOf(sentence, message);
  const asked = withLeadIn(recapLine(sentence.text, dialogue.people), leadIn, dialogue);
  const isPersonal = /\b(?:i|my|me|mine)\b/.test(`${leadIn?.normal ?? ''} ${sentence.normal}`);
  return isPersonal && sentence.author !== null ? `<@${sentence.author}>: ${asked}` : asked;
}
