import { asRecallError } from '../../core/domain/errors.ts';
import { timeOf } from '../../core/domain/transcript.ts';
import { ANYONE, speechFor, speechOf } from '../../core/slack/messages/speech.ts';
import { welcomeMessage } from '../../core/slack/messages/welcome.ts';
import type { Listener, ListenerDeps } from './listener.ts';

/** Recall has come into a channel: it says there what it does, once. */
export const joined: Listener = (app, deps) => {
  app.event('member_joined_channel', async ({ event, context }) => {
    if (event.user !== context.botUserId) return;
    const told = timeOf(event.event_ts);
    const joinedAt = Number.isNaN(told.getTime()) ? deps.now() : told;
    await welcome(deps, { channelId: event.channel, inviter: event.inviter ?? null, joinedAt });
  });
};

interface Joining {
  channelId: string;
  inviter: string | null;
  joinedAt: Date;
}

async function welcome(deps: ListenerDeps, { channelId, inviter, joinedAt }: Joining): Promise<void> {
  const { workspaceId, slack, people, events } = deps;
  const { channels } = deps.store;
  const claim = await channels.claimWelcome(workspaceId, channelId, joinedAt);
  if (!claim) return;
  try {
    const speech = inviter
      ? await speechOf(people, slack, { workspaceId, userId: inviter })
      : speechFor(ANYONE);
    const isOff = (await channels.modeOf(workspaceId, channelId)) === 'off';
    await slack.post({ channelId, message: welcomeMessage({ isOff, speech }) });
  } catch (cause) {
    events.notShown({ what: 'welcome', error: asRecallError(cause) });
    await channels.releaseWelcome(workspaceId, channelId, { claim, joinedAt });
  }
}
