import type { RecapAnswer } from '../../../core/domain/recap.ts';
import { DECISION_FORMS, type DecisionForm } from './decision-forms.ts';
import { type Dialogue, messagesAfter, type SpokenMessage } from './dialogue.ts';
import { textOf, type Word } from './english.ts';
import { isConditional, isHedged, isJoking, isReported } from './mood.ts';
import { takesBack } from './outcomes.ts';
import { containing } from './patterns.ts';
import { isQuestion, type Sentence, sharedTerms, wordsBetween } from './sentences.ts';
import { agreementAfter, endorses, isAccepting, stanceOf } from './stance.ts';
import { recapLine } from './wording.ts';

type Decision = RecapAnswer['decisions'][number];

export interface StandingDecision {
  message: SpokenMessage;
  sentence: Sentence;
  words: Word[];
  sources: number[];
  terms: string[];
}

const UNDECIDED = containing(
  'not (?:yet )?(?:decided|agreed|settled|final)|have not|has not|had not|did not|do not',
  'nothing (?:is |was |has been )?(?:decided|agreed|settled)|before we|once we|until we|when we',
  'after we|need to|needs to|must be|to be decided|tbd|have to decide|still deciding|undecided',
  'can we|could not decide|never (?:decided|agreed)|nobody (?:has )?(?:decided|agreed)',
  'who decided|why (?:did|was|have)|noch nicht',
);
const LONG_AGO = containing(
  'last (?:year|month|quarter|spring|summer|autumn|fall|winter|time|week|sprint)|years? ago',
  'months? ago|back then|back in|at the time|originally|previously|in the past|once upon',
  'in (?:19|20)\\d\\d|initially|used to|at my (?:last|old|previous)|in my (?:last|old|previous)',
  'letztes jahr|damals|ursprünglich',
);
const REVERSING = containing(
  'actually|scratch that|on second thoughts?|change of plans?|changed (?:my|our) minds?',
  'never ?mind|correction|instead|after all|reverting|revert|overruled?|turns out|doch',
  'forget (?:it|that|about)|forget',
);
/** How many messages later somebody may agree to a proposal. */
const AGREED_WITHIN = 4;
/** How many messages apart a decision and its reversal may be when they share no words. */
const REVERSED_WITHIN = 12;

/** What was decided and not taken back later, in the order in which it was said. */
export function followDecisions(dialogue: Dialogue): StandingDecision[] {
  let standing: StandingDecision[] = [];
  for (const message of dialogue.messages) {
    const decided = decidedIn(message);
    standing = standing.filter((earlier) => !isReversed(earlier, message, decided));
    for (const candidate of decided) {
      const same = standing.find((earlier) => isSameDecision(earlier, candidate));
      if (same === undefined) standing.push(candidate);
      else same.sources.push(...candidate.sources);
    }
  }
  return standing;
}

export function decisionsOf(standing: readonly StandingDecision[], dialogue: Dialogue): Decision[] {
  return standing.map(({ message, words, sources }) => ({
    text: recapLine(textOf(words).replace(/\s*\?+$/, ''), dialogue.people),
    by: message.author,
    sources: [...new Set(sources)].toSorted((a, b) => a - b),
  }));
}

function decidedIn(message: SpokenMessage): StandingDecision[] {
  if (isJoking(message)) return [];
  return message.sentences.flatMap((sentence) => {
    if (isUnsettled(sentence)) return [];
    for (const form of DECISION_FORMS) {
      const match = form.pattern.exec(sentence.normal);
      if (match === null) continue;
      const sources = sourcesFor(form, match, message, sentence);
      if (sources === null) continue;
      const [from, to] = match.indices?.groups?.what ?? [0];
      const words = wordsBetween(sentence, from, to);
      const terms = sentence.terms.filter((term) => words.some((word) => word.lemma === term));
      if (terms.length === 0) continue;
      return [{ message, sentence, words, sources, terms }];
    }
    return [];
  });
}

function isUnsettled(sentence: Sentence): boolean {
  const { normal } = sentence;
  return (
    UNDECIDED.test(normal) ||
    LONG_AGO.test(normal) ||
    isHedged(sentence) ||
    isReported(sentence) ||
    (isConditional(sentence) && !/^(?:decision|decided|agreed|.*\bwhat if we\b)/.test(normal))
  );
}

/** The messages that make it a decision; null where it stayed a proposal. */
function sourcesFor(
  form: DecisionForm,
  match: RegExpExecArray,
  message: SpokenMessage,
  sentence: Sentence,
): number[] | null {
  if (form.needs === 'nothing') return isQuestion(sentence) ? null : [message.number];
  const agreement = agreementAfter(message, AGREED_WITHIN);
  if (agreement !== undefined && (form.needs !== 'endorsement' || endorses(agreement)))
    return [message.number, agreement.number];
  if (message.approvals > 0) return [message.number];
  const contested = messagesAfter(message, AGREED_WITHIN).some(
    (later) => later.author !== message.author && stanceOf(later) === 'refuses',
  );
  if (contested || form.needs === 'agreement' || form.needs === 'endorsement') return null;
  const concludes = (match.groups?.lead ?? '') !== '' || isAccepting(stanceOf(message));
  return form.needs === 'no objection' || concludes ? [message.number] : null;
}

/** A later message undoes a decision where it says so, or decides otherwise with words of changing one's mind. */
function isReversed(
  earlier: StandingDecision,
  message: SpokenMessage,
  decided: readonly StandingDecision[],
): boolean {
  if (earlier.message.thread !== message.thread) return false;
  const near = message.place - earlier.message.place <= REVERSED_WITHIN;
  return message.sentences.some((sentence) => {
    const shared = sharedTerms(earlier.terms, sentence.terms);
    if (takesBack(sentence) && (shared >= 0.5 || (near && isDirectedAt(earlier, message)))) return true;
    if (!REVERSING.test(sentence.normal)) return false;
    return decided.length > 0 && (shared > 0 || near);
  });
}

function isDirectedAt(earlier: StandingDecision, message: SpokenMessage): boolean {
  return message.repliesTo === earlier.message || message.author === earlier.message.author;
}

function isSameDecision(a: StandingDecision, b: StandingDecision): boolean {
  return a.message.thread === b.message.thread && sharedTerms(a.terms, b.terms) >= 0.75;
}
