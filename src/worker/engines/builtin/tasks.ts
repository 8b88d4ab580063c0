import type { Dialogue, SpokenMessage } from './dialogue.ts';
import { isConditional, isHedged, isJoking, isReported } from './mood.ts';
import { isQuestion } from './sentences.ts';
import { isFirm, isLive, NEARBY, namesItsObject, repeats, type Task } from './task.ts';
import { answerTasks } from './task-answers.ts';
import { dueAddedAfter, dueOf, reschedule } from './task-dates.ts';
import { type TaskWording, taskWordings } from './task-forms.ts';
import { closeTasks } from './task-outcomes.ts';

/**
 * The tasks of a conversation in the order in which they were first put, each followed through what was said later:
 * accepted, refused, handed over, moved, dropped or done.
 */
export function followTasks(dialogue: Dialogue): Task[] {
  const byThread = new Map<SpokenMessage[], Task[]>();
  for (const message of dialogue.messages) {
    const tasks = byThread.get(message.thread) ?? [];
    byThread.set(message.thread, tasks);
    const worded = wordedTasks(message, dialogue);
    closeTasks(message, tasks);
    const added = answerTasks(message, tasks, worded, dialogue);
    if (worded.length === 0) reschedule(message, tasks, dialogue);
    for (const task of added) mergeOrAdd(task, tasks);
  }
  return [...byThread.values()].flat().toSorted((a, b) => a.message.number - b.message.number);
}

function wordedTasks(message: SpokenMessage, dialogue: Dialogue): Task[] {
  if (isJoking(message)) return [];
  return message.sentences.flatMap((sentence) => {
    if (isConditional(sentence) || isHedged(sentence) || isReported(sentence)) return [];
    const worded = taskWordings(sentence, message, dialogue.people).filter((each) => isMeant(each, message));
    return worded.map(({ kind, who, action, clause }) => {
      const due = dueOf(clause, sentence, message, dialogue);
      return {
        kind,
        message,
        sentence,
        action,
        terms: sentence.terms.filter((term) => action.some((word) => word.lemma === term)),
        assignee: who,
        due: due ?? dueAddedAfter(sentence, message, dialogue),
        dateWords: due?.phrase ?? null,
        sources: [message.number],
        state: 'open' as const,
      };
    });
  });
}

const LOOKING =
  /^(?:start(?: by)? )?(?:look(?:ing)?|check(?:ing)?|read(?:ing)?|watch(?:ing)?|try(?:ing)?|study(?:ing)?|(?:take|have|give) .*\b(?:look|read|try|shot|go)\b)/;
const PLEASED = /\b(?:thanks|thank you|cool|nice|great|awesome|interesting|fantastic|perfect|wow|neat)\b/;
const ASKS_LEAVE = /\b(?:can|could|shall|should) i\b|\bwant me to\b|\bif (?:that|you|it)\b/;

/** `Thanks, I'll take a look` is good manners, and `you mean I can push it?` offers nothing. */
function isMeant({ kind, action }: TaskWording, { sentences }: SpokenMessage): boolean {
  const said = action.map(({ normal }) => normal).join(' ');
  if (kind === 'promise' && LOOKING.test(said)) return !sentences.some(({ normal }) => PLEASED.test(normal));
  const asking = sentences.find(
    (sentence) => isQuestion(sentence) && sentence.words.some((word) => word === action[0]),
  );
  return kind !== 'offer' || asking === undefined || ASKS_LEAVE.test(asking.normal);
}

/** Adds a task, unless it repeats one: then the later wording of who and when counts. */
function mergeOrAdd(task: Task, tasks: Task[]): void {
  const same = tasks.findLast((other) => isLive(other) && isSameTask(task, other));
  if (same === undefined) {
    const refused = tasks.findLast((other) => !isLive(other) && repeats(task, other));
    tasks.push({ ...task, due: task.due ?? refused?.due ?? null });
    return;
  }
  same.sources.push(task.message.number);
  same.due = task.due ?? same.due;
  if (isFirm(task)) {
    same.state = 'agreed';
    same.assignee = task.assignee ?? same.assignee;
  } else if (task.assignee !== null && task.assignee !== same.assignee) {
    handOver(same, task);
  }
}

/** Asking somebody else for the same makes it theirs to answer. */
function handOver(same: Task, { kind, message, assignee }: Task): void {
  same.kind = kind;
  same.message = message;
  same.assignee = assignee;
  same.state = 'open';
}

/** `Mara will do it` right after is about the task before, unless that is somebody's already. */
function isSameTask(task: Task, other: Task): boolean {
  if (repeats(task, other)) return true;
  const isFree = other.assignee === null || other.assignee === task.assignee;
  const isNear = task.message.place - other.message.place <= NEARBY;
  return isFirm(task) && isFree && isNear && task.message !== other.message && !namesItsObject(task);
}
