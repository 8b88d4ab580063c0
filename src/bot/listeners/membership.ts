import type { Listener } from './listener.ts';

/** What tells of somebody's coming or going, or that a channel is no longer what it was. All name the channel, in one form or another. */
const EVENTS = [
  'member_joined_channel',
  'member_left_channel',
  'channel_left',
  'group_left',
  'channel_archive',
  'channel_unarchive',
  'channel_deleted',
  'group_archive',
  'group_unarchive',
  'group_deleted',
] as const;

/** Messages by which Slack tells of the same in the channel itself; of a change of privacy, nothing else does. */
const SUBTYPES: ReadonlySet<string> = new Set([
  'channel_convert_to_private',
  'channel_convert_to_public',
  'channel_join',
  'channel_leave',
  'group_join',
  'group_leave',
]);
const CHANNEL_ID = /^[CGD][A-Z0-9]+$/;

/** Whoever leaves a channel finds nothing of it any more from then on, in whichever process. */
export const membership: Listener = (app, { workspaceId, access }) => {
  const forget = async (channelId: unknown) => {
    if (typeof channelId === 'string' && CHANNEL_ID.test(channelId)) {
      await access.forget(workspaceId, channelId);
    }
  };
  for (const name of EVENTS) app.event(name, ({ event }) => forget(event.channel));
  app.event('message', async ({ event }) => {
    if (event.subtype !== undefined && SUBTYPES.has(event.subtype)) await forget(event.channel);
  });
};
