import type { Member } from '../../core/slack/client.ts';
import type { Speech } from '../../core/slack/messages/speech.ts';
import type { Tell } from '../asking/pick-up.ts';
import type { ParsedCommand } from '../command-words/parse.ts';
import type { ListenerDeps } from '../listeners/listener.ts';

/** One use of `/recall`, whatever it asks for. */
export interface CommandUse {
  workspaceId: string;
  /** What was typed. */
  text: string;
  /** Where it was typed. */
  channel: { id: string; name: string };
  /** Who typed it; where Slack did not tell in time, a stranger. */
  member: Member;
  /** Whether Slack told in time who typed it. */
  isKnown: boolean;
  speech: Speech;
  /** Slack's id of this very use; opens a modal for three seconds. */
  triggerId: string;
  now: Date;
  /** Answers the person, in a message that nobody else sees. */
  tell: Tell;
}

/** What one kind of command does. It may throw RecallErrors, which whoever runs it tells. */
export type Subcommand<Kind extends ParsedCommand['kind']> = (
  parsed: Extract<ParsedCommand, { kind: Kind }>,
  use: CommandUse,
  deps: ListenerDeps,
) => Promise<void>;
