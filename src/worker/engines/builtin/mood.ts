import type { SpokenMessage } from './dialogue.ts';
import { containing } from './patterns.ts';
import type { Sentence } from './sentences.ts';

const POLITE_IF =
  /\bif (?:you|that|this|it|nobody|no one|there are no|needed|possible|everyone|all|u)\b(?: \w+){0,3}? ?(?:can|could|want|like|do not mind|have (?:a |some )?(?:time|minute|moment|sec)|is (?:ok|fine|alright|helpful|useful)|helps|works|objects?|objections?|agrees?|needed|possible)?/;
/** `I'll check whether it works` holds either way. */
const OPEN_ENDED =
  /\b(?:check|ask|see|find out|know|wonder|verify|test|look|clarify|ob|prüfe|demande) (?:\w+ ){0,2}?(?:if|whether|ob|si)\b/;
const CONDITION = containing(
  'if|unless|in case|assuming|provided that|depends|depending|whether|falls|wenn|sofern|si',
  'au cas où',
);
const HEDGE = containing(
  'maybe|perhaps|might|may|probably|possibly|not sure|imagine|suppose|supposing|hypothetically',
  'theoretically|in theory|in principle|some ?day|one day|eventually|at some point|wish',
  'in an ideal world|ideally|would have|could have|should have|was going to|were going to',
  'used to|vielleicht|eventuell|irgendwann|könnte|würde|peut - être|peut-être|un jour|tal vez',
  'quizás',
);
const REPORTED =
  /\b(?:he|she|they|@[uw][a-z0-9]+|customer|client|someone|people|doc|docs|documentation|article|manual) (?:has |have )?(?:said|says|told|asked|wrote|writes|claims|claimed|mentioned|thinks|thought)\b|"[^"]+"/;

/** Whether a sentence only holds on a condition, a polite `if you have time` aside. */
export function isConditional(sentence: Sentence): boolean {
  return CONDITION.test(sentence.normal.replace(POLITE_IF, '').replace(OPEN_ENDED, ''));
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
