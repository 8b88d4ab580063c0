import type { Member } from '../../core/slack/client.ts';
import { ANYONE, speechFor } from '../../core/slack/messages/speech.ts';
import type { Tell } from '../asking/pick-up.ts';
import { type ParsedCommand, parseCommand } from '../command-words/parse.ts';
import type { ListenerDeps } from '../listeners/listener.ts';
import { memberSoon } from '../member.ts';
import { SUBCOMMANDS } from './index.ts';
import type { CommandUse, Subcommand } from './subcommand.ts';

/** What was typed, where, and how to answer. */
export interface TypedCommand {
  text: string;
  channel: { id: string; name: string };
  userId: string;
  /** Slack's id of this very use. */
  triggerId: string;
  tell: Tell;
}

/** A trigger opens a modal for three seconds, so that no command waits long for Slack to tell who typed it. */
const LOOK_UP_LIMIT_MS = 1000;

/** Does what a person typed after `/recall`. Never throws: what goes wrong is logged, and told to them. */
export async function runCommand(typed: TypedCommand, deps: ListenerDeps): Promise<void> {
  const { workspaceId, pickUp } = deps;
  const { text, channel, userId, triggerId, tell } = typed;
  const asker = { workspaceId, channelId: channel.id, userId, tell };
  await pickUp.attempt(asker, async () => {
    const known = await memberSoon(deps, asker, LOOK_UP_LIMIT_MS);
    const speech = speechFor(known ?? ANYONE);
    const now = deps.now();
    const { timeZone, locale } = speech;
    const parsed = parseCommand(text, { now, timeZone, locale });
    const who = { member: known ?? unknown(userId), isKnown: known !== null, speech };
    const use = { workspaceId, text, channel, ...who, triggerId, now, tell };
    await run(parsed.kind, parsed, use, deps);
  });
}

async function run<Kind extends ParsedCommand['kind']>(
  kind: Kind,
  parsed: Extract<ParsedCommand, { kind: Kind }>,
  use: CommandUse,
  deps: ListenerDeps,
): Promise<void> {
  const subcommand: Subcommand<Kind> = SUBCOMMANDS[kind];
  await subcommand(parsed, use, deps);
}

/** Of whom nothing is known nothing is allowed. */
function unknown(id: string): Member {
  return { id, name: id, timeZone: null, locale: null, standing: 'stranger', isAdmin: false };
}
