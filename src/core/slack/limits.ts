/**
 * What Slack takes at most, in characters unless said otherwise.
 * See docs.slack.dev/reference/block-kit/blocks and docs.slack.dev/reference/methods/chat.update.
 */
export const LIMITS = {
  /** `text` of chat.update; chat.postMessage takes more. */
  messageText: 4000,
  /**
   * All texts and links of a message's blocks together. Slack does not document it: `msg_blocks_too_long` has been seen
   * from about 11,000 on.
   */
  blocksTotal: 9000,
  contextText: 2000,
} as const;

/** What a cut must not leave at the end: half a character, half an escape, half of a `<…>` entity. */
const BROKEN_END = /[\uD800-\uDBFF]$|&[a-z]{0,3}$|<[^<>]*$/;

/** Cuts at a word, with an ellipsis, where `text`, plain or mrkdwn, is longer than `max` characters. */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  const cut = text.slice(0, max - 1).replace(BROKEN_END, '');
  const space = cut.lastIndexOf(' ');
  const atWord = space > max / 2 ? cut.slice(0, space).replace(BROKEN_END, '') : cut;
  return `${atWord.trimEnd()}…`;
}
