import type { Dialogue, SpokenMessage } from './dialogue.ts';
import { isQuestion, sharedTerms } from './sentences.ts';
import { isAccepting, stanceOf } from './stance.ts';
import { isMereDoing, NEARBY, namesItsObject, type Task } from './task.ts';
import { dueInAnswer } from './task-dates.ts';

const SPEAKS_FOR_ONESELF =
  /^(?:me|mine)\b|\b(?:i|on it|will do|can do|happy to|glad to|sure|yes|volunteer|ich|ja|je|yo)\b/;

/** That something has to be done is agreed to by `yes`, and taken on by more than that. */
const TAKES_A_DUTY = /\b(?:will do|on it|i will|i can|can do|happy to|ich mache|mache ich)\b/;

/**
 * Lets a message accept or refuse what was asked shortly before. Returns those of its own tasks that are new: a promise
 * that only takes up what was asked (`sure, I'll do it today`) becomes part of that task.
 */
export function answerTasks(
  message: SpokenMessage,
  tasks: readonly Task[],
  wanted: readonly Task[],
  dialogue: Dialogue,
): Task[] {
  const asked = askedTasks(message, tasks);
  const [latest] = asked;
  if (latest === undefined) return [...wanted];
  const stance = stanceOf(message);
  if (stance === 'refuses') {
    for (const task of asked) if (isRefusedBy(message, task)) task.state = 'dropped';
    return [...wanted];
  }
  const promise = wanted.find((each) => takesUp(each, latest, isAccepting(stance)));
  const accepted = asked.filter((task) => promise !== undefined || isAcceptedBy(message, task, wanted));
  for (const task of accepted) accept(task, message, promise, dialogue);
  for (const task of asked) if (isAnsweredBy(message, task)) task.state = 'answered';
  return wanted.filter((each) => each !== promise);
}

/** `I'll open a ticket` takes on a request only if it says so first: `sure, I'll …`. */
function isAcceptedBy(message: SpokenMessage, task: Task, wanted: readonly Task[]): boolean {
  const stance = stanceOf(message);
  if (!isAccepting(stance)) return false;
  if (task.kind === 'offer') {
    return isQuestion(task.sentence) ? namesItsObject(task) : isWelcomed(message);
  }
  if (task.assignee !== null) return task.assignee === message.author;
  const promisesOther = wanted.some((each) => each.kind === 'promise' && namesItsObject(each));
  if (stance === 'takes on') return !promisesOther;
  const says = message.sentences[0]?.normal ?? '';
  return task.kind === 'duty' ? TAKES_A_DUTY.test(says) : SPEAKS_FOR_ONESELF.test(says);
}

/** `I can …` may only state what is possible; what is offered gets a `please` or a `great`. */
function isWelcomed(message: SpokenMessage): boolean {
  return message.sentences.some(({ normal }) =>
    /\b(?:please|great|thanks|thank you|perfect|awesome|nice|go ahead|go for it|would be|appreciate|lovely|wonderful|do (?:it|that)|super|gerne|merci|gracias)\b/.test(
      normal,
    ),
  );
}

function isRefusedBy(message: SpokenMessage, task: Task): boolean {
  return task.assignee === message.author || task.kind === 'offer';
}

function accept(task: Task, message: SpokenMessage, promise: Task | undefined, dialogue: Dialogue): void {
  task.state = 'agreed';
  task.sources.push(message.number);
  if (task.kind !== 'offer') task.assignee = promise?.assignee ?? message.author;
  task.due = promise?.due ?? task.due ?? dueInAnswer(message, dialogue);
}

/** What the latest asking message nearby asked for, as far as it is still unanswered. */
function askedTasks(message: SpokenMessage, tasks: readonly Task[]): Task[] {
  const open = tasks.filter(
    (task) =>
      isAsked(task) &&
      task.state === 'open' &&
      task.message.author !== message.author &&
      message.place - task.message.place <= NEARBY,
  );
  const latest = open.at(-1);
  const mine = open.filter((task) => task.assignee === message.author);
  const asking = (mine.at(-1) ?? latest)?.message;
  return open.filter((task) => task.message === asking);
}

function isAsked({ kind, assignee }: Task): boolean {
  if (kind === 'duty' || kind === 'note') return assignee === null;
  return kind === 'request' || kind === 'call' || kind === 'offer';
}

/** `I'll do it`, or the same words again; after a `sure` also other words about `them`. */
function takesUp(promise: Task, asked: Task, isAccepted: boolean): boolean {
  if (promise.kind !== 'promise' && promise.kind !== 'offer') return false;
  if (sharedTerms(promise.terms, asked.terms) >= 0.5) return true;
  if (!mayBeAbout(promise, asked)) return false;
  if (!namesItsObject(promise)) return true;
  return (
    isAccepted && promise.action.some(({ normal }) => /^(?:it|that|them|those|him|her|this)$/.test(normal))
  );
}

/** `I'll do it` may take a task from whom it was asked of; `I'll write this up` is about that task only where it is free. */
function mayBeAbout(promise: Task, asked: Task): boolean {
  const isFree = asked.assignee === null || asked.assignee === promise.assignee;
  return isFree || isMereDoing(promise);
}

/** `Can you share the link?` is done with once the one asked has said something; a plain request is not. */
function isAnsweredBy(message: SpokenMessage, task: Task): boolean {
  if (task.state !== 'open' || message.author !== task.assignee || message.terms.length < 3) return false;
  return isQuestion(task.sentence) && !/\bplease\b/.test(task.sentence.normal);
}
