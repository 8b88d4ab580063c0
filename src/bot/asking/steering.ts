import { LONGEST_FOCUS } from '../../core/domain/conversation.ts';
import { readableText } from '../../core/slack/mrkdwn.ts';
import { takeModifiers } from '../command-words/modifiers.ts';
import { firstCharacters, tidy } from '../command-words/typed-text.ts';

/** What people write to ask for a recap as such, which steers it nowhere. */
const BARE_ASK =
  /^(?:(?:hey|hi|hello|please|pls|could|can|would|will|you|give|me|us|make|do|a|an|the|this|that|all|thread|conversation|discussion|of|for|quick|short|recap|recall|summari[sz]e|summary|sum|up|tl;?dr|catch|thanks|thank|thx|now|here|it) ?)*$/i;

/**
 * What the words of a mention ask a recap to dwell on; null where they only ask for one. `text` is mrkdwn, with the mention of Recall in
 * it.
 */
export function focusOf(text: string, botUserId: string): string | null {
  const words = tidy(text.replaceAll(new RegExp(`<@${botUserId}(?:\\|[^<>]*)?>`, 'g'), ' '));
  const { words: rest, focus } = takeModifiers(words);
  if (focus !== null && isBareAsk(rest)) return firstCharacters(focus, LONGEST_FOCUS);
  if (isBareAsk(words)) return null;
  return firstCharacters(tidy(readableText(words, new Map())), LONGEST_FOCUS) || null;
}

function isBareAsk(words: string): boolean {
  return BARE_ASK.test(words.replace(/[^\p{L}\p{N};]+/gu, ' ').trim());
}
