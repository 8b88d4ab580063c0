import type { RecapAnswer } from '../../../core/domain/recap.ts';
import type { Dialogue } from './dialogue.ts';
import { textOf, type Word } from './english.ts';
import { leansOnAnother } from './self-contained.ts';
import type { Sentence } from './sentences.ts';
import { isMereDoing, namesItsObject, refersBack, stands, type Task } from './task.ts';
import { recapLine } from './wording.ts';

type ActionItem = RecapAnswer['actionItems'][number];

const MAX_TOPIC = 90;

/** The tasks that stand at the end of the conversation, as imperatives: `Send the numbers`. */
export function actionItemsOf(tasks: readonly Task[], dialogue: Dialogue): ActionItem[] {
  return tasks.filter(stands).flatMap((task) => {
    const about = namesItsObject(task) ? undefined : whatItIsAbout(task);
    if (about === undefined && !namesItsObject(task)) return [];
    const sources = about === undefined ? task.sources : [about.number, ...task.sources];
    return {
      text: textOfTask(task, about, dialogue),
      assignee: task.assignee,
      due: task.due?.date ?? null,
      sources: [...new Set(sources)].toSorted((a, b) => a - b),
    };
  });
}

function textOfTask(task: Task, about: Sentence | undefined, { people }: Dialogue): string {
  if (about !== undefined && isMereDoing(task)) return recapLine(about.text, people);
  const words = withoutDue(textOf(inThirdPerson(task)), task.dateWords);
  const line = recapLine(words.replace(/[\s.,;:!?–-]+$/, ''), people);
  return about === undefined ? line : `${line} (re: “${recapLine(about.text, people, MAX_TOPIC)}”)`;
}

/** What `it` stands for: the sentence before, in the same message or in the one that it answers. */
function whatItIsAbout(task: Task): Sentence | undefined {
  // `I'll check` is only talk, unless somebody asked for it.
  if (!refersBack(task) && task.state !== 'agreed') return undefined;
  const before = task.message.sentences.slice(0, task.sentence.position);
  const answered = task.message.repliesTo?.sentences ?? [];
  const telling = (sentence: Sentence) => saysSomething(sentence) && !leansOnAnother(sentence);
  return (
    before.findLast(telling) ??
    answered.findLast(telling) ??
    before.findLast(saysSomething) ??
    answered.findLast(saysSomething)
  );
}

function saysSomething({ terms, text, normal }: Sentence): boolean {
  return terms.length > 0 && /\s/.test(text) && !/^\W*\(|\b(?:thanks|thank you)\b/.test(normal);
}

/** Date words at the end are shown apart, as the due date. */
function withoutDue(text: string, phrase: string | null): string {
  if (phrase === null) return text;
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
