import type { Channel, Person } from '../world/types.ts';
import { unescapeMrkdwn } from './html.ts';
import { appPerson, nameOf, type Viewing, visibleChannels } from './viewing.ts';

interface Named {
  /** As it is typed: with its `@` or `#`. */
  typed: string;
  token: string;
}

/**
 * What Slack's client makes of what a person types: `<`, `>` and `&` are escaped, `@Name`, `#channel`, `@here` and web
 * addresses become tokens.
 */
export function mrkdwnOf(typed: string, viewing: Viewing): string {
  const named = namedIn(viewing).map(({ typed: name, token }) => ({ typed: escaped(name), token }));
  return tokenized(escaped(typed), named);
}

/** What Slack makes of a slash command's text for apps that want names as tokens; nothing else in it is escaped. */
export function commandTextOf(typed: string, viewing: Viewing): string {
  return tokenized(typed, namedIn(viewing, { isLabelled: true }));
}

function tokenized(text: string, named: readonly Named[]): string {
  const names = named.map(({ typed: name }) => escapedPattern(name));
  const pattern = new RegExp(
    String.raw`(https?://[^\s<>|]*[^\s<>|.,;:!?)'"])|(?<![\p{L}\p{N}_@#])(?:${names.join('|')})(?!-?[\p{L}\p{N}_])`,
    'giu',
  );
  return text.replaceAll(pattern, (found, address: string | undefined) => {
    if (address !== undefined) return `<${address}>`;
    const lower = found.toLowerCase();
    return named.find(({ typed: name }) => name.toLowerCase() === lower)?.token ?? found;
  });
}

/** What a person typed to write this; undoes `mrkdwnOf`. */
export function writtenOf(mrkdwn: string, { world }: Pick<Viewing, 'world'>): string {
  const text = mrkdwn.replaceAll(
    /<([@#!]?)([^<>|]+)(?:\|([^<>]*))?>/g,
    (found, sigil: string, id: string) => {
      if (sigil === '@') return `@${personName(world.person(id)) ?? id}`;
      if (sigil === '#') return `#${world.channel(id)?.name ?? id}`;
      if (sigil === '!') return `@${id}`;
      return found.slice(1, -1).split('|')[0] ?? '';
    },
  );
  return unescapeMrkdwn(text);
}

/** The longest first, so that `@Ann Berg` is not taken for `@Ann`. */
function namedIn(viewing: Viewing, { isLabelled = false } = {}): Named[] {
  const { world } = viewing;
  const label = (name: string) => (isLabelled ? `|${name}` : '');
  const people = world
    .people()
    .filter(({ deleted, id }) => deleted !== true && id !== 'USLACKBOT')
    .flatMap((person) => {
      const token = `<@${person.id}${label(person.name)}>`;
      return namesOf(person).map((name) => ({ typed: `@${name}`, token }));
    });
  const channels = visibleChannels(viewing).map(({ id, name }: Channel) => ({
    typed: `#${name}`,
    token: `<#${id}${label(name)}>`,
  }));
  const everyone = ['here', 'channel', 'everyone'].map((word) => ({
    typed: `@${word}`,
    token: `<!${word}>`,
  }));
  return [...people, ...channels, ...everyone].sort((a, b) => b.typed.length - a.typed.length);
}

function namesOf(person: Person): string[] {
  return [person.name, person.displayName ?? '', person.realName].filter((name) => name !== '');
}

function personName(person: Person | undefined): string | undefined {
  return person && nameOf(person);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function escapedPattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}

/** How the app is called on: `@Recall`. */
export function appMention({ world, app }: Viewing): string {
  return `@${appPerson(world)?.realName ?? app.name}`;
}
