import { type Ask, type Audience, NO_WISHES, type Wishes } from '../../core/domain/conversation.ts';
import type { ErrorCode } from '../../core/domain/errors.ts';
import type { MessageTs } from '../../core/domain/transcript.ts';
import type { ResolvedWindow } from '../command-words/window.ts';

/** What becomes of something that a person did in Slack. */
export type Decision = { kind: 'ask'; ask: Ask } | { kind: 'refuse'; code: ErrorCode };

export interface Place {
  workspaceId: string;
  channel: { id: string; name: string };
  user: string;
}

export interface PickedMessage extends Place {
  message: { ts: MessageTs; threadTs: MessageTs | null };
}

/** A command; `triggerId` is Slack's id of this very use of it. */
export interface CommandGiven extends Place {
  wishes: Wishes;
  isPublic: boolean;
  triggerId: string;
}

/**
 * A message shortcut means the thread that the message stands in. A message without a thread has nothing to recap. Slack does
 * not deliver shortcuts twice, but a proxy may: `actionTs` is the same then.
 */
export function decideShortcut(picked: PickedMessage & { audience: Audience; actionTs: string }): Decision {
  const { channel, user, message, audience, actionTs } = picked;
  if (isGroupMessage(channel)) return { kind: 'refuse', code: 'group_message' };
  return decideThread(picked, {
    threadTs: message.threadTs,
    trigger: 'shortcut',
    audience,
    eventKey: `shortcut-${channel.id}-${message.ts}-${user}-${actionTs}`,
  });
}

/** A mention means the thread that it is written in. Slack delivers the same mention again when an answer got lost. */
export function decideMention(picked: PickedMessage & { focus: string | null }): Decision {
  const { channel, message, focus } = picked;
  if (message.threadTs === null) return { kind: 'refuse', code: 'not_in_thread' };
  return decideThread(picked, {
    threadTs: message.threadTs,
    trigger: 'mention',
    audience: 'thread',
    wishes: { ...NO_WISHES, focus },
    eventKey: `mention-${channel.id}-${message.ts}`,
  });
}

/** A reaction means the thread that the message stands in, once for each message, however many people react. */
export function decideReaction(picked: PickedMessage): Decision {
  const { channel, message } = picked;
  return decideThread(picked, {
    threadTs: message.threadTs,
    trigger: 'reaction',
    audience: 'thread',
    eventKey: `reaction-${channel.id}-${message.ts}`,
  });
}

/** `/recall <link>` means the thread that the message stands in; in public the recap is posted there. */
export function decideLink(given: CommandGiven & { threadTs: MessageTs | null }): Decision {
  const { threadTs, isPublic, wishes, triggerId } = given;
  return decideThread(given, {
    threadTs,
    trigger: 'command',
    audience: isPublic ? 'thread' : 'private',
    wishes,
    eventKey: `command-${triggerId}`,
  });
}

/** A window of the channel in which the command was used; in public the recap is posted there. */
export function decideWindow(given: CommandGiven & { window: ResolvedWindow }): Decision {
  const { workspaceId, channel, user, wishes, isPublic, triggerId, window } = given;
  if (isGroupMessage(channel)) return { kind: 'refuse', code: 'group_message' };
  return {
    kind: 'ask',
    ask: {
      workspaceId,
      channel,
      source: { kind: 'channel', ...window },
      trigger: 'command',
      audience: isPublic ? 'channel' : 'private',
      askedBy: user,
      wishes,
      follows: null,
      eventKey: `command-${triggerId}`,
    },
  };
}

interface ThreadAsked extends Pick<Ask, 'trigger' | 'audience' | 'eventKey'> {
  threadTs: MessageTs | null;
  wishes?: Wishes;
}

function decideThread({ workspaceId, channel, user }: Place, asked: ThreadAsked): Decision {
  const { threadTs, wishes = NO_WISHES, ...rest } = asked;
  if (threadTs === null) return { kind: 'refuse', code: 'thread_too_short' };
  const ask: Ask = {
    workspaceId,
    channel,
    source: { kind: 'thread', threadTs },
    askedBy: user,
    wishes,
    follows: null,
    ...rest,
  };
  return { kind: 'ask', ask };
}

/** A direct message among several people, by the name that Slack gives it. Reading them takes permissions that Recall does not ask for. */
function isGroupMessage({ name }: { name: string }): boolean {
  return name.startsWith('mpdm-');
}
