import type { PageAnswer, PageRequest } from '../http/server.ts';
import type { Channel, Person, World } from '../world/types.ts';
import { renderChannel, renderDirect, renderThread } from './conversation.ts';
import { type Html, html } from './html.ts';
import { sigilOf } from './inline.ts';
import { isColleague, renderSidebar } from './sidebar.ts';
import { STYLESHEET } from './style.ts';
import { plainText } from './text.ts';
import { appPerson, channelPath, hrefTo, nameOf, type Viewing, visibleChannels } from './viewing.ts';
import { renderHomeTab, renderOpenModal } from './views.ts';

/**
 * The simulated workspace as Slack would show it, for reading: `/`, `/channel/<id>`, `/channel/<id>/thread/<ts>` and
 * `/dm/<user id>` (the app's conversation with that person; `tab=home` for the Home tab). `as=<user id>` says through
 * whose eyes; `before=<ts>` pages back in a channel.
 *
 * To clip a picture: every message is an `article.message` with the id `m-<ts>`, the panes are `.channel-pane` and
 * `.thread-pane`, a modal is `.modal`.
 */
export function renderPage({ path, query }: PageRequest, world: World): PageAnswer {
  if (path === '/style.css') return { status: 200, contentType: 'text/css; charset=utf-8', body: STYLESHEET };
  const segments = decodedSegments(path);
  const viewer = segments && viewerOf(segments, query, world);
  if (segments === undefined || viewer === undefined) return plainNotFound();
  const viewing = { world, viewer };
  const place = placeAt(segments, query, viewing);
  return {
    status: place.status,
    contentType: 'text/html; charset=utf-8',
    body: `<!doctype html>${renderDocument(place, `/${segments.map(encodeURIComponent).join('/')}`, viewing)}`,
  };
}

interface Place {
  status: number;
  title: string;
  /** Which of the panes is the one to see where only one fits. */
  focus: 'home' | 'channel' | 'thread';
  main: Html;
}

function placeAt(
  [kind, id = '', below, ts = '', ...rest]: string[],
  query: URLSearchParams,
  viewing: Viewing,
): Place {
  if (kind === undefined) return overview(viewing);
  if (kind === 'dm' && below === undefined) return directPlace(query, viewing);
  const channel = kind === 'channel' ? viewing.world.channel(id) : undefined;
  if (channel === undefined || channel.kind === 'im' || rest.length > 0)
    return notFound('There is nothing at this address.');
  if (!visibleChannels(viewing).includes(channel)) {
    return notFound(`${nameOf(viewing.viewer)} is not a member of this private channel.`);
  }
  if (below === undefined) return channelPlace(channel, query, viewing);
  return below === 'thread'
    ? threadPlace(channel, ts, viewing)
    : notFound('There is nothing at this address.');
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
  const { world } = viewing;
  const message = world.message(channel.id, ts);
  const root = message?.thread_ts === undefined ? message : world.message(channel.id, message.thread_ts);
  if (root === undefined) return notFound('There is no such message.');
  const beside = renderChannel(channel, viewing, { before: null, isBesideThread: true });
  const main = html`${beside}${renderThread(channel, root, viewing)}`;
  return { status: 200, title: `Thread in #${channel.name}`, focus: 'thread', main };
}

function directPlace(query: URLSearchParams, viewing: Viewing): Place {
  const { world, viewer } = viewing;
  const app = appPerson(world)?.realName ?? 'App';
  const isHome = query.get('tab') === 'home';
  const href = hrefTo(`/dm/${viewer.id}`, viewing);
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

function plainNotFound(): PageAnswer {
  return {
    status: 404,
    contentType: 'text/plain; charset=utf-8',
    body: 'There is nothing at this address.\n',
  };
}

function renderDocument({ title, focus, main }: Place, path: string, viewing: Viewing): Html {
  return html`<html lang="en"><head>
  <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
  <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src http: https: data:">
  <title>${title}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/style.css">
</head><body class="focus-${focus}">
  <a class="back" href="${hrefTo('/', viewing)}">☰ ${viewing.world.team.name}</a>
  <div class="panes">${renderSidebar(path, viewing)}<main>${main}</main></div>
  ${renderOpenModal(viewing)}
</body></html>
`;
}

/** The person named by the address; else the one named by `as`; else the first who may see what is asked for. */
function viewerOf([kind, id = '']: string[], query: URLSearchParams, world: World): Person | undefined {
  if (kind === 'dm') return world.person(id);
  const named = world.person(query.get('as') ?? '');
  if (named !== undefined) return named;
  const colleagues = world.people().filter(isColleague);
  const members = kind === 'channel' ? world.channel(id)?.members : undefined;
  return colleagues.find((person) => members?.has(person.id)) ?? colleagues[0];
}

function decodedSegments(path: string): string[] | undefined {
  try {
    return path
      .split('/')
      .filter((segment) => segment !== '')
      .map(decodeURIComponent);
  } catch {
    return undefined;
  }
}
