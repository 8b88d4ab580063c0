import { COMMAND } from '../../core/slack/ids.ts';
import { decideCommand } from '../decide.ts';
import { byResponse, type Listener } from './listener.ts';

/** `/recall`: the last 24 hours of the channel, for the person who typed it. */
export const recallCommand: Listener = (app, { workspaceId, pickUp, now }) => {
  app.command(COMMAND, async ({ ack, command, respond }) => {
    await ack();
    const given = {
      workspaceId,
      channel: { id: command.channel_id, name: command.channel_name },
      user: command.user_id,
      text: command.text,
      triggerId: command.trigger_id,
    };
    const asker = { workspaceId, channelId: given.channel.id, userId: given.user, tell: byResponse(respond) };
    await pickUp.carryOut(decideCommand(given, now()), asker);
  });
};
