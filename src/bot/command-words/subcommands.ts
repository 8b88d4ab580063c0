import { COMMAND } from '../../core/slack/ids.ts';
import { readableText } from '../../core/slack/mrkdwn.ts';
import { type CommandContext, type ParsedCommand, type Trouble, trouble } from './command.ts';
import { readDigest } from './digest.ts';

type Outcome = ParsedCommand | Trouble;

interface Subcommand {
  name: string;
  /** The word itself and what people type instead of it, in lower case at the start. */
  pattern: RegExp;
  /** What to do with the words after it. */
  read: (rest: string, context: CommandContext) => Outcome | null;
}

/** A subcommand that takes no words, except such as belong to its name. */
function alone(name: string, command: ParsedCommand, also = /^$/): Subcommand['read'] {
  return (rest) => (rest === '' || also.test(rest) ? command : trouble(`${COMMAND} ${name}`));
}

const SUBCOMMANDS: readonly Subcommand[] = [
  { name: 'help', pattern: /^(?:\?+|-{0,2}help|-h|commands|usage)(?: |$)/i, read: () => ({ kind: 'help' }) },
  { name: 'note', pattern: /^notes?(?: |$)/i, read: alone('note', { kind: 'note' }) },
  {
    name: 'options',
    pattern: /^(?:options?|ask|custom|customi[sz]e)(?: |$)/i,
    read: alone('options', { kind: 'options' }),
  },
  {
    name: 'actions',
    pattern: /^(?:my |open )?(?:action items?|actions?|tasks?|to-?dos?|to do)(?: |$)/i,
    read: readActions,
  },
  { name: 'decisions', pattern: /^(?:decisions?|decided)(?: |$)/i, read: readDecisions },
  { name: 'find', pattern: /^(?:find|search(?: for)?|look for)(?: |$)/i, read: readFind },
  { name: 'tags', pattern: /^tags?(?: |$)/i, read: alone('tags', { kind: 'tags' }) },
  {
    name: 'waiting',
    pattern: /^wait(?:ing|s)?(?: |$)/i,
    read: alone('waiting', { kind: 'waiting' }, /^(?:for|on) me$/i),
  },
  {
    name: 'settings',
    pattern: /^(?:settings?|config|configure|preferences|setup)(?: |$)/i,
    read: alone('settings', { kind: 'settings' }),
  },
  {
    name: 'admin',
    pattern: /^(?:admin(?:istration)?|dashboard)(?: |$)/i,
    read: alone('admin', { kind: 'admin' }, /^(?:view|page|link|panel)$/i),
  },
  { name: 'digest', pattern: /^digests?(?: |$)/i, read: readDigestCommand },
  { name: 'optout', pattern: /^opt[- ]?out(?: |$)/i, read: alone('optout', { kind: 'opt', out: true }) },
  { name: 'optin', pattern: /^opt[- ]?in(?: |$)/i, read: alone('optin', { kind: 'opt', out: false }) },
];

function readDigestCommand(rest: string, context: CommandContext): Outcome {
  const digest = readDigest(rest, context);
  return digest.kind === 'trouble' ? digest : { kind: 'digest', digest };
}

export const SUBCOMMAND_NAMES: readonly string[] = SUBCOMMANDS.map(({ name }) => name);

/** What a tidied text asks for that starts with the name of a subcommand; null where it starts with none. */
export function readSubcommand(text: string, context: CommandContext): Outcome | null {
  for (const { pattern, read } of SUBCOMMANDS) {
    const match = pattern.exec(text);
    if (match !== null) return read(text.slice(match[0].length).trim(), context);
  }
  return null;
}

const MENTION = /^(?:(?:for|of|by) )?<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>$/;

function readActions(rest: string): Outcome {
  if (/^(?:(?:for|of) )?(?:mine|my|me|myself)?$/i.test(rest))
    return { kind: 'actions', whose: { kind: 'mine' } };
  if (/^(?:(?:in|of) )?(?:here|this channel|channel|all|everyone)$/i.test(rest)) {
    return { kind: 'actions', whose: { kind: 'here' } };
  }
  const userId = MENTION.exec(rest)?.[1];
  if (userId !== undefined) return { kind: 'actions', whose: { kind: 'person', userId } };
  return trouble(rest === '' ? `${COMMAND} actions` : `${COMMAND} actions here`);
}

function readDecisions(rest: string): ParsedCommand {
  return { kind: 'decisions', words: readableText(rest, new Map()).replace(/^about /i, '') };
}

const FIND_TOKEN =
  /(?<=^| )(?:(?:in:)?<#([CG][A-Z0-9]+)(?:\|[^<>]*)?>|(?:#|tag:#?)([\p{L}\p{N}][\p{L}\p{M}\p{N}_-]*))(?= |$)/giu;

/** Tags and channels narrow the search and may stand anywhere among its words. */
function readFind(rest: string): Outcome {
  const tags = new Set<string>();
  const channelIds = new Set<string>();
  const left = rest.replace(FIND_TOKEN, (_, channelId?: string, tag?: string) => {
    if (channelId !== undefined) channelIds.add(channelId);
    if (tag !== undefined) tags.add(tag.toLowerCase());
    return '';
  });
  const words = readableText(left, new Map()).replace(/ {2,}/g, ' ').trim();
  return { kind: 'find', words, tags: [...tags], channelIds: [...channelIds] };
}
