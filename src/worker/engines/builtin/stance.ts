import type { SpokenMessage } from './dialogue.ts';
import type { Sentence } from './sentences.ts';

/** How a message takes what it answers. */
export type Stance = 'accepts' | 'refuses' | 'neither';

const OPENING =
  '^(?:@[uw][a-z0-9]+ ?[,:]? |(?:oh|ah|hm+|well|ok|hey|hi|and|so|great|cool|nice|thanks) ?[,.!:]? ?)*';

const ACCEPTING = new RegExp(
  `${OPENING}(?:${[
    '(?:yes|sure|ok|of course|absolutely|definitely|certainly|totally|agreed?|ack|roger|\\+ ?1|done deal|deal|exactly|indeed)(?: thing)?(?= [,.!:;–-]|$| i | that | let | please| will| on | works| @| go | we | sounds| by| for me| it | makes| can)',
    'will do|can do|on it|i am on it|happy to|glad to|gladly|no problem|np|you got it|consider it done|leave (?:it|that) (?:to|with) me|my pleasure|i am in|count me in|me too',
    'i agree|all clear|all good|understood|noted|got it|clear|fair enough|sounds (?:good|great|fine|perfect|like a plan|reasonable)|works for me|(?:that )?(?:works|would work|would be (?:great|good|nice|perfect|awesome|lovely))|fine (?:by|with|for) me|good (?:idea|plan|call|point)|great idea|makes sense|let us do (?:it|that|this)|go (?:for it|ahead)|sgtm|lgtm|ship it|no objections?|approved|i am (?:fine|good|ok|happy) with|(?:yes )?please(?: do)?(?: [.!,]|$)|perfect|great|love it|seconded|in favou?r|all for it|same here|me|i volunteer|mine',
    '(?:then )?i (?:will|can|could|shall)(?: also| gladly| happily)? (?:do|take|handle|get|grab|cover|own|pick|tackle|look|see|fix|make|prepare|send|write|review|update|try)(?: (?:it|that|this|care|to|up|into|at|one|the|those|these))?',
    'i (?:will|can|could)(?= ?[,.!]|$)|i have got (?:it|this)|i got (?:it|this|that)',
    'ja|klar|gerne?|mache? ich|wird gemacht|einverstanden|passt|alles klar|genau|gute idee|abgemacht',
    "oui|d ' ?accord|d'accord|ça marche|je m ' ?en (?:occupe|charge)|parfait|bonne idée",
    'sí|si|claro|vale|de acuerdo|hecho|perfecto|yo me encargo',
  ].join('|')})(?![\\p{L}])`,
  'u',
);

const REFUSING = new RegExp(
  `${OPENING}(?:${[
    'no(?= ?[,.!;:–-]|$| way| can| i | thanks| we | let)|nah|sorry|(?:un)?fortunately not|unfortunately|afraid|not (?:really|sure|possible|me|today|this|now|yet|a fan|convinced)|absolutely not|i disagree|- ?1|i would rather not|rather not|hard no|please do not|disagree',
    'nein|leider|nee|lieber nicht',
    'non|désolée?|malheureusement',
  ].join('|')})(?![\\p{L}])`,
  'u',
);

/** Words that turn an acceptance around wherever they stand. */
const CANNOT =
  /\b(?:i|we) (?:really |honestly |actually |just )?(?:can|could|will|do|am|would|have) (?:not|never)\b(?! (?:mind|agree more|wait|see why not|object))|\b(?:no time|swamped|overloaded|on vacation|out (?:sick|of office)|someone else|somebody else|not my)\b|\bich kann (?:das )?(?:leider )?nicht\b|\bje ne peux pas\b/;

/** Whether a message accepts or refuses what it answers, by how it starts. */
export function stanceOf(message: SpokenMessage): Stance {
  const [first] = message.sentences;
  if (first === undefined) return 'neither';
  const start = message.sentences.slice(0, 2).map((sentence) => sentence.normal);
  if (start.some((normal) => CANNOT.test(normal)) || REFUSING.test(first.normal)) return 'refuses';
  return ACCEPTING.test(first.normal) && !/\?$/.test(first.normal) ? 'accepts' : 'neither';
}

const POLITE_IF =
  /\bif (?:you|that|this|it|nobody|no one|there are no|needed|possible|everyone|all|u)\b(?: \w+){0,3}? ?(?:can|could|want|like|do not mind|have (?:a |some )?(?:time|minute|moment|sec)|is (?:ok|fine|alright|helpful|useful)|helps|works|objects?|objections?|agrees?|needed|possible)?/;
const CONDITION =
  /\b(?:if|unless|in case|assuming|provided that|depends|depending|whether|falls|wenn|sofern|si|au cas où)\b/;
const HEDGE =
  /\b(?:maybe|perhaps|might|may|probably|possibly|not sure|imagine|suppose|supposing|hypothetically|theoretically|in theory|in principle|some ?day|one day|eventually|at some point|wish|in an ideal world|ideally|would have|could have|should have|was going to|were going to|used to|vielleicht|eventuell|irgendwann|könnte|würde|peut - être|peut-être|un jour|tal vez|quizás)\b/;
const REPORTED =
  /\b(?:he|she|they|@[uw][a-z0-9]+|customer|client|someone|people|doc|docs|documentation|article|manual) (?:has |have )?(?:said|says|told|asked|wrote|writes|claims|claimed|mentioned|thinks|thought)\b|"[^"]+"/;

/** Whether a sentence only holds on a condition, a polite `if you have time` aside. */
export function isConditional(sentence: Sentence): boolean {
  return CONDITION.test(sentence.normal.replace(POLITE_IF, ''));
}

/** Whether it only says what may be. */
export function isHedged(sentence: Sentence): boolean {
  return HEDGE.test(sentence.normal);
}

/** Whether it tells what somebody else said, or quotes. */
export function isReported(sentence: Sentence): boolean {
  return REPORTED.test(sentence.normal);
}

const JOKING =
  /:(?:upside_down_face|joy|rofl|clown_face|stuck_out_tongue\w*|laughing|zany_face|smirk|rolling_on_the_floor_laughing|face_with_rolling_eyes):|[🙃😂🤣🤡😜🤪😏🙄]|(?:^|\s)\/s\b|\b(?:lol|lmao|rofl|jk|just kidding|kidding|yeah,? right|as if|when pigs fly|when hell freezes)\b/iu;
const JOKE_ADMITTED = /^(?:just kidding|jk|kidding|i am kidding|i am joking|joking|only joking)\b/;

/** Whether a message is not meant as it stands, as far as marks of fun tell. */
export function isJoking(message: SpokenMessage): boolean {
  if (JOKING.test(message.message.text)) return true;
  const next = message.thread[message.place + 1];
  return (
    next !== undefined &&
    next.author === message.author &&
    JOKE_ADMITTED.test(next.sentences[0]?.normal ?? '')
  );
}

const TAKING_BACK =
  /\b(?:never ?mind|nvm|scratch (?:that|it)|forget (?:it|that|about (?:it|that|the))|no longer (?:need|needs|needed|necessary|relevant|required)|not (?:needed|necessary|required|relevant)(?: any ?more)?|do not need (?:it|that|this|to)?|no need|do not bother|cancel(?:led)? (?:it|that|the)|drop (?:it|that|the)|dropped|(?:will|is|are) not (?:going to )?(?:happen|happening)|changed (?:my|our) minds?|on second thoughts?|skip (?:it|that)|hold off|obsolete|called off|not going to (?:do|happen)|hat sich erledigt|doch nicht|nicht mehr nötig|laisse tomber|plus besoin|ya no (?:hace falta|es necesario))\b/;

const GIVING_UP =
  /\bi (?:will|can|could|am|do) not (?:going to |be able to |think i can |have time to )?(?:do|doing|make|making|manage|get|getting|finish|send|write|take|have time|after all)\b|\b(?:will|can) not (?:do|make|manage|get to) (?:it|that|this)\b|\bich schaffe (?:das|es) nicht\b/;

/** Whether the author of a sentence gives up something of their own. */
export function givesUp(sentence: Sentence): boolean {
  return GIVING_UP.test(sentence.normal);
}

/** Whether a sentence takes back what was planned before. */
export function takesBack(sentence: Sentence): boolean {
  return TAKING_BACK.test(sentence.normal);
}

const DONE =
  /^(?:@[uw][a-z0-9]+ ?,? ?)?(?:(?:and |ok |all |it is |that is |yes ,? |already |now |just )*(?:done|fixed|merged|deployed|sent|shipped|published|finished|completed|pushed|updated|created|filed|closed|posted|uploaded|sorted|erledigt|fertig|fait|listo|hecho)\b)|\bi (?:have |just |already |now )*(?:did|done|fixed|merged|deployed|sent|shipped|published|finished|completed|pushed|updated|created|filed|closed|posted|opened|uploaded|added|removed|renamed|reverted|restarted|booked|ordered|wrote|written|changed|moved|reviewed|checked|called|emailed|asked|made|rotated)\b|\b(?:is|are|was|were) (?:now |all |already )*(?:done|fixed|merged|deployed|sent|live|shipped|published|finished|completed|in production|out|up)\b(?! by)|\bdone !?$/;
const NOT_DONE =
  /\b(?:not|once|when|until|after|if|will be|to be|should be|must be|needs?|almost|nearly|half|before|get (?:it|this|that)|have (?:it|this|that|them))\b|\?$/;

/** Whether a sentence reports that something has been done. */
export function reportsDone(sentence: Sentence): boolean {
  return DONE.test(sentence.normal) && !NOT_DONE.test(sentence.normal);
}

/** Whether it says that just this kind of work is behind them: `bumped in all services` for a task to bump. */
export function reportsDoing(sentence: Sentence, verb: string): boolean {
  return (
    !NOT_DONE.test(sentence.normal) &&
    sentence.words.some(
      ({ pos, lemma, normal }) =>
        pos === 'VERB' && lemma === verb && /(?:ed|t|de|nt|ne|wn)$/.test(normal) && normal !== lemma,
    )
  );
}
