import type { Channel, EphemeralMessage, Message } from '../world/types.ts';
import { renderChannel, renderDirect, renderThread } from './conversation.ts';
import type { Place } from './document.ts';
import { html } from './html.ts';
import { sigilOf } from './inline.ts';
import { plainText } from './text.ts';
import {
  appPerson,
  channelPath,
  directPath,
  hrefTo,
  nameOf,
  type Viewing,
  visibleChannels,
} from './viewing.ts';
import { renderHomeTab } from './views.ts';

/** What stands at an address: its parts, and what follows the question mark. */
export interface Address {
  segments: readonly string[];
  query: URLSearchParams;
}

const NOTHING_HERE = 'There is nothing at this address.';

export function placeAt({ segments, query }: Address, viewing: Viewing): Place {
  const [kind, id = '', below, ts = '', ...rest] = segments;
  if (kind === undefined) return overview(viewing);
  if (rest.length > 0 || (below !== undefined && below !== 'thread')) return notFound(NOTHING_HERE);
  if (kind === 'dm' && below === undefined) return directPlace(query, viewing);
  const channel = channelAt(segments, viewing);
  if (channel === undefined) return notFound(NOTHING_HERE);
  if (kind === 'channel' && !visibleChannels(viewing).includes(channel)) {
    return notFound(`${nameOf(viewing.viewer)} is not a member of this private channel.`);
  }
  if (below === 'thread') return threadPlace(channel, ts, viewing);
  return kind === 'channel' ? channelPlace(channel, query, viewing) : notFound(`${NOTHING_HERE} (${id})`);
}

/** The messages that are to be seen at an address, oldest first. */
export function messagesAt({ segments, query }: Address, viewing: Viewing): (Message | EphemeralMessage)[] {
  const { world, viewer } = viewing;
  const channel = channelAt(segments, viewing);
  if (channel === undefined || query.get('tab') === 'home') return [];
  const [, , below, ts = ''] = segments;
  const replies = below === 'thread' ? world.replies(channel.id, rootOf(channel, ts, viewing)?.ts ?? '') : [];
  const inLine =
    channel.kind === 'im'
      ? world.timeline(channel.id).flatMap(({ ts: root }) => world.replies(channel.id, root))
      : [];
  return [
    ...world.timeline(channel.id),
    ...inLine,
    ...replies,
    ...world.ephemerals(channel.id, viewer.id),
  ].sort((a, b) => Number(a.ts) - Number(b.ts));
}

function channelAt([kind, id = '']: readonly string[], { world, viewer }: Viewing): Channel | undefined {
  if (kind === 'dm') return world.directChannel(viewer.id);
  const channel = kind === 'channel' ? world.channel(id) : undefined;
  return channel?.kind === 'im' ? undefined : channel;
}

function overview(viewing: Viewing): Place {
  const { name } = viewing.world.team;
  const channels = visibleChannels(viewing).map(
    (channel) => html`<li><a href="${hrefTo(channelPath(channel.id), viewing)}">
      <b>${sigilOf(channel.kind)}${channel.name}</b><small>${plainText(channel.purpose)}</small></a></li>`,
  );
  const main = html`<section class="pane home-pane"><header class="pane-head"><h1>${name}</h1></header>
    <div class="scroll"><ul class="overview">${channels}</ul></div></section>`;
  return { status: 200, title: name, focus: 'home', main };
}

function channelPlace(channel: Channel, query: URLSearchParams, viewing: Viewing): Place {
  const main = renderChannel(channel, viewing, { before: query.get('before'), isBesideThread: false });
  return { status: 200, title: `#${channel.name}`, focus: 'channel', main };
}

/** `ts` may be any message of the thread. */
function threadPlace(channel: Channel, ts: string, viewing: Viewing): Place {
  const root = rootOf(channel, ts, viewing);
  if (root === undefined) return notFound('There is no such message.');
  const beside =
    channel.kind === 'im' ? html`` : renderChannel(channel, viewing, { before: null, isBesideThread: true });
  const main = html`${beside}${renderThread(channel, root, viewing)}`;
  const title = channel.kind === 'im' ? 'Thread' : `Thread in #${channel.name}`;
  return { status: 200, title, focus: 'thread', main };
}

function rootOf(channel: Channel, ts: string, { world }: Viewing): Message | undefined {
  const message = world.message(channel.id, ts);
  return message?.thread_ts === undefined ? message : world.message(channel.id, message.thread_ts);
}

function directPlace(query: URLSearchParams, viewing: Viewing): Place {
  const { world, viewer } = viewing;
  const app = appPerson(world)?.realName ?? 'App';
  const isHome = query.get('tab') === 'home';
  const href = hrefTo(directPath(viewer.id), viewing);
  const tab = (label: string, address: string, isCurrent: boolean) =>
    html`<a href="${address}"${isCurrent && html` aria-current="page"`}>${label}</a>`;
  const main = html`<section class="pane channel-pane">
    <header class="pane-head"><h1>${app}</h1>
      <div class="tabs">${tab('Home', `${href}&tab=home`, isHome)}${tab('Messages', href, !isHome)}</div></header>
    ${isHome ? renderHomeTab(viewing) : renderDirect(world.directChannel(viewer.id), viewing)}
  </section>`;
  return { status: 200, title: `${app} and ${nameOf(viewer)}`, focus: 'channel', main };
}

function notFound(reason: string): Place {
  return {
    status: 404,
    title: 'Not here',
    focus: 'channel',
    main: html`<section class="pane"><div class="empty">${reason}</div></section>`,
  };
}
