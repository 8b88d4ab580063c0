import { timeOf } from '../../../core/domain/transcript.ts';
import { type Dialogue, messagesAfter, type SpokenMessage, zoneOf } from './dialogue.ts';
import { type DueDate, dueDateIn } from './due-dates.ts';
import type { Word } from './english.ts';
import { isQuestion, type Sentence, sharedTerms } from './sentences.ts';
import { isConditional, isHedged, isJoking, isReported, reportsDone, stanceOf, takesBack } from './stance.ts';
import { type TaskKind, taskWordings } from './task-forms.ts';

/** A task and what has become of it so far. */
export interface Task {
  kind: TaskKind;
  message: SpokenMessage;
  sentence: Sentence;
  action: Word[];
  terms: string[];
  assignee: string | null;
  due: DueDate | null;
  sources: number[];
  state: 'open' | 'agreed' | 'answered' | 'dropped' | 'done';
}

/** How many messages later an answer may come. */
const ANSWER_WITHIN = 6;
/** How many messages later a task may be dropped, done or moved by words that do not name it. */
const UNNAMED_WITHIN = 8;
const SAME_TASK = 0.6;

/**
 * The tasks of a conversation in the order in which they were first put, each followed through what was said later:
 * accepted, refused, handed over, moved, dropped or done.
 */
export function followTasks(dialogue: Dialogue): Task[] {
  const tasks: Task[] = [];
  for (const message of dialogue.messages) {
    const wanted = newTasks(message, dialogue);
    const own = tasks.filter((task) => task.message.thread === message.thread && isLive(task));
    close(message, own);
    answer(message, own, wanted, dialogue);
    reschedule(message, own, wanted, dialogue);
    for (const task of wanted) mergeOrAdd(task, own, tasks);
  }
  return tasks;
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
      return urgent;
    case 'request':
      return task.state === 'open' && (task.assignee !== null || (urgent && isToAll(task)));
    case 'call':
      return (
        task.state === 'open' && (urgent || /\b(?:someone|somebody|one of us)\b/.test(task.sentence.normal))
      );
  }
}

function isToAll(task: Task): boolean {
  return /\b(?:please|everyone|everybody|all)\b/.test(task.sentence.normal);
}

function isLive(task: Task): boolean {
  return task.state !== 'dropped' && task.state !== 'done';
}

function newTasks(message: SpokenMessage, dialogue: Dialogue): Task[] {
  if (isJoking(message)) return [];
  return message.sentences.flatMap((sentence) => {
    if (isConditional(sentence) || isHedged(sentence) || isReported(sentence)) return [];
    return taskWordings(sentence, message, dialogue.people).map(({ kind, who, action }) => ({
      kind,
      message,
      sentence,
      action,
      terms: sentence.terms.filter((term) => action.some((word) => word.lemma === term)),
      assignee: who,
      due: dueOf(sentence, message, dialogue),
      sources: [message.number],
      state: 'open' as const,
    }));
  });
}

function dueOf(sentence: Sentence, message: SpokenMessage, dialogue: Dialogue): DueDate | null {
  return dueDateIn(sentence.text, {
    sentAt: timeOf(message.message.ts),
    timeZone: zoneOf(message, dialogue),
    language: sentence.language ?? dialogue.language ?? 'en',
  });
}

/** Drops or ticks off the task that a message takes back or reports as done. */
function close(message: SpokenMessage, tasks: readonly Task[]): void {
  for (const sentence of message.sentences) {
    const outcome = takesBack(sentence) ? 'dropped' : reportsDone(sentence) ? 'done' : null;
    if (outcome === null) continue;
    const task = meantTask(sentence, message, tasks, outcome);
    if (task !== undefined) task.state = outcome;
  }
}

/** The task that a sentence is about: the one that it names, else the latest one that its author has a say in. */
function meantTask(
  sentence: Sentence,
  message: SpokenMessage,
  tasks: readonly Task[],
  outcome: 'dropped' | 'done',
): Task | undefined {
  const theirs = tasks.filter(
    (task) =>
      isLive(task) && (outcome === 'dropped' || task.assignee === null || task.assignee === message.author),
  );
  const named = theirs.findLast((task) => sharedTerms(task.terms, sentence.terms) >= 0.5);
  if (named !== undefined) return named;
  if (sentence.terms.length > 4) return undefined;
  return theirs.findLast(
    (task) =>
      message.place - task.message.place <= UNNAMED_WITHIN &&
      (task.assignee === message.author ||
        task.message.author === message.author ||
        task.message === message.repliesTo),
  );
}

/** Lets a message accept or refuse what was asked before; a promise in it that repeats the request is taken up in it. */
function answer(message: SpokenMessage, tasks: readonly Task[], wanted: Task[], dialogue: Dialogue): void {
  const task = askedTask(message, tasks);
  if (task === undefined) return;
  const stance = stanceOf(message);
  const promise = wanted.find((each) => takesUp(each, task));
  if (stance === 'refuses') {
    if (task.assignee === message.author || task.kind === 'offer') task.state = 'dropped';
    return;
  }
  if (promise === undefined && (stance === 'neither' || !mayAccept(message, task))) {
    if (message.author === task.assignee && message.terms.length > 2) task.state = 'answered';
    return;
  }
  task.state = 'agreed';
  task.sources.push(message.number);
  if (task.kind !== 'offer') task.assignee = promise?.assignee ?? message.author;
  task.due = promise?.due ?? task.due ?? dueInAnswer(message, dialogue);
  if (promise !== undefined) wanted.splice(wanted.indexOf(promise), 1);
}

function askedTask(message: SpokenMessage, tasks: readonly Task[]): Task | undefined {
  return tasks.findLast(
    (task) =>
      (task.kind === 'request' || task.kind === 'call' || task.kind === 'offer' || isUnassignedDuty(task)) &&
      task.state === 'open' &&
      task.message.author !== message.author &&
      message.place - task.message.place <= ANSWER_WITHIN,
  );
}

function isUnassignedDuty(task: Task): boolean {
  return (task.kind === 'duty' || task.kind === 'note') && task.assignee === null;
}

function mayAccept(message: SpokenMessage, task: Task): boolean {
  if (task.kind === 'offer') return true;
  if (task.assignee !== null) return task.assignee === message.author;
  return task.kind !== 'duty' || /\b(?:i|me|mine|my|on it)\b/.test(message.sentences[0]?.normal ?? '');
}

/** `I'll do it`, or the same words again, said to a request. */
function takesUp(task: Task, asked: Task): boolean {
  if (task.kind !== 'promise' && task.kind !== 'offer') return false;
  return !namesItsObject(task) || sharedTerms(task.terms, asked.terms) >= 0.5;
}

/** Whether the action says what it is about, rather than `do it` or `take care of that`. */
export function namesItsObject(task: Task): boolean {
  const [, ...rest] = task.action;
  return rest.some(
    (word) =>
      !word.stop &&
      (word.pos === 'NOUN' ||
        word.pos === 'PROPN' ||
        word.pos === 'X' ||
        word.pos === 'NUM' ||
        word.pos === 'ADJ') &&
      !word.normal.startsWith('@') &&
      !(task.due?.phrase.toLowerCase().includes(word.text.toLowerCase()) ?? false) &&
      !/^(?:look|care|one|asap|tomorrow|today|tonight|go|shot|try|stab|thing)$/.test(word.normal),
  );
}

function dueInAnswer(message: SpokenMessage, dialogue: Dialogue): DueDate | null {
  for (const sentence of message.sentences.slice(0, 2)) {
    const due = dueOf(sentence, message, dialogue);
    if (due !== null) return due;
  }
  return null;
}

const SHORT_SENTENCE = 12;
const MOVING =
  /\b(?:make (?:it|that)|rather|instead|better|earliest|move|push|until|not before|actually|can only|more like|by|then|postpone|need)\b/;

/** `Make it Monday` right after a task gives it a date, or another. */
function reschedule(
  message: SpokenMessage,
  tasks: readonly Task[],
  wanted: readonly Task[],
  dialogue: Dialogue,
): void {
  if (wanted.length > 0) return;
  const [sentence] = message.sentences;
  if (sentence === undefined || sentence.words.length > SHORT_SENTENCE || isQuestion(sentence)) return;
  const task = tasks.findLast(
    (each) =>
      isLive(each) &&
      stands({ ...each, due: each.due ?? { date: '', phrase: '' } }) &&
      message.place - each.message.place <= ANSWER_WITHIN &&
      (each.assignee === message.author || each.message.author === message.author),
  );
  if (task === undefined || (task.due !== null && !MOVING.test(sentence.normal))) return;
  const due = dueInAnswer(message, dialogue);
  if (due === null || due.date === task.due?.date) return;
  task.due = due;
  if (!task.sources.includes(message.number)) task.sources.push(message.number);
}

/** Adds a task, unless it repeats one: then the later wording of who and when counts. */
function mergeOrAdd(task: Task, own: readonly Task[], tasks: Task[]): void {
  const firm = task.kind === 'promise' || task.kind === 'assignment';
  const same = own.findLast(
    (other) =>
      isLive(other) &&
      (sharedTerms(other.terms, task.terms) >= SAME_TASK && task.terms.length > 1 && other.terms.length > 1
        ? true
        : firm && !namesItsObject(task) && task.message.place - other.message.place <= ANSWER_WITHIN),
  );
  if (same === undefined) {
    tasks.push(task);
    return;
  }
  same.sources.push(task.message.number);
  same.due = task.due ?? same.due;
  if (task.assignee !== null && (firm || same.assignee === null)) same.assignee = task.assignee;
  if (firm) same.state = 'agreed';
}

/** Whether somebody agreed to a message, in words or by a reaction, before anybody disagreed. */
export function isAgreedTo(message: SpokenMessage, within = ANSWER_WITHIN): boolean {
  for (const later of messagesAfter(message, within)) {
    if (later.author === message.author) continue;
    const stance = stanceOf(later);
    if (stance !== 'neither') return stance === 'accepts';
  }
  return message.approvals > 0;
}
