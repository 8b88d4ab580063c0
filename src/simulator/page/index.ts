import type { CreatePage, PageAnswer, PageRequest } from '../http/page.ts';
import type { Person, World } from '../world/types.ts';
import { renderDocument } from './document.ts';
import { carryOut } from './doing/index.ts';
import { settled } from './doing/settling.ts';
import { createDrafts } from './drafts.ts';
import { createNotices } from './notices.ts';
import { messagesAt, placeAt } from './places.ts';
import { plainAnswer } from './plain-answer.ts';
import type { Playground } from './playground.ts';
import { STYLESHEET } from './style.ts';
import { createUnread } from './unread.ts';
import { hrefTo, isColleague, type Viewing } from './viewing.ts';
import { renderModal } from './views.ts';
import { isWaiting } from './waiting.ts';

/**
 * The simulated workspace as Slack would show it, to be read and to be used: `/`, `/channel/<id>`,
 * `/channel/<id>/thread/<ts>` and `/dm/<user id>` (the app's conversation with that person; `tab=home` for the Home tab,
 * with `opened=1` where it has been open already). `as=<user id>` says through whose eyes; `before=<ts>` pages back in a
 * channel, `edit=<ts>` edits a message, `notice=<word>` shows what came of the last deed. Deeds are forms that are posted to
 * `/do/…` and lead back.
 *
 * To clip a picture: every message is an `article.message` with the id `m-<ts>`, the panes are `.channel-pane` and
 * `.thread-pane`, a modal is `.modal`.
 */
export const createPlayground: CreatePage = (deps) => {
  const playground = {
    ...deps,
    drafts: createDrafts(deps.world),
    notices: createNotices(),
    unread: createUnread(deps.world),
  };
  return async (request) => {
    try {
      return await answerTo(request, playground);
    } catch {
      return plainAnswer(500, 'The simulated Slack has tripped over this. Go back and try something else.');
    }
  };
};

async function answerTo(request: PageRequest, playground: Playground): Promise<PageAnswer> {
  const { method, path } = request;
  if (method === 'POST') return carryOut(request, playground);
  if (method !== 'GET' && method !== 'HEAD') return plainAnswer(405, 'Pages are read, and forms are posted.');
  if (path === '/style.css') return { status: 200, contentType: 'text/css; charset=utf-8', body: STYLESHEET };
  return pageAt(request, playground);
}

async function pageAt({ path, query }: PageRequest, playground: Playground): Promise<PageAnswer> {
  const { world, app, drafts, notices, unread, now } = playground;
  const segments = decodedSegments(path);
  const viewer = segments && viewerOf(segments, query, world);
  if (segments === undefined || viewer === undefined)
    return plainAnswer(404, 'There is nothing at this address.');
  const plainPath = `/${segments.map(encodeURIComponent).join('/')}`;
  const here = hereOf(plainPath, query, viewer);
  const notice = notices.get(query.get('notice') ?? '');
  const viewing: Viewing = {
    world,
    app,
    viewer,
    here,
    editing: query.get('edit') ?? undefined,
    unsent: notice?.unsent,
  };
  const address = { segments, query };
  if (isOpeningHome(address)) await settled(playground.as(viewer.id).openHome(), playground.traffic);
  const place = placeAt(address, viewing);
  if (segments[0] === 'dm' && query.get('tab') !== 'home') unread.seen(viewer.id);
  const modal = world.openViews(viewer.id).at(-1);
  const surroundings = {
    path: plainPath,
    unread: unread.count(viewer.id),
    notice: notice?.sentence,
    modal: modal && renderModal(modal, { ...viewing, ...drafts.of(modal.id) }),
    isWaiting: isWaiting({ modal, messages: messagesAt(address, viewing) }, viewing, now()),
  };
  return {
    status: place.status,
    contentType: 'text/html; charset=utf-8',
    body: `<!doctype html>${renderDocument(place, surroundings, viewing)}`,
  };
}

function isOpeningHome({ segments: [kind, , below], query }: { segments: string[]; query: URLSearchParams }) {
  return kind === 'dm' && below === undefined && query.get('tab') === 'home' && !query.has('opened');
}

/** The address to come back to: the Home tab stays open by that, and is not opened again. */
function hereOf(path: string, query: URLSearchParams, viewer: Person): string {
  const kept = new URLSearchParams();
  const before = query.get('before');
  if (before !== null) kept.set('before', before);
  if (query.get('tab') === 'home') {
    kept.set('tab', 'home');
    kept.set('opened', '1');
  }
  return `${hrefTo(path, { viewer })}${kept.size === 0 ? '' : `&${kept}`}`;
}

/** The person named by the address; else the one named by `as`; else the first who may see what is asked for. */
function viewerOf([kind, id = '']: string[], query: URLSearchParams, world: World): Person | undefined {
  const colleagues = world.people().filter(isColleague);
  if (kind === 'dm') return colleagues.find((person) => person.id === id);
  const named = colleagues.find((person) => person.id === query.get('as'));
  if (named !== undefined) return named;
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
