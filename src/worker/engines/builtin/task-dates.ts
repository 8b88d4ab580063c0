import { timeOf } from '../../../core/domain/transcript.ts';
import { type Dialogue, type SpokenMessage, zoneOf } from './dialogue.ts';
import { type DueDate, dueDateIn } from './due-dates.ts';
import { containing } from './patterns.ts';
import { isQuestion, type Sentence, sharedTerms } from './sentences.ts';
import { isLive, NEARBY, stands, type Task } from './task.ts';

/** Words in a sentence that says little besides a date. */
const SHORT = 12;
/** How a sentence starts that adds a date to the one before. */
const ABOUT_IT =
  /^(?:i|we) (?:will |would )?(?:need|want|have to have|must have)|^(?:it|that|this) (?:is due|should be|needs to be|must be|will be)|^(?:ideally|preferably|best|latest|by|before|until|deadline|due|should be|will be|not later|no later|bis|avant|antes)\b/;
const MOVING = containing(
  'make (?:it|that)|rather|instead|better|earliest|move|push|until|not before|actually|can only',
  'more like|then|postpone',
);

/** The day that words of a message name, seen from its own time and its author's zone. */
export function dueOf(
  text: string,
  { language }: Sentence,
  message: SpokenMessage,
  dialogue: Dialogue,
): DueDate | null {
  return dueDateIn(text, {
    sentAt: timeOf(message.message.ts),
    timeZone: zoneOf(message, dialogue),
    language: language ?? dialogue.language ?? 'en',
  });
}

/** `Could you ask finance? I need it by Thursday.` */
export function dueAddedAfter(
  sentence: Sentence,
  message: SpokenMessage,
  dialogue: Dialogue,
): DueDate | null {
  const next = message.sentences[sentence.position + 1];
  if (next === undefined || next.words.length > SHORT || !ABOUT_IT.test(next.normal)) return null;
  return dueOf(next.text, next, message, dialogue);
}

/** The date that the first words of an answer name: `sure, by Friday`. */
export function dueInAnswer(message: SpokenMessage, dialogue: Dialogue): DueDate | null {
  for (const sentence of message.sentences.slice(0, 2)) {
    const due = dueOf(sentence.text, sentence, message, dialogue);
    if (due !== null) return due;
  }
  return null;
}

/** `Make it Monday` soon after a task gives it a date, or another. */
export function reschedule(message: SpokenMessage, tasks: readonly Task[], dialogue: Dialogue): void {
  const [sentence] = message.sentences;
  if (sentence === undefined || sentence.words.length > SHORT || isQuestion(sentence)) return;
  const task = tasks.findLast((each) => mayBeMovedBy(message, sentence, each));
  if (
    task === undefined ||
    (!MOVING.test(sentence.normal) && (task.due !== null || task.assignee !== message.author))
  )
    return;
  const due = dueInAnswer(message, dialogue);
  if (due === null || due.date === task.due?.date) return;
  task.due = due;
  if (!task.sources.includes(message.number)) task.sources.push(message.number);
}

function mayBeMovedBy(message: SpokenMessage, sentence: Sentence, task: Task): boolean {
  const isTheirs = task.assignee === message.author || task.message.author === message.author;
  const isAboutIt = sentence.terms.length <= 3 || sharedTerms(task.terms, sentence.terms) > 0;
  const isNear = message.place - task.message.place <= NEARBY;
  return isLive(task) && isTheirs && isAboutIt && isNear && (task.due === null || stands(task));
}
