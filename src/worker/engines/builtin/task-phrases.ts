import type { Language } from './language.ts';
import { startingWith, wordSet } from './patterns.ts';

/**
 * How a task is put: `promise` (I will), `offer` (I can, shall I), `duty` (I need to by Friday), `request` (can you),
 * `call` (can someone), `assignment` (Jonas will), `note` (TODO: …).
 */
export type TaskKind = 'promise' | 'offer' | 'duty' | 'request' | 'call' | 'assignment' | 'note';

export interface TaskForm {
  kind: TaskKind;
  /** Has a group `action`, and `who` where the words name somebody. */
  pattern: RegExp;
  /** Whether the action has to start with an English verb that stands for work. */
  verb: boolean;
}

const PERSON = '@[uw][a-z0-9]+';
const ADVERBS =
  '(?:(?:also|just|then|definitely|certainly|surely|quickly|still|now|try to|try and|go ahead and|make sure to|be sure to|get to|go and|gladly|happily|personally|at least|really|first|later|tomorrow|tonight|today|soon|asap|kindly|please|be able to|be happy to|be the one to|start to|all|both|you) )*';
const ACTION = '(?<action>.+)';
/** `I'm sure I'll …` foresees something rather than promising it. */
const UNCERTAIN =
  '\\b(?:sure|hope|bet|guess|know|afraid|suppose|assume|expect|doubt|imagine|believe|before|until|what|how|where|which)(?: that)?';
/** `@Jonas does it run?`, `@Jonas sounds good`, `@Jonas looking at that …` are no imperatives. */
const NO_REMARK =
  '(?!(?:do|does|did) (?:you|we|i|it|that|this|the|your|my|any|not|all)\\b|[a-z]+(?:ing|[^s]s)\\b)';
const START = String.raw`(?:^|[,:;.–-] |\b(?:and|so|but|ok|hey|also|then|yes|sure|thanks|everyone|everybody|all|folks|guys|someone|somebody) ,? ?)`;
const NOTE_MARK =
  'todo|to do|to‐do|action items?|actions?|ai|next steps?|task|follow up|follow‐up|aufgabe|à faire|tarea|pendiente';

function form(kind: TaskKind, pattern: string, { verb = true } = {}): TaskForm {
  return { kind, pattern: new RegExp(pattern, 'du'), verb };
}

const ANY_LANGUAGE: readonly TaskForm[] = [
  form('note', `^\\[ \\] ${ACTION}`, { verb: false }),
  form('note', `^(?:${NOTE_MARK})s?(?: for)? ?(?:\\(? ?(?<who>${PERSON}) ?)?\\)? ?[:–-] ${ACTION}`, {
    verb: false,
  }),
];

/** The first form that fits wins, so the more telling stand first. */
const ENGLISH: readonly TaskForm[] = [
  form(
    'promise',
    `(?<!${UNCERTAIN} )\\bi (?:will|shall|am going to|promise to|commit to|volunteer to|am about to) ${ADVERBS}${ACTION}`,
  ),
  form(
    'promise',
    '\\bi am (?:now )?(?<action>(?:taking(?: over| on| care of)?|picking up|handling|covering) .+)',
  ),
  form(
    'offer',
    `(?<!\\b(?:where|what|how|when|who|which|why) )\\b(?:shall|should|can|could) i ${ADVERBS}${ACTION}`,
  ),
  form('offer', `\\b(?:do you |you )?want me to ${ACTION}`),
  form(
    'offer',
    `(?<!\\b(?:that|which|how|what|where|when|so|if|as|than|think|all|everything|anything|something|whatever|whether) )\\bi (?:can|could|am happy to|am glad to|would be happy to) ${ADVERBS}${ACTION}`,
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
  form(
    'call',
    `\\bwho (?<action>(?!(?:is|was|has|does|knows|needs|wants|cares|says|thinks|likes|owns|uses|gets|sees|pays|means|happens)\\b)[a-z]+s (?!what).+)`,
  ),
  form('call', `\\b(?:any volunteers?|volunteers?(?: needed)?|anyone up) (?:to|for) ${ACTION}`, {
    verb: false,
  }),
  form(
    'call',
    `(?<!\\b(?:if|whether|how|what|when|why|where) )\\b(?:we|someone|somebody|everyone|everybody|one of us|one of you|you all|all of you|you guys) (?:still |really |also |all |definitely )*(?:needs? to|ha(?:ve|s) to|must|got to|should|ought to) ${ADVERBS}${ACTION}`,
  ),
  form(
    'request',
    `(?<!\\b(?:how|where|what|when|why|which)(?: \\w+){0,3} )\\b(?:can|could|will|would) (?:you|(?<who>${PERSON})) (?!not)${ADVERBS}${ACTION}`,
  ),
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
    `^(?<who>${PERSON}) (?<action>(?:takes(?: over)?|owns|handles|covers|writes|prepares|leads|organi[sz]es|runs|sends|books|does (?!you|it|that|this|the|any)|drives|drafts|fixes) .+)`,
  ),
  form('request', `(?<who>${PERSON}) (?:should|needs to|must) ${ADVERBS}${ACTION}`),
  form('request', `${START}(?:please|kindly) ${ADVERBS}${ACTION}`),
  form('request', `${START}(?:do not|never) forget to ${ACTION}`),
  form(
    'request',
    `^(?:(?:hi|hey|hello|ok|so|and) ,? ?)?(?<who>${PERSON}) ?[,:–-]? ${ADVERBS}${NO_REMARK}${ACTION}`,
  ),
  form(
    'duty',
    `\\bi (?:still |also |really )*(?:(?:need|have|got|ought) to|must|should) ${ADVERBS}${ACTION}`,
  ),
  form('note', `\\b(?:remind me to|reminder ?:? to) ${ACTION}`),
  form(
    'duty',
    '^(?:also ,? |and |btw ,? )*(?<action>(?!(?:it|that|this|there|they|if|he|she|which|what)\\b).+ (?:needs?|ha(?:s|ve)) to (?:be|get) \\w+.*)',
    {
      verb: false,
    },
  ),
  form(
    'duty',
    '^(?:also ,? |and |btw ,? )*(?<action>(?!(?:it|that|this|there|they|if|he|she|which|what)\\b).+ must (?:be|get) \\w+.*)',
    { verb: false },
  ),
];

const NO_GERMAN_WORK =
  '(?:habe|denke|glaube|finde|würde|hätte|könnte|meine|wäre|sehe|hoffe|verstehe|sage|frage|nehme an|brauche|warte|gehe davon|komme|bleibe|kenne|liebe|wünsche|freue|vermute|sollte|müsste|dachte|wollte|wusste|hatte|konnte|möchte|rate|schätze|bezweifle|stimme|melde mich krank)';
const GERMAN: readonly TaskForm[] = [
  form('promise', `\\bich (?:werde|kann gerne|muss noch) (?:auch |dann |noch |gleich )*${ACTION}`, {
    verb: false,
  }),
  form('promise', `\\bich (?<action>(?!${NO_GERMAN_WORK} )\\p{L}{3,}e (?:\\S+ ){1,}.*)`, { verb: false }),
  form('promise', `\\b(?:mache|übernehme|erledige|schicke|prüfe) ich (?<action>.+)`, { verb: false }),
  form('call', `\\b(?:kann|könnte|mag|möchte) (?:jemand|wer|einer von euch) ${ACTION}`, { verb: false }),
  form('call', `\\bwer (?:kann|könnte|will|möchte|mag) ${ACTION}`, { verb: false }),
  form('call', `\\bwir müssen (?:noch |auch |unbedingt )*${ACTION}`, { verb: false }),
  form('request', `\\b(?:kannst|könntest|magst|würdest) du (?:bitte |auch |noch |mal )*${ACTION}`, {
    verb: false,
  }),
  form('request', `(?:^|[,:] )(?:(?<who>${PERSON}) ,? ?)?bitte ${ACTION}`, { verb: false }),
  form('assignment', `^(?<who>${PERSON}) (?:wird|muss|soll) ${ACTION}`, { verb: false }),
];

const NO_FRENCH_WORK =
  "(?:suis|ai|pense|crois|sais|vois|peux|veux|voudrais|comprends|trouve|préfère|me|m'|ne|n'|vais|viens|dois|serai|aurai|pourrais|propose|connais|reste|aime|espère|doute|suppose|regrette|demande|l'ai|lis|suis)";
const FRENCH: readonly TaskForm[] = [
  form('promise', `\\bje (?:vais|dois encore) (?!voir |bien |y )${ACTION}`, { verb: false }),
  form('promise', `\\bje (?<action>(?!${NO_FRENCH_WORK} )\\p{L}[\\p{L}']+ \\S+ .*)`, { verb: false }),
  form('request', `\\b(?:peux‐tu|tu peux|pourrais‐tu|tu pourrais|pouvez‐vous|pourriez‐vous) ${ACTION}`, {
    verb: false,
  }),
  form('call', `\\b(?:quelqu'un peut|qui peut|il faut (?:encore )?) ?${ACTION}`, { verb: false }),
];

const SPANISH: readonly TaskForm[] = [
  form('promise', `\\b(?:yo )?voy a (?!ver )${ACTION}`, { verb: false }),
  form('promise', `\\bme (?<action>(?:encargo|ocupo) de .+)`, { verb: false }),
  form(
    'promise',
    `\\b(?:yo )?(?<action>(?:preparo|envío|mando|reviso|escribo|llamo|reservo|hago|termino|actualizo|publico) .+)`,
    {
      verb: false,
    },
  ),
  form('request', `\\b(?:puedes|podrías|pueden|podéis) ${ACTION}`, { verb: false }),
  form('call', `\\b(?:alguien puede|quién puede|hay que|tenemos que) ${ACTION}`, { verb: false }),
];

const BY_LANGUAGE: Readonly<Record<Language, readonly TaskForm[]>> = {
  en: ENGLISH,
  de: GERMAN,
  fr: FRENCH,
  es: SPANISH,
};

/** The forms for a sentence of a language; for one that cannot be told, the English ones. */
export function taskFormsFor(language: Language | null): readonly TaskForm[] {
  return [...ANY_LANGUAGE, ...BY_LANGUAGE[language ?? 'en']];
}

/** Verbs of being, saying and minding: `I'll be there` and `I'd say` are no tasks. */
export const NO_WORK: ReadonlySet<string> = wordSet(
  'be have see say think guess know need want like love miss bet admit assume hope wish agree',
  'understand wait stay remain feel mean believe suppose doubt imagine stick try never use consider',
  'remember stop live die enjoy quote continue leave sleep pass hate prefer become seem care mind',
  'vote rephrase paste elaborate clarify reiterate repeat explain watch may can will not no it that',
  'this the a an i we you so happen sound thank let keep mess tinker fiddle toy play hit',
);

/** Asking for words is a question, not a task. */
export const TELLING: ReadonlySet<string> = wordSet(
  'explain say see reproduce confirm elaborate clarify imagine hear believe describe know remember',
  'think understand guess recall recommend suggest',
);

/** Work verbs that the tagger takes for nouns at the start of a sentence. */
export const WORK: ReadonlySet<string> = wordSet(
  'do review check update write send fix test deploy document draft file open close merge schedule',
  'book order prepare plan release ship rename move migrate post share upload email ping call ask',
  'add remove delete drop change set create design build rotate restart revert roll sync contact',
  'invite print clean import export backup sign submit confirm organize organise finish complete',
  'look take make get bring start put pick read publish enable disable bump tag announce measure',
  'benchmark investigate cover host own reply respond forward translate collect compile record',
  'rerun run verify validate approve register renew extend transfer research summarize summarise',
);

/** Turns of speech that only sound like work. */
export const IDIOM = startingWith(
  'take a (?:break|guess|step)|buy (?:it|that)',
  'give (?:\\w+ )?(?:answers?|examples?|it|a (?:try|shot|go|spin))',
  'tell (?:me|us|if|why|how|what)|show me|give me|let (?:you|u) know',
  'keep (?:you|u|everyone) posted|get back|take (?:your|his|her) word|give (?:it|this|that) a',
  'go (?:with|for|back|home|to bed|afk|away|offline|out|now|eat|sleep)|have to|look forward|take (?:it|that) back|come back',
  'bring (?:it|that) up|take your time|feel free|note that|keep (?:it |that |this )?in mind',
  'let me know|excuse|bear with|check (?:it|this) out|ask (?:a|one|you|again)|add that|put it',
  'start (?:with|by)|end up|pass on|go on|figure|call it|take into',
  'do (?:not|so|better|the same)|make (?:sense|it work|do)|(?:share|show|tell|explain)(?: you| u)? how',
);
