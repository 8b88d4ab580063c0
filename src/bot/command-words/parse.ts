import { COMMAND } from '../../core/slack/ids.ts';
import { type CommandContext, type ParsedCommand, type Trouble, trouble, type Unclear } from './command.ts';
import { parseMessageLink } from './message-link.ts';
import { type Modified, takeModifiers } from './modifiers.ts';
import { NEAREST_OF_ALL, respelled } from './nearest.ts';
import { readSubcommand } from './subcommands.ts';
import { firstCharacters, tidy, withBareLinks } from './typed-text.ts';
import { readWindow } from './window-words.ts';

export type {
  CommandContext,
  ParsedCommand,
  RecapWindow,
  WhoseActions,
} from './command.ts';

const MAX_ECHO = 200;
const MAX_NEAREST = 120;
const WRAPPED = /^(["`])([^"`]*)\1$/;
const OWN_NAME = new RegExp(`^${COMMAND}(?: |$)`, 'i');

/**
 * Reads what a person typed after `/recall`, the command itself in front of it or not. Any text is valid input: what cannot be
 * understood comes back with the nearest command that can. Names of days and times are those of the asker's zone.
 */
export function parseCommand(text: string, context: CommandContext): ParsedCommand {
  const typed = withoutOwnName(tidy(text));
  const outcome = understand(typed, context);
  return outcome.kind === 'trouble' ? unclear(typed, outcome, context) : outcome;
}

/** A command copied with the quotes or ticks around it is that command. */
function withoutOwnName(text: string): string {
  return text.replace(WRAPPED, '$2').replace(OWN_NAME, '').trim();
}

function understand(text: string, context: CommandContext): ParsedCommand | Trouble {
  return readSubcommand(text, context) ?? readRecap(text, context);
}

function readRecap(text: string, context: CommandContext): ParsedCommand | Trouble {
  const modified = takeModifiers(withBareLinks(text));
  const { words, isPublic, focus } = modified;
  const thread = readThread(words);
  if (thread !== null) {
    return thread.kind === 'trouble' ? thread : { ...thread, isPublic, focus };
  }
  const window = readWindow(words, context);
  if (window.kind !== 'trouble') return { kind: 'recap', window, isPublic, focus };
  return trouble(
    ...window.suggestions.map((command) => `${command}${suffix(modified)}`),
    ...window.suggestions,
  );
}

/** Words with a link in them mean its thread, and nothing beside the link. */
function readThread(words: string) {
  const [, link, before = '', after = ''] = splitAtLink(words);
  if (link === undefined) return null;
  const message = parseMessageLink(link);
  if (message === null) return trouble();
  if (!/^(?:(?:recap|this|the|thread|message|of|please) ?)*$/i.test(before) || after !== '') {
    return trouble(`${COMMAND} ${link}`);
  }
  return { kind: 'thread' as const, ...message };
}

function splitAtLink(words: string): string[] {
  const match = /https?:\/\/[^ <>]+/i.exec(words);
  if (match === null) return [];
  const after = words.slice(match.index + match[0].length).trim();
  return [words, match[0], words.slice(0, match.index).trim(), after];
}

function suffix({ isPublic, focus }: Omit<Modified, 'words'>): string {
  return `${isPublic ? ' public' : ''}${focus === null ? '' : ` focus on ${focus}`}`;
}

function unclear(text: string, { suggestions }: Trouble, context: CommandContext): Unclear {
  const modified = takeModifiers(withBareLinks(text));
  const nearest = [
    ...suggestions,
    ...respelled(text, modified.words, suffix(modified)),
    `${COMMAND} ${modified.words}`,
  ].find((command) => isUnderstood(command, context));
  return { kind: 'unclear', text: firstCharacters(text, MAX_ECHO), nearest: nearest ?? NEAREST_OF_ALL };
}

/** Slack's entities are not what a person types, so that a command with one is none to show. */
function isUnderstood(command: string, context: CommandContext): boolean {
  if (command.length > MAX_NEAREST || command.includes('<')) return false;
  return understand(withoutOwnName(tidy(command)), context).kind !== 'trouble';
}
