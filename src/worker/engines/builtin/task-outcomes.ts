import type { SpokenMessage } from './dialogue.ts';
import { callsOff, givesUp, reportsDoing, reportsDone, takesBack } from './outcomes.ts';
import { wordSet } from './patterns.ts';
import { contentOf } from './self-contained.ts';
import { type Sentence, sharedTerms } from './sentences.ts';
import { isLive, type Task } from './task.ts';

type Outcome = 'dropped' | 'done';

/** How many messages later words that do not name a task may still close it. */
const UNNAMED_WITHIN = 8;
const CALLED_OFF_WITHIN = 15;
const HANDED_IN_WITHIN = 3;
/** What is done once its outcome can be opened. */
const HANDED_IN_AS_LINK = wordSet(
  'make write share post send create upload publish open file draft put push find get look show',
);

/** Drops or ticks off the tasks that a message takes back, calls off or reports as done. */
export function closeTasks(message: SpokenMessage, tasks: readonly Task[]): void {
  for (const sentence of message.sentences) {
    const live = tasks.filter(isLive);
    for (const task of live) if (isReportedDone(task, sentence)) task.state = 'done';
    if (callsOff(sentence)) dropAll(message, live);
    const outcome = outcomeIn(sentence);
    if (outcome === null) continue;
    for (const task of meantTasks(sentence, message, live.filter(isLive), outcome)) task.state = outcome;
  }
  if (isMerelyLinking(message)) {
    const handedIn = tasks.findLast((task) => isLive(task) && isHandedInBy(message, task));
    if (handedIn !== undefined) handedIn.state = 'done';
  }
}

/** `I'll write it up`, and then a link and no more. */
function isMerelyLinking({ message, sentences }: SpokenMessage): boolean {
  return /<https?:/.test(message.text) && sentences.every((sentence) => contentOf(sentence).length === 0);
}

function isHandedInBy(message: SpokenMessage, task: Task): boolean {
  const isRecent = message.place - task.message.place <= HANDED_IN_WITHIN;
  return isRecent && task.assignee === message.author && HANDED_IN_AS_LINK.has(task.action[0]?.lemma ?? '');
}

function dropAll(message: SpokenMessage, tasks: readonly Task[]): void {
  for (const task of tasks) {
    if (message.place - task.message.place <= CALLED_OFF_WITHIN) task.state = 'dropped';
  }
}

function isReportedDone(task: Task, sentence: Sentence): boolean {
  if (task.assignee !== sentence.author) return false;
  const said = reportsDoing(sentence, task.action[0]?.lemma ?? '');
  return said !== undefined && (said === sentence.words[0] || sharedTerms(task.terms, sentence.terms) >= 0.3);
}

function outcomeIn(sentence: Sentence): Outcome | null {
  if (takesBack(sentence) || givesUp(sentence)) return 'dropped';
  return reportsDone(sentence) ? 'done' : null;
}

/** The task that a sentence is about: the one that it names most of, else the latest that its author has a say in. */
function meantTasks(
  sentence: Sentence,
  message: SpokenMessage,
  tasks: readonly Task[],
  outcome: Outcome,
): Task[] {
  const theirs = tasks.filter((task) => hasASay(message, task, sentence, outcome));
  const recent = theirs.filter((task) => message.place - task.message.place <= UNNAMED_WITHIN);
  if (outcome === 'done' && /\b(?:both|all|everything)\b/.test(sentence.normal)) return recent;
  const enough = outcome === 'dropped' ? 0.2 : 0.5;
  const [named] = theirs
    .map((task) => ({ task, shared: sharedTerms(task.terms, sentence.terms) }))
    .filter(({ shared }) => shared >= enough)
    .toSorted((a, b) => b.shared - a.shared);
  if (named !== undefined) return [named.task];
  return sentence.terms.length > 4 ? [] : recent.slice(-1);
}

/** Who promised may give up; who asked, or is answered, may take back; who does it, or anyone for nobody's, reports. */
function hasASay(message: SpokenMessage, task: Task, sentence: Sentence, outcome: Outcome): boolean {
  const isTheirs = task.assignee === message.author;
  if (outcome === 'done') return isTheirs || task.assignee === null;
  if (!takesBack(sentence)) return isTheirs;
  return isTheirs || task.message.author === message.author || task.message === message.repliesTo;
}
