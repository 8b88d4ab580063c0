import type { RecapAnswer } from '../../../core/domain/recap.ts';
import type { Dialogue } from './dialogue.ts';
import { textOf, type Word } from './english.ts';
import type { Sentence } from './sentences.ts';
import { isMereDoing, namesItsObject, refersBack, stands, type Task } from './task.ts';
import { cutAtWord, recapLine } from './wording.ts';

type ActionItem = RecapAnswer['actionItems'][number];

const MAX_TOPIC = 90;

/** The tasks that stand at the end of the conversation, as imperatives: `Send the numbers`. */
export function actionItemsOf(tasks: readonly Task[], dialogue: Dialogue): ActionItem[] {
  return tasks
    .filter(stands)
    .filter((task) => namesItsObject(task) || isExplained(task))
    .map((task) => ({
      text: textOfTask(task, dialogue),
      assignee: task.assignee,
      due: task.due?.date ?? null,
      sources: [...new Set(task.sources)],
    }));
}

/** `I'll do it` can be told with what was said before; `I'll check` is only talk. */
function isExplained(task: Task): boolean {
  return (refersBack(task) || task.state === 'agreed') && whatItIsAbout(task) !== undefined;
}

function textOfTask(task: Task, dialogue: Dialogue): string {
  const words = withoutDue(textOf(inThirdPerson(task)), task.due?.phrase);
  const line = recapLine(words.replace(/[\s.,;:!?–-]+$/, ''), dialogue.people);
  if (namesItsObject(task)) return line;
  const about = whatItIsAbout(task);
  if (about === undefined) return line;
  const topic = recapLine(about.text, dialogue.people);
  return isMereDoing(task) ? topic : `${line} (re: “${cutAtWord(topic, MAX_TOPIC)}”)`;
}

/** What `it` stands for: the sentence before, in the same message or in the one that it answers. */
function whatItIsAbout(task: Task): Sentence | undefined {
  const before = task.message.sentences.slice(0, task.sentence.position);
  const answered = task.message.repliesTo?.sentences ?? [];
  return before.findLast(saysSomething) ?? answered.findLast(saysSomething);
}

function saysSomething({ terms, text }: Sentence): boolean {
  return terms.length > 0 && /\s/.test(text);
}

/** Date words at the end are shown apart, as the due date. */
function withoutDue(text: string, phrase: string | undefined): string {
  if (phrase === undefined) return text;
  const at = text.lastIndexOf(phrase);
  if (at <= 0 || !/^[\s.,;:!?]*$/.test(text.slice(at + phrase.length))) return text;
  return text.slice(0, at).replace(/(?:\s+(?:by|before|until|on|for|at|the))*[\s,;–-]*$/, '');
}

/** `you` becomes the person spoken to, and the `me` of a request the one who asks. */
function inThirdPerson(task: Task): Word[] {
  const [first, ...rest] = task.action;
  const author = task.message.author;
  const isAsking = task.kind === 'request' || task.kind === 'call';
  const listener = isAsking ? null : (task.message.repliesTo?.author ?? null);
  const isBase = first !== undefined && !isAsking && !/(?:ing|s)$/.test(first.normal);
  const verb = first === undefined ? [] : [{ ...first, text: isBase ? first.text : first.lemma }];
  return [
    ...verb,
    ...rest.map((word) => {
      if (isAsking && author !== null && word.normal === 'me') return { ...word, text: `@${author}` };
      if (isAsking && author !== null && word.normal === 'my') return { ...word, text: `@${author}'s` };
      if (listener !== null && word.normal === 'you') return { ...word, text: `@${listener}` };
      if (listener !== null && word.normal === 'your') return { ...word, text: `@${listener}'s` };
      return word;
    }),
  ];
}
