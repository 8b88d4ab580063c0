import type { Person } from '../../../core/domain/transcript.ts';
import { calledIn, type SpokenMessage } from './dialogue.ts';
import type { Word } from './english.ts';
import type { Sentence } from './sentences.ts';
import { wordsBetween } from './sentences.ts';

/**
 * How a task is put: `promise` (I will), `offer` (I can, shall I), `duty` (I need to by Friday), `request` (can you),
 * `call` (can someone), `assignment` (Jonas will), `note` (TODO: …).
 */
export type TaskKind = 'promise' | 'offer' | 'duty' | 'request' | 'call' | 'assignment' | 'note';

export interface TaskWording {
  kind: TaskKind;
  /** User id, where the words themselves say who. */
  who: string | null;
  /** From the verb on. */
  action: Word[];
}

interface TaskForm {
  kind: TaskKind;
  pattern: RegExp;
  /** Whether the action has to start with a verb that stands for work. */
  verb: boolean;
}

const PERSON = '@[uw][a-z0-9]+';
const ADVERBS =
  '(?:(?:also|just|then|definitely|certainly|surely|quickly|still|now|try to|try and|go ahead and|make sure to|be sure to|get to|go and|gladly|happily|personally|at least|really|first|later|tomorrow|tonight|today|soon|asap|kindly|please|be able to|be happy to|be the one to|start to|all|both|you) )*';
const ACTION = '(?<action>.+)';
const START = String.raw`(?:^|[,:;.–-] |\b(?:and|so|but|ok|hey|also|then|yes|sure|thanks) ,? ?)`;

function form(kind: TaskKind, pattern: string, { verb = true } = {}): TaskForm {
  return { kind, pattern: new RegExp(pattern, 'du'), verb };
}

/** The first form that fits wins, so the more telling stand first. */
const FORMS: readonly TaskForm[] = [
  form('note', `^\\[ \\] ${ACTION}`, { verb: false }),
  form(
    'note',
    `^(?:todo|to do|to - do|action items?|actions?|ai|next steps?|task|follow up|follow - up|reminder|aufgabe|à faire|tarea|pendiente)s?(?: for)? ?(?:\\(? ?(?<who>${PERSON}) ?\\)?)? ?[:–-] ${ACTION}`,
    { verb: false },
  ),
  form(
    'promise',
    `\\bi (?:will|shall|am going to|promise to|commit to|volunteer to|am about to) ${ADVERBS}${ACTION}`,
  ),
  form('offer', `\\b(?:shall|should|can|could) i ${ADVERBS}${ACTION}`),
  form('offer', `\\b(?:do you |you )?want me to ${ACTION}`),
  form(
    'offer',
    `\\bi (?:can|could|would|am happy to|am glad to|would be happy to|would love to) ${ADVERBS}${ACTION}`,
  ),
  form('offer', `${START}let me (?!know)${ADVERBS}${ACTION}`),
  form(
    'call',
    `\\b(?:can|could|would|will) (?:someone|somebody|anyone|anybody|one of you|any of you) (?:else )?${ADVERBS}${ACTION}`,
  ),
  form(
    'call',
    `\\bwho (?:can|could|will|wants to|would like to|is going to|has time to|would|has the time to) ${ADVERBS}${ACTION}`,
  ),
  form('call', `\\b(?:any volunteers?|volunteers?(?: needed)?|anyone up) (?:to|for) ${ACTION}`, {
    verb: false,
  }),
  form(
    'call',
    `\\b(?:we|someone|somebody|everyone|everybody|one of us|one of you|you all|all of you|you guys) (?:still |really |also |all |definitely )*(?:needs? to|ha(?:ve|s) to|must|got to|should|ought to) ${ADVERBS}${ACTION}`,
  ),
  form('request', `\\b(?:can|could|will|would) (?:you|(?<who>${PERSON})) (?!not)${ADVERBS}${ACTION}`),
  form('request', `\\bwould you mind ${ACTION}`),
  form(
    'request',
    `\\b(?:i|we) (?:need|want|would like|expect) (?:you|(?<who>${PERSON})) to ${ADVERBS}${ACTION}`,
  ),
  form(
    'request',
    `\\bbe (?:great|nice|good|awesome|helpful|lovely|cool|amazing) if (?:you|(?<who>${PERSON})) (?:can |could )?${ADVERBS}${ACTION}`,
  ),
  form(
    'assignment',
    `(?<who>${PERSON}) (?:will|shall|is going to|has to|agreed to|offered to|volunteered to|promised to|is (?:now )?responsible for|is in charge of) ${ADVERBS}${ACTION}`,
  ),
  form('assignment', `^(?:[,:–-] )?(?<who>${PERSON}) (?:to|:) ${ADVERBS}${ACTION}`),
  form(
    'assignment',
    `^(?<who>${PERSON}) (?<action>(?:takes(?: over)?|owns|handles|covers|writes|prepares|leads|organi[sz]es|runs|sends|books|does|drives|drafts|fixes) .+)`,
    { verb: false },
  ),
  form('request', `(?<who>${PERSON}) (?:should|needs to|must) ${ADVERBS}${ACTION}`),
  form('request', `${START}(?:please|kindly) ${ADVERBS}${ACTION}`),
  form('request', `${START}(?:do not|never) forget to ${ACTION}`),
  form('request', `^(?:(?:hi|hey|hello|ok|so|and) ,? ?)?(?<who>${PERSON}) ?[,:–-]? ${ADVERBS}${ACTION}`),
  form('duty', `\\bi (?:still |also |really )*(?:need|have|ought|must|should)(?: to)? ${ADVERBS}${ACTION}`),
  form('note', `\\bremind me to ${ACTION}`),
  form('duty', `^(?<action>.+ (?:needs?|ha(?:s|ve)) to (?:be|get) \\w+.*)`, { verb: false }),
  form('duty', `^(?<action>.+ (?:must|should) (?:be|get) \\w+.*)`, { verb: false }),
];

/** Verbs of being, saying and minding: `I'll be there` and `I'd say` are no tasks. */
const NO_WORK = new Set(
  'be have see say think guess know need want like love miss bet admit assume hope wish agree understand wait stay remain feel mean believe suppose doubt imagine stick try never use consider remember stop live die enjoy quote continue leave sleep pass hate prefer become seem care mind vote may can will not no it that this the a an i we you so like happen'.split(
    ' ',
  ),
);
/** Asking for words is a question, not a task. */
const TELLING = new Set(
  'tell explain say see reproduce confirm elaborate clarify imagine hear believe describe know remember think help understand guess recall recommend suggest point give try get use do make call have run'.split(
    ' ',
  ),
);
/** Work verbs that the tagger takes for nouns at the start of a sentence. */
const WORK = new Set(
  'review check update write send fix test deploy document draft file open close merge schedule book order prepare plan release ship rename move migrate post share upload email ping call ask add remove delete drop change set create design build rotate restart revert roll sync contact invite order print clean import export backup sign submit confirm organize organise finish complete look take make get bring start put pick read publish enable disable bump tag announce measure benchmark investigate cover host own reply respond forward translate collect compile record rerun run verify validate approve register renew extend transfer research summarize summarise'.split(
    ' ',
  ),
);
const CLAUSE_BREAK =
  /\s(?:[,;–—-]|and|but|then|so|while|\()\s(?:(?:and|but|then|so|while|maybe)\s)?(?=(?:i|we|@[uw][a-z0-9]+|you|he|she|they|someone|can|could|please)\s(?:will|can|am|shall|would|could|should|need|needs|have|has|is|are|to|you|must|send|check|make|add|update|review|write|takes|:)\b)|\s[;]\s/g;
const ACTION_END =
  /\s(?:[,;–—(-]\s)?(?:but|because|since|cause|although|though|otherwise|so that|so we|so you|so i|so it|as i|as it|as we|which|while|if|unless|or else)\s|\s[,;]\s(?:ok|right|sorry|thanks|then|and then|no|yes|fine|hope|just|not|it|that|the|we|i|you|they|he|she|this|there|@)\b|\s[–—]\s|\s-\s|\s:\s|\s\(\s/;

/** The tasks that a sentence words, whatever becomes of them later; one for each clause at most. */
export function taskWordings(
  sentence: Sentence,
  message: SpokenMessage,
  people: ReadonlyMap<string, Person>,
): TaskWording[] {
  return clausesOf(sentence).flatMap(({ from, to }) => {
    const clause = sentence.normal.slice(from, to);
    for (const taskForm of FORMS) {
      const wording = wordingBy(taskForm, clause, { sentence, from, message, people });
      if (wording !== null) return [wording];
    }
    return [];
  });
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
): TaskWording | null {
  const match = pattern.exec(clause);
  const [start, end] = match?.indices?.groups?.action ?? [];
  if (match === null || start === undefined || end === undefined) return null;
  const cut = ACTION_END.exec(clause.slice(start, end));
  const action = wordsBetween(sentence, from + start, from + start + (cut?.index ?? end - start));
  if (verb && !isWork(action, kind)) return null;
  const named = match.groups?.who?.slice(1).toUpperCase();
  const who = named !== undefined && people.has(named) ? named : whoIsMeant(kind, sentence, message, people);
  return { kind, who, action };
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
  if (first.lemma === 'be' && second?.normal.endsWith('ing') && second.pos === 'VERB') return true;
  const asksForWords = (kind === 'request' || kind === 'call') && TELLING.has(first.lemma);
  if (asksForWords || NO_WORK.has(first.lemma) || isIdiom(action)) return false;
  if (first.normal !== first.lemma && !/ing$/.test(first.normal)) return false;
  return first.pos === 'VERB' || WORK.has(first.lemma);
}

const IDIOM =
  /^(?:let (?:you|u) know|keep (?:you|u|everyone) posted|get back|take (?:your|his|her) word|give (?:it|this|that) a|go (?:with|for|back|home|to bed)|have to|look forward|take (?:it|that) back|come back|bring (?:it|that) up|take your time|feel free|note that|keep in mind|let me know|see|excuse|bear with|check (?:it|this) out|ask (?:a|one|you|again)|add that|put it|start (?:with|by)|end up|pass on|go on|figure|call it|take into|do (?:not|so|better|the same)|make (?:sense|it work|do))\b/;

function isIdiom(action: readonly Word[]): boolean {
  return IDIOM.test(action.map((word) => word.normal).join(' '));
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
