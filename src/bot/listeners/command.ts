import type { BlockAction, ButtonAction } from '@slack/bolt';
import { ACTION_RUN_NEAREST, COMMAND } from '../../core/slack/ids.ts';
import { runCommand } from '../commands/run.ts';
import { byResponse, type Listener } from './listener.ts';
import { commandSchema, readPress } from './payload.ts';

const LONGEST_COMMAND = 200;

/** `/recall`, with whatever was typed after it. */
export const recallCommand: Listener = (app, deps) => {
  app.command(COMMAND, async ({ ack, command, respond }) => {
    await ack();
    const given = commandSchema.safeParse(command).data;
    if (!given) return;
    const { text, channel_id: id, channel_name: name, user_id: userId, trigger_id: triggerId } = given;
    const tell = byResponse(respond, { slack: deps.slack, userId });
    await runCommand({ text, channel: { id, name }, userId, triggerId, tell }, deps);
  });
};

/** “Yes, do that” under a command that was not understood: runs the one that was meant. */
export const runNearest: Listener = (app, deps) => {
  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: ACTION_RUN_NEAREST },
    async ({ ack, action, body, respond }) => {
      await ack();
      const press = readPress(body, action);
      if (!press?.channel || !isCommand(press.value)) return;
      const { value: text, channel, userId, triggerId } = press;
      const tell = byResponse(respond, { slack: deps.slack, userId });
      await runCommand({ text, channel, userId, triggerId, tell }, deps);
    },
  );
};

function isCommand(text: string): boolean {
  return text.startsWith(COMMAND) && text.length <= LONGEST_COMMAND;
}
