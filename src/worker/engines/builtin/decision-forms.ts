import { either } from './patterns.ts';

/** A sentence that decides, or one that proposes and needs somebody to agree. */
export interface DecisionForm {
  needs: 'nothing' | 'no objection' | 'a conclusion' | 'agreement' | 'endorsement';
  /** With a group `what` where only that part says what was decided. */
  pattern: RegExp;
}

const TEAM = '(?:we|i|they|everyone|everybody|the team|the board|management|@[uw][a-z0-9]+ and i)';
const LEAD_IN = '(?:(?:so|ok|then|right|alright|great|cool|well|and|but|the|our|final|,|:)(?: |$))*';
const MARKERS = either(
  'decision|decided|agreed|resolved|resolution|consensus|conclusion|verdict|final call|outcome',
  'entscheidung|entschieden|beschluss|beschlossen|décision|décidé|decisión|decidido|acordado',
);
const DECIDED = 'decided|agreed|(?<!\\bi (?:have )?)chose|settled|voted|opted|concluded|resolved';
const CHOOSING = either(
  'going (?:with|for|ahead|forward|live)|sticking (?:with|to)|keeping|dropping|switching|moving',
  'postponing|delaying|cancell?ing|shipping|launching|adopting|migrating|removing|deprecating',
  'freezing|pausing|stopping|starting|holding|raising|standardi[sz]ing|closing|hiring|buying',
  'choosing|picking|rolling|not [a-z]+ing|abandoning|retiring|killing|ditching',
);
const CHOOSE = either(
  'go (?:with|for|ahead)|stick (?:with|to)|keep|drop|switch|move|postpone|delay|cancel|ship|launch',
  'adopt|use|migrate|remove|deprecate|freeze|pause|stop|start|hold|standardi[sz]e|skip|support',
  'release|stay|choose|pick|roll|require|raise|close|meet|split|merge',
);
const RULED = 'approved|rejected|postponed|cancell?ed|called off|signed off|declined|vetoed|ruled out';
const CONCLUDING = either(
  'ok|alright|right|so|then|agreed|great|cool|perfect|good|fine|yes|in that case|sounds good',
  'deal|settled|,|\\.|:',
);
/** `Let's see` decides nothing. */
const TALK = either(
  'see|say|hope|know|talk|discuss|think|assume|face|be honest|imagine|chat|look|check|try|wait and',
  'find out|ask|sync|hear|meet up|continue|take a look|figure|pretend|start over',
);
const PROPOSING = either(
  'i (?:propose|suggest|vote|recommend|think we should|say we)|proposal :|how about(?: we)?',
  'i would (?:go (?:with|for)|vote|propose|suggest|prefer)|can we (?:agree|just)',
  'my (?:vote|proposal|suggestion) (?:is|goes)|shall we|should we(?: just)?|why do not we',
  '(?<!\\b(?:if|whether|why|how|what|where|when|that) )we should',
);
/** Only thinking aloud, unless somebody says that it is good. */
const MUSING = either(
  'i would say|what if we|could we just|(?<!\\b(?:if|so|that|what|how) )we (?:could|might)',
);
/** A few words that name a choice; `here it is` and `which case it is` choose nothing. */
const CHOICE =
  '(?:(?!(?:i|you|he|she|they|here|there|which|what|how|where|who|when|why|whose|as|that|because|than|whatever|sure|is|are|was) )[^ ]+ ){0,5}(?!(?:here|there|case|which|what|how|where|who|as|that|because|than) it )[^ ]+';
/** `We have two tables` describes rather than decides. */
const DESCRIBING = either(
  'have|are|were|had|need|know|want|do not know|can|could|should|might|would|use to|see|think|got',
  'did|just|already|all|also|both|still|usually|always|never|run|only',
);
const UNABLE = either(
  'know|see|be able|sure|there|ready|done|able|have|aware|getting|seeing|talking|allowed|supposed',
);
const GERMAN = either(
  '(?:lassen|nehmen|machen|verschieben|bleiben|gehen) wir .+',
  'wir (?:haben uns (?:für|gegen|darauf)|nehmen|machen|bleiben bei|verschieben|entscheiden uns) .+',
  'wir (?:gehen mit|einigen uns) .+',
);
const FRENCH_OR_SPANISH = either(
  'on (?:part|garde|prend|reste) (?:sur|avec|le|la) .+|nous avons décidé .+',
  'hemos decidido .+|vamos con .+',
);

function form(needs: DecisionForm['needs'], pattern: string): DecisionForm {
  return { needs, pattern: new RegExp(pattern, 'du') };
}

/** The first form that fits and has what it needs wins. */
export const DECISION_FORMS: readonly DecisionForm[] = [
  form('nothing', `^${LEAD_IN}${MARKERS}(?: is| was)?(?: that)? ?(?:[:–-]|is that|is to) (?<what>.+)`),
  form(
    'nothing',
    `\\b${TEAM} (?:have |has |all |just |both |now |finally |then |already |unanimously )*(?:${DECIDED}) (?:(?:that|to|on|for|upon|with) )?(?<what>(?!against).+)`,
  ),
  form(
    'nothing',
    `^${LEAD_IN}(?:it is|that is) (?:decided|settled|agreed|official|final) ?[:,–-]? ?(?<what>.*)`,
  ),
  form('nothing', '\\b(?:it was|has been|was|is) (?:decided|agreed) (?:that|to|on) (?<what>.+)'),
  form(
    'nothing',
    `^${LEAD_IN}(?<what>(?!(?:it|that|this|everything) )(?:[^ ]+ ){1,5}stays? (?:where|as|what|how) (?:it is|they are))(?: then)? ?[.!]?$`,
  ),
  form('nothing', `^${LEAD_IN}(?<what>${CHOICE}) it is(?: then)? ?[.!]?$`),
  form('nothing', `(?<what>\\b${TEAM} (?:have |has |all |both )*(?:decided|voted|chose) against .+)`),
  form('nothing', `\\bwe are (?:now |then |definitely |officially |just )*${CHOOSING}\\b.*`),
  form(
    'nothing',
    `\\bwe (?:will|are) (?:definitely |just |then )*(?:not|no longer) (?:going to )?(?!${UNABLE})\\w+.*`,
  ),
  form('nothing', `\\bwe (?:will|are going to|shall) (?:definitely |just |then |now |instead )*${CHOOSE} .+`),
  form('nothing', '^(?:i am )?(?:calling it|final answer|going with) ?[:,–-]? ?(?<what>.+)'),
  form('nothing', '\\b(?:approved|rejected|vetoed) by (?:me|us|@)'),
  form('nothing', `\\b(?:has|have|is|are|was|were|been) (?:now |officially |hereby )?(?:${RULED})\\b.*`),
  form('nothing', `^(?:dann |also |ok ,? |gut ,? )*(?:${GERMAN}|${FRENCH_OR_SPANISH})`),
  form('a conclusion', `^(?<lead>(?:${CONCLUDING}(?: |$))*)let us (?!${TALK})(?<what>.+)`),
  form('agreement', `^(?:.* )?${PROPOSING} ?(?:to |that |for )?:? ?(?<what>.+)`),
  form('endorsement', `^(?:.* )?${MUSING} ?(?:to |that |for )?:? ?(?<what>.+)`),
  form(
    'nothing',
    '\\bwe (?:keep|leave|stay|stick) .+ (?:for now|until .+|till .+|then|anyway|instead|as (?:it|they) (?:is|are))\\b',
  ),
  form(
    'no objection',
    `^${LEAD_IN}(?<what>no (?![,.;:!])(?:more )?\\S+ .*(?:this|next|for now|any ?more|until|today)\\b.*)`,
  ),
  form('agreement', `^${LEAD_IN}(?:plan|summary|conclusion|result)(?: is| then)? ?[:,] (?<what>.+)`),
  form('agreement', `^${LEAD_IN}(?<what>we (?!${DESCRIBING})[a-z]+(?<!ed) .+)`),
];
