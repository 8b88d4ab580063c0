const OFFSET_BASIS = 0x811c9dc5;
const PRIME = 0x01000193;

/**
 * How far apart the channels of one workspace are read at least, in milliseconds, where many are due together. Slack lets an app ask
 * for the history of channels 50 times a minute in each (https://docs.slack.dev/apis/web-api/rate-limits, tier 3), and a digest asks twice
 * for each channel: for its window, and for what began before. That leaves ten for what people ask.
 */
export const PACE_MS = 3000;

/**
 * Over how long the digests of one workspace are spread that are due in the same minute, in milliseconds: over `spreadMs`, or over as
 * long as it takes to read the `channels` of them all, one every `paceMs`, so that a workspace that has thousands does not hold up one
 * that has one.
 */
export function spreadWindowMs(channels: number, spreadMs: number, paceMs = PACE_MS): number {
  return Math.max(spreadMs, (channels - 1) * paceMs);
}

/**
 * How long after it is due a digest starts, in milliseconds below `windowMs`: always the same for one digest, and evenly spread over
 * all of them, so that the many of one minute do not start at once.
 */
export function spreadDelayMs(digestId: string, windowMs: number): number {
  return Math.floor((mixed(hash(digestId)) / 2 ** 32) * windowMs);
}

/** FNV-1a of 32 bits, over UTF-16 code units. */
function hash(text: string): number {
  let value = OFFSET_BASIS;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), PRIME);
  }
  return value;
}

/** The last step of MurmurHash3: ids that differ in their last character alone come far apart. */
function mixed(value: number): number {
  const first = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35);
  return (second ^ (second >>> 16)) >>> 0;
}
