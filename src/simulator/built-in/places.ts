/** Slack ids of the channels, by name. */
export const CHANNEL_IDS = {
  general: 'C01GENERAL',
  booking: 'C01BOOKING',
  'ops-alerts': 'C01OPSALRT',
  support: 'C01SUPPORT',
  'hack-week': 'C01HACKWEK',
  leads: 'C01LEADSPR',
} satisfies Record<string, string>;

export type ChannelName = keyof typeof CHANNEL_IDS;

export function isChannelName(name: string): name is ChannelName {
  return Object.hasOwn(CHANNEL_IDS, name);
}
