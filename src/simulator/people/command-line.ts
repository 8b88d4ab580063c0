import type { Channel, Person, World } from '../world/types.ts';
import { isVisibleTo } from './actor-deps.ts';

const TOKEN = /<[^<>]*>|https?:\/\/[^\s<>|]+|(?<![\p{L}\p{N}])[@#][\p{L}\p{N}._-]+/gu;

/** What was typed behind a command, with the names of people and channels and the links as messages carry them. */
export function escapedLine(text: string, { world, person }: { world: World; person: Person }): string {
  return text.replace(TOKEN, (token) => {
    if (token.startsWith('<')) return token;
    if (token.startsWith('http')) return `<${token}>`;
    const name = token.slice(1).replace(/[._-]+$/, '');
    const rest = token.slice(1 + name.length);
    const found = token.startsWith('@') ? mentionOf(world, name) : channelOf(world, person, name);
    return found === undefined ? token : `${found}${rest}`;
  });
}

function mentionOf(world: World, name: string): string | undefined {
  const wanted = name.toLowerCase();
  const people = world.people().filter(({ deleted }) => deleted !== true);
  const meant =
    people.find((person) => person.name.toLowerCase() === wanted) ??
    people.find((person) => person.displayName?.toLowerCase() === wanted);
  return meant && `<@${meant.id}|${meant.name}>`;
}

function channelOf(world: World, person: Person, name: string): string | undefined {
  const isMeant = (channel: Channel) =>
    channel.kind !== 'im' && channel.name === name && isVisibleTo(person, channel, world.team.id);
  const meant = world.channels().find(isMeant);
  return meant && `<#${meant.id}|${meant.name}>`;
}
