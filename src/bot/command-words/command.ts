import type { DigestCommand } from './digest-command.ts';

/** What reading a command depends on besides its text. */
export interface CommandContext {
  now: Date;
  /** IANA name of the asker's zone, such as `Europe/Berlin`; one that does not exist counts as UTC. */
  timeZone: string;
  /** The asker's language tag; it decides whether `1/2` is in January or in February. */
  locale: string;
}

export type RecapWindow =
  /** Since the asker's last recap of this place. */
  | { kind: 'since_last' }
  /** From `from` up to but not including `to`; never reaches beyond now, never longer than a year. */
  | { kind: 'between'; from: Date; to: Date }
  | { kind: 'last_messages'; count: number };

/** What a person wants done, by what they typed after `/recall`. */
export type ParsedCommand =
  | { kind: 'recap'; window: RecapWindow; isPublic: boolean; focus: string | null }
  | ({ kind: 'thread'; isPublic: boolean; focus: string | null } & MessageLink)
  | { kind: 'help' }
  | { kind: 'note' }
  /** The modal that offers window, focus, length, language and where to post. */
  | { kind: 'options' }
  | { kind: 'actions'; whose: WhoseActions }
  | { kind: 'decisions'; words: string }
  | { kind: 'find'; words: string; tags: string[]; channelIds: string[] }
  | { kind: 'tags' }
  | { kind: 'waiting' }
  | { kind: 'settings' }
  | { kind: 'admin' }
  | { kind: 'digest'; digest: DigestCommand }
  | { kind: 'opt'; out: boolean }
  | Unclear;

export interface Unclear {
  kind: 'unclear';
  /** What was typed, without control characters and at most 200 characters long. */
  text: string;
  /** A complete command that is understood: the nearest to what was typed. It may carry words of the asker. */
  nearest: string;
}

export type WhoseActions = { kind: 'mine' } | { kind: 'here' } | { kind: 'person'; userId: string };

export interface MessageLink {
  workspaceHost: string;
  channelId: string;
  messageTs: string;
  /** The first message of the thread; the message itself where the link names no thread. */
  threadTs: string;
}

/** What could not be understood, with complete commands that may have been meant, the likeliest first. */
export interface Trouble {
  kind: 'trouble';
  suggestions: string[];
}

export function trouble(...suggestions: string[]): Trouble {
  return { kind: 'trouble', suggestions };
}
