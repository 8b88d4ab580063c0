import type { Person } from '../../../core/domain/transcript.ts';
import { calledIn, type SpokenMessage } from './dialogue.ts';
import { textOf, type Word } from './english.ts';
import type { Sentence } from './sentences.ts';
import { wordsBetween } from './sentences.ts';
import { IDIOM, NO_WORK, type TaskForm, type TaskKind, TELLING, taskFormsFor, WORK } from './task-phrases.ts';

export interface TaskWording {
  kind: TaskKind;
  /** User id, where the words themselves say who. */
  who: string | null;
  /** From the verb on. */
  action: Word[];
  /** The clause that it stands in, as written. */
  clause: string;
}

const CLAUSE_BREAK =
  /\s(?:[,;–—-]|and|but|then|so|while|\()\s(?:(?:and|but|then|so|while|maybe)\s)?(?=(?:i|we|@[uw][a-z0-9]+|you|he|she|they|someone|can|could|please)\s(?:will|can|am|shall|would|could|should|need|needs|have|has|is|are|to|you|must|send|check|make|add|update|review|write|takes|please|:)\b)|\s[;]\s/g;
const ACTION_END =
  /\s(?:[,;–—(-]\s)?(?:but|because|since|cause|although|though|otherwise|so that|so we|so you|so i|so it|as i|as it|as we|which|while|and (?:then )?(?:see|check|find out) (?:if|whether)|if|unless|or else|and (?:we|you|they|he|she|it|i))\s|\s[,;]\s(?:ok|right|sorry|thanks|then|and then|no|yes|fine|hope|just|not|give|expect|should|probably|hopefully|maybe|latest|promise|it|that|the|we|i|you|they|he|she|this|there|@)\b|\s[–—]\s|\s-\s|\s:\s|\s\(\s/;

/** The tasks that a sentence words, whatever becomes of them later. */
export function taskWordings(
  sentence: Sentence,
  message: SpokenMessage,
  people: ReadonlyMap<string, Person>,
): TaskWording[] {
  const worded = clausesOf(sentence).flatMap(({ from, to }) => {
    const clause = sentence.normal.slice(from, to);
    for (const taskForm of taskFormsFor(sentence.language)) {
      const wording = wordingBy(taskForm, clause, { sentence, from, message, people });
      if (wording !== null) return eachAction(wording, textOf(wordsBetween(sentence, from, to)));
    }
    return [];
  });
  return worded.length < 2 ? worded : worded.filter((each) => !isReason(each));
}

/** `The contract has to be renewed, can you call them?` asks for one thing only. */
function isReason({ kind, who }: TaskWording): boolean {
  return kind === 'duty' && who === null;
}

interface ClausePlace {
  sentence: Sentence;
  from: number;
  message: SpokenMessage;
  people: ReadonlyMap<string, Person>;
}

function wordingBy(
  { kind, pattern, verb }: TaskForm,
  clause: string,
  { sentence, from, message, people }: ClausePlace,
): Omit<TaskWording, 'clause'> | null {
  const match = pattern.exec(clause);
  const [start, end] = match?.indices?.groups?.action ?? [];
  if (match === null || start === undefined || end === undefined) return null;
  const cut = verb || kind !== 'duty' ? ACTION_END.exec(clause.slice(start, end)) : null;
  const whole = wordsBetween(sentence, from + start, from + start + (cut?.index ?? end - start));
  const { owner, action } = kind === 'note' ? ownerFirst(whole) : { owner: undefined, action: whole };
  if (verb && !isWork(action, kind)) return null;
  const named = (owner ?? match.groups?.who)?.slice(1).toUpperCase();
  const who = named !== undefined && people.has(named) ? named : whoIsMeant(kind, sentence, message, people);
  return { kind, who, action };
}

/** `Review the schema and update the changelog` are two; after a comma, a date at the end is only of the second. */
function eachAction(wording: Omit<TaskWording, 'clause'>, clause: string): TaskWording[] {
  const { action } = wording;
  const at = action.findIndex((word, i) => i > 1 && word.normal === 'and' && startsWork(action.slice(i + 1)));
  if (at < 0) return [{ ...wording, clause }];
  const hasComma = action[at - 1]?.normal === ',';
  const first = action.slice(0, hasComma ? at - 1 : at);
  return [
    { ...wording, action: first, clause: hasComma ? textOf(first) : clause },
    ...eachAction({ ...wording, action: action.slice(at + 1) }, clause),
  ];
}

function startsWork([first, ...rest]: readonly Word[]): boolean {
  return first?.pos === 'VERB' && WORK.has(first.normal) && rest.some((word) => word.pos === 'NOUN');
}

/** `Action item: Gina to announce it` names its owner first. */
function ownerFirst(words: Word[]): { owner: string | undefined; action: Word[] } {
  const [first, second] = words;
  if (!first?.normal.startsWith('@') || second === undefined) return { owner: undefined, action: words };
  const isLink = /^(?:to|will|:|-|–|,|should|must)$/.test(second.normal);
  return { owner: first.normal, action: words.slice(isLink ? 2 : 1) };
}

function clausesOf(sentence: Sentence): { from: number; to: number }[] {
  const breaks = [...sentence.normal.matchAll(CLAUSE_BREAK)];
  const starts = [0, ...breaks.map((match) => match.index + match[0].length)];
  const ends = [...breaks.map((match) => match.index), sentence.normal.length];
  return starts.map((from, i) => ({ from, to: ends[i] ?? sentence.normal.length }));
}

function isWork(action: readonly Word[], kind: TaskKind): boolean {
  const [first, second] = action;
  if (first === undefined) return false;
  if (first.lemma === 'be' && second?.normal.endsWith('ing'))
    return kind === 'promise' && second.pos === 'VERB';
  if (/^(?:have|take) (?:an?|another) (?:quick |closer |first )?look\b/.test(normalOf(action))) return true;
  if (/^have (?:it|that|this|them|everything|something)\b/.test(normalOf(action))) return kind === 'promise';
  const asksForWords = (kind === 'request' || kind === 'call') && TELLING.has(first.lemma);
  if (asksForWords || NO_WORK.has(first.lemma) || isIdiom(action)) return false;
  if (first.normal !== first.lemma && !/(?:ing|s)$/.test(first.normal)) return false;
  return first.pos === 'VERB' || WORK.has(first.lemma);
}

function isIdiom(action: readonly Word[]): boolean {
  const [first, ...rest] = action;
  return IDIOM.test(`${first?.lemma ?? ''} ${normalOf(rest)}`);
}

function normalOf(words: readonly Word[]): string {
  return words.map((word) => word.normal).join(' ');
}

/** Whom a wording without a name means: its author for what is in the first person, the one called for a request. */
function whoIsMeant(
  kind: TaskKind,
  sentence: Sentence,
  message: SpokenMessage,
  people: ReadonlyMap<string, Person>,
): string | null {
  switch (kind) {
    case 'promise':
    case 'offer':
      return message.author;
    case 'duty':
      return /\bi\b/.test(sentence.normal) ? message.author : null;
    case 'note':
      return /\bremind me\b/.test(sentence.normal) ? message.author : lastNamed(sentence, people);
    case 'request':
      return (
        calledIn(sentence, people)[0] ??
        (message.addressed.length === 1 ? (message.addressed[0] ?? null) : null)
      );
    case 'call':
    case 'assignment':
      return null;
  }
}

/** `TODO: renew the certificate (Jonas)`. */
function lastNamed(sentence: Sentence, people: ReadonlyMap<string, Person>): string | null {
  const named = /(?:[(–-]|\bfor|\bby) ?(@[uw][a-z0-9]+) ?\)? ?\.?$/.exec(sentence.normal)?.[1];
  const id = named?.slice(1).toUpperCase();
  return id !== undefined && people.has(id) ? id : null;
}
