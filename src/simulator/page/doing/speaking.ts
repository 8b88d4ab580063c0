import type { Spoken } from '../../people/writing.ts';
import { commandTextOf, mrkdwnOf } from '../typed-text.ts';
import { anchorOf } from '../viewing.ts';
import { type Asked, type Deed, fieldOf, namedParts, type Outcome, reportOn } from './deed.ts';
import { settled } from './settling.ts';

const COMMAND = /^(\/[\w-]+)(?:\s+([\s\S]*))?$/;

/** Posts what was typed, in a channel, a thread or the conversation with the app; or runs it where it is a command. */
export const say: Deed = async (asked) => {
  const { form, viewing, actor } = asked;
  const channel = fieldOf(form, 'channel');
  const threadTs = form.get('thread') ?? undefined;
  const typed = fieldOf(form, 'text').trim();
  if (typed === '') return {};
  const [, command, text = ''] = COMMAND.exec(typed) ?? [];
  if (command !== undefined) return runCommand({ command, text, channel, threadTs }, asked);
  const place = { channel, ...(threadTs === undefined ? {} : { threadTs }) };
  return afterSpeaking(
    actor.say({ ...place, text: mrkdwnOf(typed, viewing) }),
    asked,
    threadTs !== undefined,
  );
};

export const edit: Deed = async (asked) => {
  const { form, viewing, actor } = asked;
  const text = fieldOf(form, 'text').replaceAll('\r\n', '\n').trim();
  if (text === '') return { notice: 'An empty message cannot be saved. Delete it instead.' };
  const place = { channel: fieldOf(form, 'channel'), ts: fieldOf(form, 'ts') };
  return afterSpeaking(actor.edit({ ...place, text: mrkdwnOf(text, viewing) }), asked);
};

export const remove: Deed = async (asked) => {
  const [channel = '', ts = ''] = namedParts(asked.form, 2);
  return afterSpeaking(asked.actor.remove({ channel, ts }), asked);
};

export const react: Deed = async (asked) => {
  const [channel = '', ts = '', name = ''] = namedParts(asked.form, 3);
  return afterSpeaking(asked.actor.react({ channel, ts, name }), asked);
};

export const unreact: Deed = async (asked) => {
  const [channel = '', ts = '', name = ''] = namedParts(asked.form, 3);
  return afterSpeaking(asked.actor.unreact({ channel, ts, name }), asked);
};

/** Shows the message it was about where that stands; what is new in a channel stands at its end anyway. */
async function afterSpeaking(
  speaking: Promise<Spoken>,
  { viewing, playground }: Asked,
  isShown = true,
): Promise<Outcome> {
  let ts: string | undefined;
  const deliveries = speaking.then((spoken) => {
    ts = spoken.ts;
    return spoken.deliveries;
  });
  const report = reportOn(await settled(deliveries, playground.traffic), viewing);
  return { ...report, ...(isShown && ts !== undefined ? { anchor: anchorOf(ts) } : {}) };
}

interface Line {
  command: string;
  text: string;
  channel: string;
  threadTs: string | undefined;
}

async function runCommand({ command, text, channel, threadTs }: Line, asked: Asked): Promise<Outcome> {
  const { viewing, actor, playground } = asked;
  const { app, viewer } = viewing;
  const unsent = `${command} ${text}`.trim();
  if (!app.commands.includes(command)) {
    return { notice: `${command} is no command here. There is ${app.commands.join(', ')}.`, unsent };
  }
  if (threadTs !== undefined) {
    return {
      notice: `Slack runs no commands in threads. Type ${command} in the channel, or open a message’s ⋮ menu.`,
      unsent,
    };
  }
  const named = channel === 'app' ? playground.world.openDirect(viewer.id).id : channel;
  const escaped = app.shouldEscape ? commandTextOf(text, viewing) : text;
  const delivery = await settled(
    actor.runCommand({ channel: named, command, text: escaped }),
    playground.traffic,
  );
  return reportOn(delivery && [delivery], viewing);
}
