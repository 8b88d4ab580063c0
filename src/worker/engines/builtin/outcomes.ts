import type { Word } from './english.ts';
import { containing, either } from './patterns.ts';
import type { Sentence } from './sentences.ts';

const TAKING_BACK = containing(
  'never ?mind|nvm|scratch (?:that|it)|forget (?:it|that|about (?:it|that|the))',
  'no longer (?:need|needs|needed|necessary|relevant|required)',
  'not (?:needed|necessary|required|relevant)(?: any ?more)?|do not need (?:it|that|this|to)?',
  'no need|do not bother|cancel(?:led)? (?:it|that|the)|drop (?:it|that|the)|dropped',
  '(?:will|is|are) not (?:going to )?(?:happen|happening)|changed (?:my|our) minds?',
  'on second thoughts?|skip (?:it|that)|hold off|obsolete|called off|not going to (?:do|happen)',
  'hat sich erledigt|doch nicht|nicht mehr nötig|laisse tomber|plus besoin',
  'ya no (?:hace falta|es necesario)',
);

const GIVING_UP = containing(
  'i (?:will|can|could|am|do) not (?:going to |be able to |think i can |have time to )?(?:do|doing|make|making|manage|get|getting|finish|send|write|take|have time|after all)',
  '(?:will|can) not (?:do|make|manage|get to) (?:it|that|this)|ich schaffe (?:das|es) nicht',
);

/** Whether the author of a sentence gives up something of their own. */
export function givesUp(sentence: Sentence): boolean {
  return GIVING_UP.test(sentence.normal);
}

/** Whether a sentence takes back what was planned before. */
export function takesBack(sentence: Sentence): boolean {
  return TAKING_BACK.test(sentence.normal);
}

const PAST_WORK = either(
  'done|fixed|merged|deployed|sent|shipped|published|finished|completed|pushed|updated|created|filed',
  'closed|posted|uploaded',
);
const MORE_PAST_WORK = either(
  'did|opened|added|removed|renamed|reverted|restarted|booked|ordered|wrote|written|changed|moved',
  'reviewed|checked|called|emailed|asked|made|rotated',
);
const AT_THE_START =
  '^(?:@[uw][a-z0-9]+ ?,? ?)?(?:and |ok |all |it is |that is |yes ,? |already |now |just )*';
const DONE = new RegExp(
  [
    `${AT_THE_START}(?:${PAST_WORK}|sorted|erledigt|fertig|fait|listo|hecho)\\b`,
    `\\bi (?:have |just |already |now )*(?:${PAST_WORK}|${MORE_PAST_WORK})\\b`,
    `\\b(?:is|are|was|were) (?:now |all |already )*(?:${PAST_WORK}|live|in production|out|up)\\b(?! by)`,
    '\\bdone !?$',
    '^(?:(?:sure|yes|ok|@[uw][a-z0-9]+) ,? ?)*here (?:it is|they are|you (?:go|are))\\b',
    '\\bi (?:have )?got (?:it|that|this) (?:to work|working)\\b',
  ].join('|'),
  'u',
);
const NOT_DONE =
  /\b(?:not|once|when|until|after|if|will be|to be|should be|must be|needs?|almost|nearly|half|before|get (?:it|this|that)|have (?:it|this|that|them))\b|\?$/;

/** Whether a sentence reports that something has been done. */
export function reportsDone(sentence: Sentence): boolean {
  return DONE.test(sentence.normal) && !NOT_DONE.test(sentence.normal);
}

/** The word by which a sentence says that this kind of work is behind them: `bumped` for a task to bump. */
export function reportsDoing(sentence: Sentence, verb: string): Word | undefined {
  if (NOT_DONE.test(sentence.normal)) return undefined;
  const past = `${verb.replace(/e$/, '')}ed`;
  return sentence.words.find(
    ({ pos, lemma, normal }) =>
      normal === past || (pos === 'VERB' && lemma === verb && normal !== verb && !/(?:ing|s)$/.test(normal)),
  );
}

const CALLED_OFF = containing(
  'cancell?ed on (?:us|me)|(?:is|was|has been|got|are) (?:just |now )?(?:cancell?ed|called off)',
  'called (?:it|everything) off|falls through|fell through',
  'no (?:meetup|event|party|meeting|release|launch|trip|offsite|demo) (?:this|next|today|tomorrow|after all)',
  'fällt aus|abgesagt|est annulée?|se cancela',
);

/** Whether a sentence says that what was planned will not take place at all. */
export function callsOff(sentence: Sentence): boolean {
  return CALLED_OFF.test(sentence.normal);
}
