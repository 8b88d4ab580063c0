import type { Listener } from './listener.ts';

/** A channel has another name. */
export const channelNames: Listener = (app, { store, workspaceId }) => {
  app.event('channel_rename', ({ event }) => rename(event.channel));
  app.event('group_rename', ({ event }) => rename(event.channel));

  const rename = ({ id, name }: { id: string; name: string }) => store.channels.rename(workspaceId, id, name);
};
