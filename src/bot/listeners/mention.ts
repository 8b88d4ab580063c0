import { decideMention } from '../asking/decide.ts';
import { focusOf } from '../asking/steering.ts';
import { byEphemeral, type Listener } from './listener.ts';
import { mentionSchema } from './payload.ts';

/**
 * `@Recall` in a thread: the recap is posted there, steered by the words beside the mention. In the direct message with Recall every
 * message is for it, and answered as such. Bolt has acknowledged the event before this runs.
 */
export const mention: Listener = (app, { workspaceId, pickUp, slack }) => {
  app.event('app_mention', async ({ event, context }) => {
    const said = mentionSchema.safeParse(event).data;
    if (!said || said.channel.startsWith('D')) return;
    const { channel, ts, thread_ts: threadTs = null, user, text } = said;
    const decision = decideMention({
      workspaceId,
      channel: { id: channel, name: '' },
      user,
      message: { ts, threadTs },
      focus: focusOf(text, context.botUserId ?? ''),
    });
    const to = { channelId: channel, userId: user, ...(threadTs === null ? {} : { threadTs }) };
    const asker = { workspaceId, channelId: channel, userId: user, tell: byEphemeral(slack, to) };
    await pickUp.carryOut(decision, asker);
  });
};
