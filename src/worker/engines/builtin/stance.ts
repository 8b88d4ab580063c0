import { messagesAfter, type SpokenMessage } from './dialogue.ts';
import { containing, either } from './patterns.ts';
import { isQuestion } from './sentences.ts';

/** How a message takes what it answers: agrees with it, takes it on as something to do, or refuses. */
export type Stance = 'agrees' | 'takes on' | 'refuses' | 'neither';

const OPENING =
  '^(?:@[uw][a-z0-9]+ ?[,:]? |(?:oh|ah|hm+|well|ok|hey|hi|and|so|great|cool|nice|thanks) ?[,.!:]? ?)*';

function opensWith(...phrases: string[]): RegExp {
  return new RegExp(`${OPENING}(?:${phrases.join('|')})(?![\\p{L}])`, 'u');
}

const TAKING_ON = opensWith(
  'will do|can do|on it|i am on it|happy to|glad to|gladly|no problem|np|you got it|consider it done',
  'leave (?:it|that) (?:to|with) me|my pleasure|count me in|i volunteer|mine|i have got (?:it|this)|i got (?:it|this|that)(?! (?:to work|working))',
  '(?:yes ,? |sure (?:thing )?,? |ok ,? |then )*i (?:will|can|could|shall)(?: also| gladly| happily)? (?:do|take|handle|get|grab|cover|own|pick|tackle|look|see|fix|make|prepare|send|write|tell|review|update|try|check|ask|add|open|bring|call)',
  '(?:yes ,? |sure ,? )*i (?:will|can|could)(?= ?[,.!]|$)',
  'me(?= ?[,.!]|$)',
  'mache? ich|wird gemacht|ich (?:mache|übernehme|kümmere)',
  "je m ' ?en (?:occupe|charge)|yo me encargo",
);

/** What may follow a `yes` that agrees; `ok but` and `right before` do not. */
const AFTER_YES = either(
  ' [,.!:;–-]|$| i | that | let | please| will| on | works| @| go | we | sounds| by| for| from| it ',
  ' makes| can',
);
const AGREEING = opensWith(
  `(?:yes|sure|ok|of course|absolutely|definitely|certainly|totally|agreed?|ack|roger|\\+ ?1|done deal|deal|exactly|indeed|true|right)(?: thing)?(?=${AFTER_YES})`,
  'i agree|all clear|all good|understood|noted|got it|clear|fair enough|works for me|makes sense',
  'sounds (?:good|great|fine|perfect|like a plan|reasonable)|great idea|sgtm|lgtm|ship it|approved',
  '(?:that )?(?:works|would work|would be (?:great|good|nice|perfect|awesome|lovely))|me too|works',
  '(?:@[uw][a-z0-9]+ |\\w+ )?(?:is )?fine (?:by|with|for) me|good (?:idea|plan|call|point)',
  'let us do (?:it|that|this)|go (?:for it|ahead)|no objections?|love it|seconded|in favou?r',
  'i am (?:fine|good|ok|happy|in) ?(?:with)?|(?:yes )?please(?: do)?(?: [.!,]|$)|perfect|great',
  'fine(?= ?[.!,]|$)|all for it|same here',
  'ja|klar|gerne?|einverstanden|passt|alles klar|genau|gute idee|abgemacht',
  "oui|d'accord|ça marche|parfait|bonne idée",
  'sí|claro|vale|de acuerdo|perfecto',
);

const REFUSING = opensWith(
  '(?<!\\boh )no(?= ?[,.!;:–-]|$| way| can| i | thanks| we | let)|nah|sorry|(?:un)?fortunately not|unfortunately|afraid|not (?:really|sure|possible|me|today|this|now|yet|a fan|convinced)',
  'absolutely not|i disagree|- ?1|i would rather not|rather not|hard no|please do not|disagree',
  'nein|leider|nee|lieber nicht',
  'non|désolée?|malheureusement',
);

/** Words that turn an acceptance around wherever they stand. */
const CANNOT = containing(
  '(?:i|we) (?:really |honestly |actually |just )?(?:can|could|will|do|am|would|have) (?:not|never)\\b(?! (?:mind|agree more|wait|see why not|object))',
  '(?:i|we) would rather not',
  'no time|swamped|overloaded|on vacation|out (?:sick|of office)|someone else|somebody else|not my',
  'ich kann (?:das )?(?:leider )?nicht|je ne peux pas',
);

/** `I'm here all week, happy to`. */
const ENDS_TAKING_ON =
  /(?:happy to|glad to|will do|can do|on it|count me in)(?: (?:it|that|this|too|so))* ?[.!]*$/;
/** A message of nothing but a thumb. */
const THUMB_ONLY =
  /^\s*(?::(?:\+1|thumbsup|white_check_mark|heavy_check_mark|ok_hand|100|ok):|👍|✅|👌|💯|🆗)+(?::skin-tone-\d:|[\u{1F3FB}-\u{1F3FF}])?\s*$/u;

/** How a message takes what it answers, by the way it starts. */
export function stanceOf(message: SpokenMessage): Stance {
  const [first] = message.sentences;
  if (first === undefined) return THUMB_ONLY.test(message.message.text) ? 'agrees' : 'neither';
  const start = message.sentences.slice(0, 2).map((sentence) => sentence.normal);
  if (start.some((normal) => CANNOT.test(normal)) || REFUSING.test(first.normal)) return 'refuses';
  if (/\?$/.test(first.normal)) return 'neither';
  if (AGREEING.test(first.normal)) return 'agrees';
  return TAKING_ON.test(first.normal) || ENDS_TAKING_ON.test(first.normal) ? 'takes on' : 'neither';
}

const ENDORSING = containing(
  'sounds (?:good|great|fine|perfect|like a plan|reasonable)|(?:great|good|nice|love|like) (?:idea|plan|that|it)',
  'agreed?|\\+ ?1|deal|let us|works for me|sgtm|go (?:for it|ahead)|no objections?|seconded|in favou?r|all for it|perfect',
  'yes please|please do|would (?:be|work)|ship it|approved|fine (?:by|with|for) me|einverstanden|abgemacht',
);
/** Takes note of what was said without wanting it. */
const TAKING_NOTE =
  /^(?:@[uw][a-z0-9]+ ?,? ?)?(?:got it|understood|noted|clear|true|indeed|i see|(?:right|exactly|yes|ok) , (?:thanks|thank you|but))\b/;

/** Whether a message that agrees says that what it answers is good, rather than merely `yes`. */
export function endorses(message: SpokenMessage): boolean {
  const [first] = message.sentences;
  return first === undefined || ENDORSING.test(first.normal);
}

export function isAccepting(stance: Stance): boolean {
  return stance === 'agrees' || stance === 'takes on';
}

/** The first of the next messages that agrees, unless somebody refused before; undefined where nobody did. */
export function agreementAfter(message: SpokenMessage, within: number): SpokenMessage | undefined {
  const others = messagesAfter(message, within).filter(
    (later) => later.author !== message.author && !answersAnotherQuestion(later, message),
  );
  const first = others.find((later) => stanceOf(later) !== 'neither');
  const agrees = first !== undefined && stanceOf(first) === 'agrees' && !takesNote(first);
  return agrees ? first : undefined;
}

function takesNote({ sentences: [first] }: SpokenMessage): boolean {
  return first !== undefined && TAKING_NOTE.test(first.normal);
}

/** The `sure` after a later question is about that question. */
function answersAnotherQuestion(later: SpokenMessage, message: SpokenMessage): boolean {
  const answered = later.repliesTo;
  if (answered === null || answered === message) return false;
  return answered.place > message.place && answered.sentences.some(isQuestion);
}
