import { type Ask, type Audience, NO_WISHES } from '../core/domain/conversation.ts';
import type { ErrorCode } from '../core/domain/errors.ts';
import type { MessageTs } from '../core/domain/transcript.ts';

/** What becomes of something that a person did in Slack. */
export type Decision = { kind: 'ask'; ask: Ask } | { kind: 'refuse'; code: ErrorCode } | { kind: 'explain' };

export interface PickedMessage {
  workspaceId: string;
  channel: { id: string; name: string };
  user: string;
  message: { ts: MessageTs; threadTs: MessageTs | null };
}

const COMMAND_WINDOW_MS = 24 * 60 * 60_000;

/**
 * A message shortcut means the thread that the message stands in. A message without a thread has nothing to recap. Slack does
 * not deliver shortcuts twice, but a proxy may: `actionTs` is the same then.
 */
export function decideShortcut(picked: PickedMessage & { audience: Audience; actionTs: string }): Decision {
  const { workspaceId, channel, user, message, audience, actionTs } = picked;
  if (isGroupMessage(channel)) return { kind: 'refuse', code: 'group_message' };
  if (message.threadTs === null) return { kind: 'refuse', code: 'thread_too_short' };
  return {
    kind: 'ask',
    ask: {
      workspaceId,
      channel,
      source: { kind: 'thread', threadTs: message.threadTs },
      trigger: 'shortcut',
      audience,
      askedBy: user,
      wishes: NO_WISHES,
      follows: null,
      eventKey: `shortcut-${channel.id}-${message.ts}-${user}-${actionTs}`,
    },
  };
}

/** A mention means the thread that it is written in. Slack delivers the same mention again when an answer got lost. */
export function decideMention({ workspaceId, channel, user, message }: PickedMessage): Decision {
  if (message.threadTs === null) return { kind: 'refuse', code: 'not_in_thread' };
  return {
    kind: 'ask',
    ask: {
      workspaceId,
      channel,
      source: { kind: 'thread', threadTs: message.threadTs },
      trigger: 'mention',
      audience: 'thread',
      askedBy: user,
      wishes: NO_WISHES,
      follows: null,
      eventKey: `mention-${channel.id}-${message.ts}`,
    },
  };
}

/** `/recall` alone means the last 24 hours of the channel, for the person who typed it. */
export function decideCommand(command: CommandGiven, now: Date): Decision {
  if (isGroupMessage(command.channel)) return { kind: 'refuse', code: 'group_message' };
  if (command.text.trim() !== '') return { kind: 'explain' };
  return {
    kind: 'ask',
    ask: {
      workspaceId: command.workspaceId,
      channel: command.channel,
      source: { kind: 'channel', from: new Date(now.getTime() - COMMAND_WINDOW_MS), to: now, limit: null },
      trigger: 'command',
      audience: 'private',
      askedBy: command.user,
      wishes: NO_WISHES,
      follows: null,
      eventKey: `command-${command.triggerId}`,
    },
  };
}

export interface CommandGiven {
  workspaceId: string;
  channel: { id: string; name: string };
  user: string;
  text: string;
  /** Slack's id of this very use of the command. */
  triggerId: string;
}

/** A direct message among several people, by the name that Slack gives it. Reading them takes permissions that Recall does not ask for. */
function isGroupMessage({ name }: { name: string }): boolean {
  return name.startsWith('mpdm-');
}
