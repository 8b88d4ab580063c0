import type { BlockAction, ButtonAction } from '@slack/bolt';
import { ACTION_RUN_NEAREST, COMMAND } from '../../core/slack/ids.ts';
import { runCommand } from '../commands/run.ts';
import { byResponse, type Listener } from './listener.ts';

const LONGEST_COMMAND = 200;

/** `/recall`, with whatever was typed after it. */
export const recallCommand: Listener = (app, deps) => {
  app.command(COMMAND, async ({ ack, command, respond }) => {
    await ack();
    const { text = '', channel_id, channel_name = '', user_id: userId, trigger_id: triggerId } = command;
    const tell = byResponse(respond, { slack: deps.slack, userId });
    await runCommand(
      { text, channel: { id: channel_id, name: channel_name }, userId, triggerId, tell },
      deps,
    );
  });
};

/** “Yes, do that” under a command that was not understood: runs the one that was meant. */
export const runNearest: Listener = (app, deps) => {
  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: ACTION_RUN_NEAREST },
    async ({ ack, action, body, respond }) => {
      await ack();
      const { value: text = '' } = action;
      const id = body.channel?.id ?? body.container?.channel_id;
      if (typeof id !== 'string' || !text.startsWith(COMMAND) || text.length > LONGEST_COMMAND) return;
      const { id: userId } = body.user;
      const tell = byResponse(respond, { slack: deps.slack, userId });
      const channel = { id, name: body.channel?.name ?? '' };
      await runCommand({ text, channel, userId, triggerId: body.trigger_id, tell }, deps);
    },
  );
};
