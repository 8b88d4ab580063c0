import { decideMention } from '../decide.ts';
import { byEphemeral, type Listener } from './listener.ts';

/** `@Recall` in a thread: the recap is posted there. Bolt has acknowledged the event before this runs. */
export const mention: Listener = (app, { workspaceId, pickUp, slack }) => {
  app.event('app_mention', async ({ event }) => {
    const { channel, ts, thread_ts: threadTs = null, user } = event;
    if (!user || event.bot_id) return;
    const decision = decideMention({
      workspaceId,
      channel: { id: channel, name: '' },
      user,
      message: { ts, threadTs },
    });
    const to = { channelId: channel, userId: user, ...(threadTs === null ? {} : { threadTs }) };
    const asker = { workspaceId, channelId: channel, userId: user, tell: byEphemeral(slack, to) };
    await pickUp.carryOut(decision, asker);
  });
};
