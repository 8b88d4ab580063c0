import type { Delivery } from '../deliveries/courier.ts';
import {
  commandParcel,
  interactionFields,
  interactionParcel,
  shownName,
} from '../deliveries/interaction-payloads.ts';
import type { Person } from '../world/types.ts';
import { type ActorDeps, actionTs, messageIn, seenChannel, writtenChannel } from './actor-deps.ts';
import { escapedLine } from './command-line.ts';
import type { Place } from './writing.ts';

/** A person calls the app: shortcuts, slash commands, its Home tab. */
export interface Invoking {
  useMessageShortcut(shortcut: Place & { callbackId: string }): Promise<Delivery>;
  useGlobalShortcut(shortcut: { callbackId: string }): Promise<Delivery>;
  /**
   * Where the app wants it, `@name`, `#name` and links arrive as they do in messages. An answer in the acknowledgement
   * is shown as Slack shows it. Throws in a thread, where Slack runs no commands of apps.
   */
  runCommand(line: { channel: string; command: string; text?: string; threadTs?: string }): Promise<Delivery>;
  /** Opens the conversation with the app at its Home tab, unless told otherwise. */
  openHome(tab?: 'home' | 'messages'): Promise<Delivery[]>;
}

export function createInvoking(deps: ActorDeps, person: Person): Invoking {
  const { world, app, courier, feed, triggers, respond, responseUrlFor, now } = deps;
  const context = { app, team: world.team };

  return {
    async useMessageShortcut({ callbackId, channel: channelId, ts }) {
      const channel = seenChannel(deps, person, channelId);
      const { metadata: _, ...message } = messageIn(deps, channel, ts);
      const target = { channelId: channel.id, userId: person.id, original: undefined };
      return courier.send(
        interactionParcel('shortcut', callbackId, {
          type: 'message_action',
          ...interactionFields(person, context),
          action_ts: actionTs(now()),
          callback_id: callbackId,
          trigger_id: triggers.issue(person.id, channel.id),
          response_url: responseUrlFor(target),
          channel: { id: channel.id, name: shownName(channel) },
          message_ts: ts,
          message,
        }),
      );
    },
    useGlobalShortcut: ({ callbackId }) =>
      courier.send(
        interactionParcel('shortcut', callbackId, {
          type: 'shortcut',
          ...interactionFields(person, context),
          action_ts: actionTs(now()),
          callback_id: callbackId,
          trigger_id: triggers.issue(person.id),
        }),
      ),
    async runCommand({ channel: channelId, command, text = '', threadTs }) {
      if (threadTs !== undefined) throw new Error(`${command} is not supported in threads`);
      if (!app.commands.includes(command)) throw new Error(`${command} is not a valid command`);
      const channel = writtenChannel(deps, person, channelId);
      const target = { channelId: channel.id, userId: person.id, original: undefined };
      const delivery = await courier.send(
        commandParcel(
          {
            command,
            text: app.shouldEscape ? escapedLine(text, { world, person }) : text,
            channel,
            person,
            responseUrl: responseUrlFor(target),
            triggerId: triggers.issue(person.id, channel.id),
          },
          context,
        ),
      );
      if (delivery.status === 200 && delivery.body !== '') {
        respond(target, answerIn(delivery.body));
      }
      return delivery;
    },
    openHome: (tab = 'home') => feed.homeOpened(person.id, tab),
  };
}

/** An acknowledgement's body is a message as JSON, or else its text. */
function answerIn(body: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed === 'object' && parsed !== null) return { ...parsed };
  } catch {
    return { text: body };
  }
  return { text: body };
}
