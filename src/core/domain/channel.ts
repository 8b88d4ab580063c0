export const CHANNEL_MODES = ['off', 'ask', 'on'] as const;

/**
 * What Recall may do in a channel: nothing; recaps that people ask for; or those, and also the ones that people ask for by a
 * reaction.
 */
export type ChannelMode = (typeof CHANNEL_MODES)[number];

export interface ChannelSettings {
  mode: ChannelMode;
  /** BCP 47 tag of the language that recaps are written in; null: each in the language of its conversation. */
  language: string | null;
}

/** A channel that nobody has changed the settings of. */
export const DEFAULT_CHANNEL_SETTINGS: ChannelSettings = { mode: 'ask', language: null };
