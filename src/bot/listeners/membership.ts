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
const BECOMES_PRIVATE = new Map([
  ['channel_convert_to_private', true],
  ['channel_convert_to_public', false],
]);
const CHANNEL_ID = /^[CGD][A-Z0-9]+$/;

/** Whoever leaves a channel finds nothing of it any more from then on, in whichever process. */
export const membership: Listener = (app, { workspaceId, access, store, now }) => {
  const forget = async (channelId: unknown) => {
    if (isChannel(channelId)) await access.forget(workspaceId, channelId);
  };
  const learn = async (channelId: unknown, isPrivate: boolean | null) => {
    if (isChannel(channelId))
      await store.channels.learnPrivacy(workspaceId, [{ id: channelId, isPrivate }], now());
  };
  /** Recall hears nothing of it any more, also not that it became private. */
  const leave = async (channelId: unknown) => {
    await forget(channelId);
    await learn(channelId, null);
  };
  app.event('member_joined_channel', ({ event }) => forget(event.channel));
  app.event('member_left_channel', ({ event }) => forget(event.channel));
  app.event('channel_left', ({ event }) => leave(event.channel));
  app.event('group_left', ({ event }) => leave(event.channel));
  app.event('channel_archive', ({ event }) => forget(event.channel));
  app.event('group_archive', ({ event }) => forget(event.channel));
  app.event('channel_unarchive', ({ event }) => forget(event.channel));
  app.event('group_unarchive', ({ event }) => forget(event.channel));
  app.event('message', async ({ event }) => {
    if (event.subtype === undefined || !SUBTYPES.has(event.subtype)) return;
    await forget(event.channel);
    const isPrivate = BECOMES_PRIVATE.get(event.subtype);
    if (isPrivate !== undefined) await learn(event.channel, isPrivate);
  });
};

function isChannel(id: unknown): id is string {
  return typeof id === 'string' && CHANNEL_ID.test(id);
}
