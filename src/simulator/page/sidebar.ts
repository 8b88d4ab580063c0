import type { Channel, Person } from '../world/types.ts';
import { avatar, personAsAuthor } from './author.ts';
import { type Html, html, NOTHING } from './html.ts';
import { sigilOf } from './inline.ts';
import { zoneOf } from './times.ts';
import {
  appPerson,
  channelPath,
  directPath,
  hrefTo,
  isColleague,
  nameOf,
  type Viewing,
  visibleChannels,
} from './viewing.ts';

/** Channels, the app, and everyone else through whose eyes the workspace can be looked at. */
export function renderSidebar(
  { path: currentPath, unread }: { path: string; unread: number },
  viewing: Viewing,
): Html {
  const { world, viewer } = viewing;
  const app = appPerson(world);
  const channels = visibleChannels(viewing).map((channel) =>
    renderChannelLink(channel, currentPath, viewing),
  );
  const people = world.people().filter((person) => isColleague(person));
  return html`<nav class="sidebar">
    <a class="workspace" href="${hrefTo('/', viewing)}">${world.team.name}</a>
    <h2>Channels</h2>
    <ul>${channels}</ul>
    ${app && html`<h2>Apps</h2><ul><li>${renderDirectLink(viewer, html`${app.realName}${renderUnread(unread)}`, currentPath, viewing)}</li></ul>`}
    <h2>People</h2>
    <p class="hint">See the workspace as one of them</p>
    <ul class="people">${people.map((person) => renderPersonLink(person, currentPath, viewing))}</ul>
    <p class="viewer">${avatar(personAsAuthor(viewer))}
      <span>You are <b>${nameOf(viewer)}</b><small>${zoneOf(viewing).name}</small></span></p>
  </nav>`;
}

/** How many messages of the app wait to be read. */
export function renderUnread(unread: number): Html {
  if (unread === 0) return NOTHING;
  return html` <b class="unread" title="${unread} unread">${unread}</b>`;
}

function renderChannelLink({ id, kind, name }: Channel, currentPath: string, viewing: Viewing): Html {
  const path = channelPath(id);
  const isCurrent = currentPath === path || currentPath.startsWith(`${path}/`);
  return html`<li><a href="${hrefTo(path, viewing)}"${marker(isCurrent)}>${sigilOf(kind)}${name}</a></li>`;
}

function renderDirectLink(person: Person, label: Html, currentPath: string, viewing: Viewing): Html {
  const path = directPath(person.id);
  return html`<a href="${hrefTo(path, viewing)}"${marker(currentPath === path || currentPath.startsWith(`${path}/`))}>${label}</a>`;
}

/** Leads to the same place, seen by someone else; from a direct conversation to that person's own. */
function renderPersonLink(person: Person, currentPath: string, viewing: Viewing): Html {
  const path = currentPath.startsWith('/dm/') ? directPath(person.id) : currentPath;
  const href = hrefTo(path, { ...viewing, viewer: person });
  const face = avatar(personAsAuthor(person));
  return html`<li><a href="${href}"${marker(person.id === viewing.viewer.id)}>${face}${nameOf(person)}</a></li>`;
}

function marker(isCurrent: boolean): Html {
  return isCurrent ? html` aria-current="page"` : html``;
}
