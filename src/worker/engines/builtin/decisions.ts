import type { RecapAnswer } from '../../../core/domain/recap.ts';
import { type Dialogue, messagesAfter, type SpokenMessage } from './dialogue.ts';
import { textOf, type Word } from './english.ts';
import { isConditional, isHedged, isJoking, isReported } from './mood.ts';
import { takesBack } from './outcomes.ts';
import { isQuestion, type Sentence, sharedTerms, wordsBetween } from './sentences.ts';
import { agreementAfter, isAccepting, stanceOf } from './stance.ts';
import { recapLine } from './wording.ts';

type Decision = RecapAnswer['decisions'][number];

/** A sentence that decides, or one that proposes and needs somebody to agree. */
interface DecisionForm {
  needs: 'nothing' | 'no objection' | 'a conclusion' | 'agreement';
  /** With a group `what` where only that part says what was decided. */
  pattern: RegExp;
}

export interface StandingDecision {
  message: SpokenMessage;
  sentence: Sentence;
  words: Word[];
  sources: number[];
  terms: string[];
}

const TEAM = '(?:we|i|they|everyone|everybody|the team|the board|management|@[uw][a-z0-9]+ and i)';
const CHOOSING =
  '(?:going (?:with|for|ahead|forward)|sticking (?:with|to)|keeping|going live|dropping|switching|moving|postponing|delaying|cancell?ing|shipping|launching|adopting|migrating|removing|deprecating|freezing|pausing|stopping|starting|holding|raising|standardi[sz]ing|closing|hiring|buying|choosing|picking|rolling|not [a-z]+ing|abandoning|retiring|killing|ditching)';

const FORMS: readonly DecisionForm[] = [
  {
    needs: 'nothing',
    pattern:
      /^(?:final |the |our |so |ok |and )*(?:decision|decided|agreed|resolved|resolution|consensus|conclusion|verdict|final call|outcome|entscheidung|entschieden|beschluss|beschlossen|décision|décidé|decisión|decidido|acordado)(?: is| was)?(?: that)? ?(?:[:–-]|is that|is to) (?<what>.+)/du,
  },
  {
    needs: 'nothing',
    pattern: new RegExp(
      `\\b${TEAM} (?:have |has |all |just |both |now |finally |then |already |unanimously )*(?:decided|agreed|chose|settled|voted|opted|concluded|resolved) (?:(?:that|to|on|for|upon|with) )?(?<what>(?!against).+)`,
      'du',
    ),
  },
  {
    needs: 'nothing',
    pattern:
      /^(?:so |ok |then |and |right |alright |,)*(?:it is|that is) (?:decided|settled|agreed|official|final) ?[:,–-]? ?(?<what>.*)/du,
  },
  {
    needs: 'nothing',
    pattern: /\b(?:it was|has been|was|is) (?:decided|agreed) (?:that|to|on) (?<what>.+)/du,
  },
  {
    needs: 'nothing',
    pattern: /^(?:so |ok |then |alright |, |great |cool )*(?<what>.+) it is(?: then)? ?[.!]?$/du,
  },
  {
    needs: 'nothing',
    pattern: new RegExp(
      `(?<what>\\b${TEAM} (?:have |has |all |both )*(?:decided|voted|chose) against .+)`,
      'du',
    ),
  },
  {
    needs: 'nothing',
    pattern: new RegExp(`\\bwe are (?:now |then |definitely |officially |just )*${CHOOSING} .+`, 'u'),
  },
  {
    needs: 'nothing',
    pattern:
      /\bwe (?:will|are) (?:definitely |just |then )*(?:not|no longer) (?:going to )?(?!know|see|be able|sure|there|ready|done|able|have|aware|getting|seeing|talking|allowed|supposed)\w+.*/u,
  },
  {
    needs: 'nothing',
    pattern:
      /\bwe (?:will|are going to|shall) (?:definitely |just |then |now |instead )*(?:go (?:with|for|ahead)|stick (?:with|to)|keep|drop|switch|move|postpone|delay|cancel|ship|launch|adopt|use|migrate|remove|deprecate|freeze|pause|stop|start|hold|standardi[sz]e|skip|support|release|stay|choose|pick|roll|require|raise|close|meet|split|merge) .+/u,
  },
  {
    needs: 'nothing',
    pattern: /^(?:i am |i ' m )?(?:calling it|final answer|going with) ?[:,–-]? ?(?<what>.+)/du,
  },
  {
    needs: 'nothing',
    pattern:
      /\b(?:approved|rejected|vetoed) by (?:me|us|@)|\b(?:has|have|is|are|was|were|been) (?:now |officially |hereby )?(?:approved|rejected|postponed|cancell?ed|called off|signed off|declined|vetoed|ruled out)\b.*/u,
  },
  {
    needs: 'nothing',
    pattern:
      /^(?:dann |also |ok ,? |gut ,? )*(?:(?:lassen|nehmen|machen|verschieben|bleiben|gehen) wir .+|wir (?:haben uns (?:für|gegen|darauf)|nehmen|machen|bleiben bei|verschieben|entscheiden uns|gehen mit|einigen uns) .+|on (?:part|garde|prend|reste) (?:sur|avec|le|la) .+|nous avons décidé .+|hemos decidido .+|vamos con .+)/u,
  },
  {
    needs: 'a conclusion',
    pattern:
      /^(?<lead>(?:ok|alright|right|so|then|agreed|great|cool|perfect|good|fine|yes|in that case|sounds good|deal|settled|,|\.|:)(?: |$))*let us (?!see|say|hope|know|talk|discuss|think|assume|face|be honest|imagine|chat|look|check|try|wait and|find out|ask|sync|hear|meet up|continue|take a look|figure|pretend|start over)(?<what>.+)/du,
  },
  {
    needs: 'agreement',
    pattern:
      /^(?:.* )?(?:i (?:propose|suggest|vote|recommend|would (?:go (?:with|for)|say|vote|propose|suggest|prefer)|think we should|say we)|my (?:vote|proposal|suggestion) (?:is|goes)|proposal :|how about(?: we)?|shall we|should we(?: just)?|can we (?:agree|just)|why do not we|what if we|could we just|we should|we could) ?(?:to |that |for )?:? ?(?<what>.+)/du,
  },
  {
    needs: 'nothing',
    pattern:
      /\bwe (?:keep|leave|stay|stick) .+ (?:for now|until .+|till .+|then|anyway|instead|as (?:it|they) (?:is|are))\b/u,
  },
  {
    needs: 'no objection',
    pattern:
      /^(?:(?:so|ok|right|alright|then|and|well) ,? ?)*(?<what>no (?![,.;:!])(?:more )?\S+ .*(?:this|next|for now|any ?more|until|today)\b.*)/du,
  },
  {
    needs: 'agreement',
    pattern:
      /^(?:so|ok|then|right|alright|the|and|,|:| )*(?:the plan|plan|summary|conclusion|result)(?: is| then)? ?[:,] (?<what>.+)/du,
  },
  {
    needs: 'agreement',
    pattern:
      /^(?:(?:so|ok|then|right|alright|and|but|,|:)(?: |$))*(?<what>we (?!have|are|were|had|need|know|want|do not know|can|could|should|might|would|use to|see|think|got|did|just|already|all|also|both|still|usually|always|never|run|only)[a-z]+(?<!ed) .+)/du,
  },
];

const UNDECIDED =
  /\b(?:not (?:yet )?(?:decided|agreed|settled|final)|have not|has not|had not|did not|do not|nothing (?:is |was |has been )?(?:decided|agreed|settled)|before we|once we|until we|when we|after we|need to|needs to|must be|to be decided|tbd|have to decide|still deciding|undecided|can we|could not decide|never (?:decided|agreed)|nobody (?:has )?(?:decided|agreed)|who decided|why (?:did|was|have)|noch nicht)\b/;
const LONG_AGO =
  /\b(?:last (?:year|month|quarter|spring|summer|autumn|fall|winter|time|week|sprint)|years? ago|months? ago|back then|back in|at the time|originally|previously|in the past|once upon|in (?:19|20)\d\d|initially|used to|at my (?:last|old|previous)|in my (?:last|old|previous)|letztes jahr|damals|ursprünglich)\b/;
const REVERSING =
  /\b(?:actually|scratch that|on second thoughts?|change of plans?|changed (?:my|our) minds?|never ?mind|correction|instead|after all|reverting|revert|overruled?|turns out|doch|forget (?:it|that|about)|forget)\b/;
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
    for (const form of FORMS) {
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
  if (agreement !== undefined) return [message.number, agreement.number];
  if (message.approvals > 0) return [message.number];
  const contested = messagesAfter(message, AGREED_WITHIN).some(
    (later) => later.author !== message.author && stanceOf(later) === 'refuses',
  );
  if (contested || form.needs === 'agreement') return null;
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
