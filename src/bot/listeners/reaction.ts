import { asRecallError } from '../../core/domain/errors.ts';
import { decideReaction } from '../asking/decide.ts';
import { rootOfThread } from '../asking/root-of-thread.ts';
import { byEphemeral, type Listener, type ListenerDeps } from './listener.ts';
import { reactionSchema } from './payload.ts';

const REACTION = 'recall';

/** `:recall:` on a message, in channels where that is allowed: the recap is posted in its thread. Elsewhere it is only a reaction. */
export const reaction: Listener = (app, deps) => {
  app.event('reaction_added', async ({ event }) => {
    const reacted = reactionSchema.safeParse(event).data;
    if (reacted?.reaction !== REACTION) return;
    const { user: userId, item } = reacted;
    const { channel: channelId, ts } = item;
    if (!(await isAllowed(channelId, deps))) return;
    const { workspaceId, pickUp, slack } = deps;
    const tell = byEphemeral(slack, { channelId, userId });
    const asker = { workspaceId, channelId, userId, tell };
    await pickUp.attempt(asker, async () => {
      const threadTs = await rootOfThread(slack, { channelId, ts });
      const channel = { id: channelId, name: '' };
      const message = { ts, threadTs };
      await pickUp.carryOut(decideReaction({ workspaceId, channel, user: userId, message }), asker);
    });
  });
};

/** Where that cannot be known nobody is told: in most channels the reaction asks for nothing. */
async function isAllowed(channelId: string, { workspaceId, store, events }: ListenerDeps): Promise<boolean> {
  try {
    return (await store.channels.modeOf(workspaceId, channelId)) === 'on';
  } catch (error) {
    events.pickUpFailed({ error: asRecallError(error) });
    return false;
  }
}
