import type { Listener } from './listener.ts';

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

/** Whoever leaves a channel finds nothing of it any more from then on, in whichever process; of one that is deleted, nothing is kept. */
export const membership: Listener = (app, { workspaceId, access, channelChanges }) => {
  const forget = async (channelId: unknown) => {
    if (typeof channelId === 'string' && CHANNEL_ID.test(channelId)) {
      await access.forget(workspaceId, channelId);
    }
  };
  const forgetForGood = async (channelId: unknown) => {
    await forget(channelId);
    if (typeof channelId === 'string' && CHANNEL_ID.test(channelId)) await channelChanges.gone(channelId);
  };
  app.event('member_joined_channel', ({ event }) => forget(event.channel));
  app.event('member_left_channel', ({ event }) => forget(event.channel));
  app.event('channel_left', ({ event }) => forget(event.channel));
  app.event('group_left', ({ event }) => forget(event.channel));
  app.event('channel_archive', ({ event }) => forget(event.channel));
  app.event('group_archive', ({ event }) => forget(event.channel));
  app.event('channel_unarchive', ({ event }) => forget(event.channel));
  app.event('group_unarchive', ({ event }) => forget(event.channel));
  app.event('channel_deleted', ({ event }) => forgetForGood(event.channel));
  app.event('group_deleted', ({ event }) => forgetForGood(event.channel));
  app.event('channel_id_changed', async ({ event }) => {
    const ids = [event.old_channel_id, event.new_channel_id];
    await forget(event.old_channel_id);
    if (ids.every((id) => CHANNEL_ID.test(id))) {
      await channelChanges.renamed(event.old_channel_id, event.new_channel_id);
    }
    await forget(event.new_channel_id);
  });
  app.event('message', async ({ event }) => {
    if (event.subtype !== undefined && SUBTYPES.has(event.subtype)) await forget(event.channel);
  });
};
