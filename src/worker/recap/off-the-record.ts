import type { SlackMessage } from '../../core/slack/read-message.ts';

const NO_RECAP = 'no_recap';
/** How much of a message's beginning is looked at, in UTF-16 units. */
const BEGINNING = 500;
const EMOJI = /:[a-z0-9_+'-]+:/gi;
const MENTION = /<[@!#][^<>]*>/g;
const SAYS_SO = /^[^\p{L}\p{N}]*off[\s\p{Pd}]+the[\s\p{Pd}]+record(?![\p{L}\p{N}])/iu;

/** Whether people asked that a message be left out: by the reaction `:no_recap:`, or by how its words begin. */
export function isOffTheRecord({ text, reactions }: Pick<SlackMessage, 'text' | 'reactions'>): boolean {
  return reactions.some(({ name }) => name === NO_RECAP) || beginsOffTheRecord(text);
}

/** Whether words begin with “off the record”, after mentions, emoji, quote marks and the like. */
export function beginsOffTheRecord(text: string): boolean {
  const words = text.slice(0, BEGINNING).replace(MENTION, '').replace(EMOJI, '').replaceAll('&gt;', '');
  return SAYS_SO.test(words.normalize('NFKC'));
}
