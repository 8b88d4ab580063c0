import { containing, either } from './patterns.ts';

const LEAD_IN = '^\\W*(?:(?:but|and|so|or|ok|well) ,? ?)*';

/** Asked without wanting to know: `right?`, `you know what?`, `who would have thought?`. */
export const NOT_ASKED = new RegExp(
  `${LEAD_IN}(?:${either(
    'really|right|what|huh|ok|no|yes|why|how so|how come|so what|see|you know|makes sense',
    'sounds? good|deal|agreed|anyone|thoughts|any thoughts|ready|remember|guess what|you know what',
    'who knows|who cares|why not|is not it',
  )}\\b.{0,8}\\?$|${either(
    'who would have|how hard can|what could (?:possibly )?go wrong|how (?:cool|great|nice|funny) is',
    'is not (?:that|it|this) (?:great|nice|cool|lovely|funny)|why would anyone|who does not',
    'what is not to|are you (?:kidding|serious)|does (?:that|this|it) make (?:any )?sense',
    'am i (?:missing|making)|is that (?:right|correct|ok|possible|clear|even possible)',
    'what do you mean|like what|seriously|how are you|how is it going|what is up|how do you do',
    'who knows what|(?:i|you) (?:think|guess|suppose|would|bet|imagine|assume|believe|mean)',
    'how have you been',
  )})`,
  'u',
);

/** `It works, right?` states. */
export const TAG_QUESTION = new RegExp(
  ` , ${either('right|no|is not it|do not you|are not you|does not it|is it|ok|huh|yes|correct|eh|you know')} \\?$`,
  'u',
);

/** Proposals in the form of a question; the decisions look after them. */
export const PROPOSING = containing('how about|why do not we|what if we|would you mind|mind if');

/** Questions without a question mark. */
export const WONDERING = new RegExp(
  `\\b${either(
    'i (?:am )?wonder(?:ing)?(?: if| whether| why| how| what| who)|does any(?:one|body) know',
    'any(?:one|body) (?:know|have an idea|got)|not sure (?:who|when|whether|what|why) (?:we|will)',
    'any (?:ideas?|updates?|news|word) (?:on|about|how|why|what|when|whether|if)|open question',
    'still (?:open|unclear|unanswered) ?[:,]|(?:question|frage|offen|offene frage) :',
  )}`,
  'u',
);

const ASKING_VERB = either(
  'is|are|was|were|do|does|did|can|could|will|would|should|shall|has|have|had|may|might|am',
  'any|anyone|anybody',
);
const BEFORE_VERB =
  '(?:^\\W*|[,:;.–(] |\\b(?:and|so|but|or|hi|hey|ok|also|then|well|btw|hm+|all|thanks|wait) (?:, )?)';

/** An English question without any of these only makes sense after another: `takes a function?`. */
export const ASKING = new RegExp(
  `${BEFORE_VERB}(?:@[uw][a-z0-9]+ ?[,:]? ?)?${ASKING_VERB}\\b|\\b(?<!which )${either(
    'who|what|when|where|why|whose|how|which (?!causes|means|is|makes|would)',
  )}\\b`,
  'u',
);

export const WH_QUESTION =
  /\b(?:who|what|when|where|which|why|how|wer|was|wann|wo|qui|quand|où|quién|cuándo|dónde)\b/;

/** Replies that leave a question as open as it was. */
export const NO_ANSWER = new RegExp(
  `^(?:@[uw][a-z0-9]+ ?,? ?)?${either(
    'good question|great question|no idea|no clue|not sure|dunno|(?:i )?do not know|i have no idea',
    'idk|beats me|hmm*|same (?:question|here|problem|issue)|\\+ ?1|i (?:am|was) wondering',
    'i would (?:also )?like to know|i (?:will|can) (?:ask|check|find out|look|get back)',
    'let me (?:check|ask|find out|look|get back)|(?:will|need to|have to) (?:check|ask)|checking',
    'following|bump|ping|anyone|any update|still no|interesting|thanks|we should (?:ask|find)',
    'someone should|hard to say|it depends|unclear|who knows|keine ahnung|gute frage',
    'weiß ich nicht|aucune idée|je ne sais pas|ni idea|no sé',
  )}\\b`,
  'u',
);

/** Laughs it off, or passes it on: `ask Selim`, `Rahel, do you know?`. */
export const PASSED_ON =
  /^(?:lol|ha(?:ha)+)\W*$|\bask (?:@|him|her|them|in|the|someone|around)|^ask \w+|\bdo you know \?$/;

/** By these the asker says that it is settled. */
export const SETTLED = containing(
  'never ?mind|nvm|figured (?:it )?out|found (?:it|the)|solved|got it|that answers',
  'answers my question|makes sense|my bad|ah (?:ok|i see)|i see|it works now|works now|thanks',
  'thank you|thx|resolved|this is (?:perfect|exactly|it)|hat sich erledigt|danke|merci',
);
