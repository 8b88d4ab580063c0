import { timeOf } from '../../../core/domain/transcript.ts';
import { type Dialogue, messagesAfter, type SpokenMessage, zoneOf } from './dialogue.ts';
import { type DueDate, dueDateIn } from './due-dates.ts';
import type { Word } from './english.ts';
import { isQuestion, type Sentence, sharedTerms } from './sentences.ts';
import {
  givesUp,
  isConditional,
  isHedged,
  isJoking,
  isReported,
  reportsDoing,
  reportsDone,
  stanceOf,
  takesBack,
} from './stance.ts';
import { taskWordings } from './task-forms.ts';
import type { TaskKind } from './task-phrases.ts';

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
const SHORT_SENTENCE = 12;
/** How a sentence starts that adds a date to the one before. */
const ABOUT_IT =
  /^(?:i|we) (?:will |would )?(?:need|want|have to have|must have)|^(?:it|that|this) (?:is due|should be|needs to be|must be|will be)|^(?:ideally|preferably|best|latest|by|before|until|deadline|due|should be|will be|not later|no later|bis|avant|antes)\b/;

/**
 * The tasks of a conversation in the order in which they were first put, each followed through what was said later:
 * accepted, refused, handed over, moved, dropped or done.
 */
export function followTasks(dialogue: Dialogue): Task[] {
  const tasks: Task[] = [];
  for (const message of dialogue.messages) {
    const wanted = newTasks(message, dialogue);
    const own = tasks.filter((task) => task.message.thread === message.thread);
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
      return urgent && !isQuestion(task.sentence);
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
    return taskWordings(sentence, message, dialogue.people).map(({ kind, who, action, clause }) => ({
      kind,
      message,
      sentence,
      action,
      terms: sentence.terms.filter((term) => action.some((word) => word.lemma === term)),
      assignee: who,
      due: dueOf(clause, sentence, message, dialogue) ?? dueAddedAfter(sentence, message, dialogue),
      sources: [message.number],
      state: 'open' as const,
    }));
  });
}

function dueOf(
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
function dueAddedAfter(sentence: Sentence, message: SpokenMessage, dialogue: Dialogue): DueDate | null {
  const next = message.sentences[sentence.position + 1];
  if (next === undefined || next.words.length > SHORT_SENTENCE || !ABOUT_IT.test(next.normal)) return null;
  return dueOf(next.text, next, message, dialogue);
}

/** Drops or ticks off the task that a message takes back or reports as done. */
function close(message: SpokenMessage, tasks: readonly Task[]): void {
  for (const sentence of message.sentences) {
    const outcome = outcomeIn(sentence);
    if (outcome === null) continue;
    for (const task of meantTasks(sentence, message, tasks, outcome)) task.state = outcome;
  }
  for (const task of tasks) {
    if (
      isLive(task) &&
      task.message !== message &&
      task.assignee === message.author &&
      isReportedDone(task, message)
    )
      task.state = 'done';
  }
}

function isReportedDone(task: Task, message: SpokenMessage): boolean {
  const verb = task.action[0]?.lemma ?? '';
  return message.sentences.some((sentence) => {
    if (!reportsDoing(sentence, verb)) return false;
    return sharedTerms(task.terms, sentence.terms) >= 0.3;
  });
}

function outcomeIn(sentence: Sentence): 'dropped' | 'done' | null {
  if (takesBack(sentence) || givesUp(sentence)) return 'dropped';
  return reportsDone(sentence) ? 'done' : null;
}

/** The task that a sentence is about: the one that it names most of, else the latest that its author has a say in. */
function meantTasks(
  sentence: Sentence,
  message: SpokenMessage,
  tasks: readonly Task[],
  outcome: 'dropped' | 'done',
): Task[] {
  const theirs = tasks.filter((task) => isLive(task) && hasASay(message, task, outcome, sentence));
  const recent = theirs.filter((task) => message.place - task.message.place <= UNNAMED_WITHIN);
  if (outcome === 'done' && /\b(?:both|all|everything)\b/.test(sentence.normal)) return recent;
  const [named] = theirs
    .map((task) => ({ task, shared: sharedTerms(task.terms, sentence.terms) }))
    .filter(({ shared }) => shared >= (outcome === 'dropped' ? 0.2 : 0.5))
    .toSorted((a, b) => b.shared - a.shared);
  if (named !== undefined) return [named.task];
  return sentence.terms.length > 4 ? [] : recent.slice(-1);
}

function hasASay(
  message: SpokenMessage,
  task: Task,
  outcome: 'dropped' | 'done',
  sentence: Sentence,
): boolean {
  const isTheirs = task.assignee === message.author;
  if (outcome === 'done') return isTheirs || task.assignee === null;
  if (!takesBack(sentence)) return isTheirs;
  return isTheirs || task.message.author === message.author || task.message === message.repliesTo;
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
    if (message.author === task.assignee && isAnsweredByWords(task, message)) task.state = 'answered';
    return;
  }
  task.state = 'agreed';
  task.sources.push(message.number);
  if (task.kind !== 'offer') task.assignee = promise?.assignee ?? message.author;
  task.due = promise?.due ?? task.due ?? dueInAnswer(message, dialogue);
  if (promise !== undefined) wanted.splice(wanted.indexOf(promise), 1);
}

/** `Can you share the link?` is done with once the one asked has said something; a plain request is not. */
function isAnsweredByWords(task: Task, message: SpokenMessage): boolean {
  return isQuestion(task.sentence) && !/\bplease\b/.test(task.sentence.normal) && message.terms.length > 2;
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

const TAKING_ON =
  /^(?:me|mine)\b|\b(?:i|on it|will do|can do|happy to|glad to|sure|yes|volunteer|ich|ja|je|yo)\b/;

function mayAccept(message: SpokenMessage, task: Task): boolean {
  if (task.kind === 'offer') return true;
  if (task.assignee !== null) return task.assignee === message.author;
  return TAKING_ON.test(message.sentences[0]?.normal ?? '');
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
    const due = dueOf(sentence.text, sentence, message, dialogue);
    if (due !== null) return due;
  }
  return null;
}

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
  if (task === undefined || (sentence.terms.length > 3 && sharedTerms(task.terms, sentence.terms) === 0))
    return;
  if (task.due !== null && !MOVING.test(sentence.normal)) return;
  const due = dueInAnswer(message, dialogue);
  if (due === null || due.date === task.due?.date) return;
  task.due = due;
  if (!task.sources.includes(message.number)) task.sources.push(message.number);
}

/** Adds a task, unless it repeats one: then the later wording of who and when counts. */
function mergeOrAdd(task: Task, own: readonly Task[], tasks: Task[]): void {
  const same = own.findLast((other) => isLive(other) && isSameTask(task, other));
  if (same === undefined) {
    const refused = own.findLast((other) => !isLive(other) && repeats(task, other));
    tasks.push({ ...task, due: task.due ?? refused?.due ?? null });
    return;
  }
  same.sources.push(task.message.number);
  same.due = task.due ?? same.due;
  if (isFirm(task)) {
    same.state = 'agreed';
    same.assignee = task.assignee ?? same.assignee;
  } else if (task.assignee !== null && task.assignee !== same.assignee) {
    Object.assign(same, { kind: task.kind, message: task.message, state: 'open', assignee: task.assignee });
  }
}

function isFirm({ kind }: Task): boolean {
  return kind === 'promise' || kind === 'assignment';
}

function isSameTask(task: Task, other: Task): boolean {
  if (repeats(task, other)) return true;
  return isFirm(task) && !namesItsObject(task) && task.message.place - other.message.place <= ANSWER_WITHIN;
}

function repeats(task: Task, other: Task): boolean {
  return task.terms.length > 1 && other.terms.length > 1 && sharedTerms(other.terms, task.terms) >= SAME_TASK;
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
