import type { SpokenMessage } from './dialogue.ts';
import type { DueDate } from './due-dates.ts';
import { textOf, type Word } from './english.ts';
import { hostsIn } from './self-contained.ts';
import { isQuestion, type Sentence, sharedTerms } from './sentences.ts';
import type { TaskKind } from './task-phrases.ts';

/** A task and what has become of it so far. */
export interface Task {
  kind: TaskKind;
  message: SpokenMessage;
  sentence: Sentence;
  /** From the verb on. */
  action: Word[];
  /** The terms of the action. */
  terms: string[];
  assignee: string | null;
  due: DueDate | null;
  /** The words for a date within the action itself, which the due date makes superfluous. */
  dateWords: string | null;
  sources: number[];
  state: 'open' | 'agreed' | 'answered' | 'dropped' | 'done';
}

/** How many messages later an answer, or words that do not name the task, may still be about it. */
export const NEARBY = 6;
const SAME_TASK = 0.6;
const OBJECTS = new Set(['NOUN', 'PROPN', 'X', 'NUM', 'ADJ']);
const NO_OBJECT = /^(?:look|care|one|asap|tomorrow|today|tonight|go|shot|try|stab|thing|spin|line)$/;

export function isLive({ state }: Task): boolean {
  return state !== 'dropped' && state !== 'done';
}

export function isFirm({ kind }: Task): boolean {
  return kind === 'promise' || kind === 'assignment';
}

/** Whether the action says what it is about, rather than `do it` or `take care of that`. */
export function namesItsObject({ action, due, sentence }: Task): boolean {
  if (sentence.language !== 'en') return action.length > 2;
  const [, ...rest] = action;
  if (startsWithPronoun(rest)) return false;
  const phrase = due?.phrase.toLowerCase() ?? '';
  const links = hostsIn(textOf(action)).join(' ');
  return rest.some(
    ({ stop, pos, normal, text }) =>
      !stop &&
      OBJECTS.has(pos) &&
      !normal.startsWith('@') &&
      !phrase.includes(text.toLowerCase()) &&
      !links.includes(text) &&
      !NO_OBJECT.test(normal),
  );
}

function startsWithPronoun([first, second]: readonly Word[]): boolean {
  if (/^(?:it|them)$/.test(first?.normal ?? '')) return true;
  const isDeterminer = second !== undefined && OBJECTS.has(second.pos) && !second.stop;
  return /^(?:that|this|those|these)$/.test(first?.normal ?? '') && !isDeterminer;
}

/** Whether the action is about something named before: `do it`, `send them`. */
export function refersBack(task: Task): boolean {
  return (
    task.action.some(({ normal }) => /^(?:it|them|that|this|those|these)$/.test(normal)) || isMereDoing(task)
  );
}

/** Whether the action stands for another verb: `do it`, `take that`. */
export function isMereDoing({ action }: Task): boolean {
  return /^(?:do|take|handle|get|pick|grab|have)(?: (?:it|that|this|so|them|those|one|up|care|of|on|over|care of))*$/.test(
    action
      .map((word) => word.normal)
      .join(' ')
      .replace(/(?: (?:then|today|tomorrow|please|now|soon|[.!,]))+$/, ''),
  );
}

/** Whether two tasks are the same in other words. */
export function repeats(task: Task, other: Task): boolean {
  return task.terms.length > 1 && other.terms.length > 1 && sharedTerms(other.terms, task.terms) >= SAME_TASK;
}

/** Whether a task stands at the end of the conversation, by how it was put and taken. */
export function stands(task: Task): boolean {
  if (!isLive(task)) return false;
  if (task.state === 'agreed') return true;
  const urgent = task.due !== null;
  switch (task.kind) {
    case 'promise':
    case 'assignment':
    case 'note':
      return true;
    case 'offer':
    case 'duty':
      return urgent && !isQuestion(task.sentence);
    case 'request':
      return task.state === 'open' && (task.assignee !== null || (urgent && isToAll(task)));
    case 'call':
      return task.state === 'open' && namesItsObject(task) && (urgent || isToSomeone(task));
  }
}

function isToAll({ sentence }: Task): boolean {
  return /\b(?:please|everyone|everybody|all)\b/.test(sentence.normal);
}

function isToSomeone({ sentence }: Task): boolean {
  return /\b(?:someone|somebody|one of us)\b/.test(sentence.normal) && !isQuestion(sentence);
}
