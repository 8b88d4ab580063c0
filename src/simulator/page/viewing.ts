import type { SimulatedApp } from '../app.ts';
import type { Channel, Message, Person, World } from '../world/types.ts';

/** Whose eyes the page is seen through. */
export interface Viewing {
  world: World;
  app: SimulatedApp;
  viewer: Person;
  /** Where the page comes back to after something was done on it. */
  here: string;
  /** The ts of the message that the viewer is about to edit. */
  editing: string | undefined;
  /** What the field for a new message begins with: what was typed before, and went nowhere. */
  unsent?: string | undefined;
}

/** A link within the page that keeps looking through the same eyes. */
export function hrefTo(path: string, { viewer }: Pick<Viewing, 'viewer'>, hash = ''): string {
  return `${path}?as=${encodeURIComponent(viewer.id)}${hash === '' ? '' : `#${encodeURIComponent(hash)}`}`;
}

export function channelPath(channelId: string): string {
  return `/channel/${encodeURIComponent(channelId)}`;
}

export function threadPath(channel: Channel, rootTs: string, viewing: Viewing): string {
  return `${conversationPath(channel, viewing)}/thread/${encodeURIComponent(rootTs)}`;
}

/** Where a conversation stands: a channel, or what the viewer and the app write to each other. */
export function conversationPath({ kind, id }: Channel, { viewer }: Viewing): string {
  return kind === 'im' ? directPath(viewer.id) : channelPath(id);
}

export function directPath(userId: string): string {
  return `/dm/${encodeURIComponent(userId)}`;
}

/** The id that a message's element has on the page, so that it can be linked to and clipped out of a picture. */
export function anchorOf(ts: string): string {
  return `m-${ts}`;
}

/** Public channels, and private ones of which the viewer is a member. */
export function visibleChannels({ world, viewer }: Viewing): Channel[] {
  return world
    .channels()
    .filter(({ kind, members }) => kind === 'public' || (kind === 'private' && members.has(viewer.id)));
}

/** The person under which the installed app posts. */
export function appPerson(world: World): Person | undefined {
  return world.people().find((person) => person.botId !== undefined);
}

/** Someone through whose eyes one can look. */
export function isColleague(person: Person): boolean {
  return !person.isBot && !person.deleted && person.id !== 'USLACKBOT';
}

export function nameOf(person: Person): string {
  return person.displayName || person.realName || person.name;
}

/**
 * Where a web address leads on this page: permalinks of the simulated workspace lead to the message, other web and mail
 * addresses to themselves. Undefined for everything else, such as `javascript:`.
 */
export function linkTarget(address: string, viewing: Viewing): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (!['http:', 'https:', 'mailto:'].includes(url.protocol)) return undefined;
  return permalinkTarget(url, viewing) ?? url.href;
}

function permalinkTarget(url: URL, viewing: Viewing): string | undefined {
  if (url.hostname !== `${viewing.world.team.domain}.slack.com`) return undefined;
  const [, channelId = '', digits = ''] = /^\/archives\/(\w+)\/p(\d{7,})$/.exec(url.pathname) ?? [];
  const ts = `${digits.slice(0, -6)}.${digits.slice(-6)}`;
  const message = viewing.world.message(channelId, ts);
  if (message === undefined) return undefined;
  const channel = viewing.world.channel(channelId);
  if (channel === undefined) return undefined;
  const root = url.searchParams.get('thread_ts') ?? threadOf(message);
  const path = root === undefined ? conversationPath(channel, viewing) : threadPath(channel, root, viewing);
  return hrefTo(path, viewing, anchorOf(ts));
}

function threadOf({ thread_ts: threadTs, reply_count: replyCount, ts }: Message): string | undefined {
  return threadTs ?? (replyCount === undefined ? undefined : ts);
}
