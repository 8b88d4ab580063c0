import type { RecapAnswer } from '../../../core/domain/recap.ts';
import type { Dialogue } from './dialogue.ts';
import { textOf, type Word } from './english.ts';
import type { Sentence } from './sentences.ts';
import { namesItsObject, stands, type Task } from './task.ts';
import { cutAtWord, recapLine } from './wording.ts';

type ActionItem = RecapAnswer['actionItems'][number];

/** The tasks that stand at the end of the conversation, as imperatives: `Send the numbers`. */
export function actionItemsOf(tasks: readonly Task[], dialogue: Dialogue): ActionItem[] {
  return tasks
    .filter(stands)
    .filter((task) => namesItsObject(task) || (task.kind !== 'offer' && whatItIsAbout(task) !== undefined))
    .map((task) => ({
      text: textOfTask(task, dialogue),
      assignee: task.assignee,
      due: task.due?.date ?? null,
      sources: [...new Set(task.sources)],
    }));
}

function textOfTask(task: Task, dialogue: Dialogue): string {
  const words = withoutDue(textOf(inThirdPerson(task)), task.due?.phrase);
  const line = recapLine(words.replace(/[\s.,;:!?–-]+$/, ''), dialogue.people);
  if (namesItsObject(task)) return line;
  const about = task.message.repliesTo?.sentences[0];
  return about === undefined
    ? line
    : `${line} (re: “${cutAtWord(recapLine(about.text, dialogue.people), 90)}”)`;
}

/** What `it` stands for: the sentence before, in the same message or in the one that it answers. */
function whatItIsAbout(task: Task): Sentence | undefined {
  const before = task.message.sentences[task.sentence.position - 1];
  return before ?? task.message.repliesTo?.sentences.findLast((sentence) => sentence.terms.length > 0);
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
