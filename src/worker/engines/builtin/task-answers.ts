import type { Dialogue, SpokenMessage } from './dialogue.ts';
import { isQuestion, sharedTerms } from './sentences.ts';
import { isAccepting, stanceOf } from './stance.ts';
import { NEARBY, namesItsObject, type Task } from './task.ts';
import { dueInAnswer } from './task-dates.ts';

const SPEAKS_FOR_ONESELF =
  /^(?:me|mine)\b|\b(?:i|on it|will do|can do|happy to|glad to|sure|yes|volunteer|ich|ja|je|yo)\b/;

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
  const promise = wanted.find((each) => takesUp(each, latest, isAccepting(stance)));
  const promisesOther = wanted.some((each) => each.kind === 'promise' && namesItsObject(each));
  const takesOn = stance === 'agrees' || (stance === 'takes on' && !promisesOther);
  if (stance === 'refuses') {
    for (const task of asked) if (isRefusedBy(message, task)) task.state = 'dropped';
    return [...wanted];
  }
  for (const task of asked) {
    if (promise !== undefined || (takesOn && mayAccept(message, task))) {
      accept(task, message, promise, dialogue);
    } else if (message.author === task.assignee && isAnsweredByWords(task, message)) {
      task.state = 'answered';
    }
  }
  return wanted.filter((each) => each !== promise);
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

function mayAccept(message: SpokenMessage, task: Task): boolean {
  if (task.kind === 'offer') return true;
  if (task.assignee !== null) return task.assignee === message.author;
  return SPEAKS_FOR_ONESELF.test(message.sentences[0]?.normal ?? '');
}

/** `I'll do it`, or the same words again; after a `sure` also other words about `them`. */
function takesUp(promise: Task, asked: Task, isAccepted: boolean): boolean {
  if (promise.kind !== 'promise' && promise.kind !== 'offer') return false;
  if (!namesItsObject(promise) || sharedTerms(promise.terms, asked.terms) >= 0.5) return true;
  return (
    isAccepted && promise.action.some(({ normal }) => /^(?:it|that|them|those|him|her|this)$/.test(normal))
  );
}

/** `Can you share the link?` is done with once the one asked has said something; a plain request is not. */
function isAnsweredByWords(task: Task, message: SpokenMessage): boolean {
  return isQuestion(task.sentence) && !/\bplease\b/.test(task.sentence.normal) && message.terms.length > 2;
}
