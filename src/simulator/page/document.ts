import { renderSharedForm } from './deed-form.ts';
import { type Html, html } from './html.ts';
import { renderSidebar, renderUnread } from './sidebar.ts';
import { hrefTo, nameOf, type Viewing } from './viewing.ts';

/** What is to be seen at an address. */
export interface Place {
  status: number;
  title: string;
  /** Which of the panes is the one to see where only one fits. */
  focus: 'home' | 'channel' | 'thread';
  main: Html;
}

export interface Surroundings {
  /** Of the address, without what follows the question mark. */
  path: string;
  /** Messages of the app to the viewer that have not been seen yet. */
  unread: number;
  notice: string | undefined;
  modal: Html | undefined;
  isWaiting: boolean;
}

const REFRESH_SECONDS = 2;

/** The whole page around a place. */
export function renderDocument(
  place: Place,
  { path, unread, notice, modal, isWaiting }: Surroundings,
  viewing: Viewing,
): Html {
  const { title, focus, main } = place;
  const refresh =
    isWaiting &&
    html`<meta http-equiv="refresh" content="${REFRESH_SECONDS}${isHome(viewing) && html`;url=${viewing.here}`}">`;
  return html`<html lang="en"><head>
  <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
  <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src http: https: data:; form-action 'self'; base-uri 'none'">
  ${refresh}<title>${title}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/style.css">
</head><body class="focus-${focus}">
  <a class="back" href="${hrefTo('/', viewing)}">☰ ${viewing.world.team.name} <small>as ${nameOf(viewing.viewer)}</small>${renderUnread(unread)}</a>
  ${notice !== undefined && renderNotice(notice, viewing)}
  <div class="panes">${renderSidebar({ path, unread }, viewing)}<main>${main}</main></div>
  ${modal}${renderSharedForm(viewing)}
</body></html>
`;
}

/** The Home tab is not to be opened anew by looking again; elsewhere the very same address keeps the place on the page. */
function isHome({ here }: Viewing): boolean {
  return here.includes('&tab=home');
}

function renderNotice(notice: string, { here }: Viewing): Html {
  return html`<div class="notice" role="status"><p>${notice}</p><a href="${here}" aria-label="Dismiss">✕</a></div>`;
}
