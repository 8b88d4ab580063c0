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

/** Cuts at a word, with an ellipsis, where `text` is longer than `max`. */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  const cut = text.slice(0, max - 1);
  const space = cut.lastIndexOf(' ');
  return `${cut.slice(0, space > max / 2 ? space : max - 1).trimEnd()}…`;
}
