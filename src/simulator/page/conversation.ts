import type { Channel, Message } from '../world/types.ts';
import { renderComposer } from './composer.ts';
import { type Html, html, NOTHING } from './html.ts';
import { sigilOf } from './inline.ts';
import { channelRowOf, ephemeralRowOf, type Row, renderRow, threadRowOf } from './message.ts';
import { plainText } from './text.ts';
import { dayOf } from './times.ts';
import { appPerson, channelPath, conversationPath, hrefTo, type Viewing } from './viewing.ts';

const ROWS_ON_A_PAGE = 150;
const SAME_BREATH_SECONDS = 300;

export interface ChannelPart {
  /** A ts: what stands before it is shown instead of the newest messages. */
  before: string | null;
  /** Whether a thread is open beside it. */
  isBesideThread: boolean;
}

/** The messages of a channel, the newest at the bottom. */
export function renderChannel(
  channel: Channel,
  viewing: Viewing,
  { before, isBesideThread }: ChannelPart,
): Html {
  const entries = channelEntries(channel, viewing).filter(
    ({ ts }) => before === null || Number(ts) < Number(before),
  );
  const shown = entries.slice(-ROWS_ON_A_PAGE);
  const first = shown[0];
  const isCut = shown.length < entries.length && first !== undefined;
  const earlier =
    isCut && html`<a class="earlier" href="${earlierHref(channel, first.ts, viewing)}">Earlier messages</a>`;
  const rows = shown.map((entry) => entry.row());
  const list = renderRows(rows, { hasDays: true, hasAnchors: !isBesideThread }, viewing);
  return html`<section class="pane channel-pane">
    <header class="pane-head"><h1>${titleOf(channel)}</h1>
      <p>${plainText(channel.topic || channel.purpose)}</p>${memberNote(channel, viewing)}</header>
    <div class="scroll scroll-end"><div class="messages">${earlier}${list}</div></div>
    ${isBesideThread ? NOTHING : renderComposer({ channel }, viewing)}
  </section>`;
}

/** A thread: its root, then the replies. */
export function renderThread(channel: Channel, root: Message, viewing: Viewing): Html {
  const { world, viewer } = viewing;
  const replies = world.replies(channel.id, root.ts);
  const own = world.ephemerals(channel.id, viewer.id).filter((message) => message.thread_ts === root.ts);
  const rows = inOrder([
    ...replies.map((message) => threadRowOf(message, channel, viewing)),
    ...own.map((message) => ephemeralRowOf(message, channel, viewing)),
  ]);
  const back = hrefTo(conversationPath(channel, viewing), viewing);
  return html`<section class="pane thread-pane">
    <header class="pane-head"><h1>Thread</h1><p>${titleOf(channel)}</p>
      <a class="close" href="${back}" aria-label="Close the thread">✕</a></header>
    <div class="scroll"><div class="messages">
      ${renderRow(threadRowOf(root, channel, viewing), { isCompact: false, hasAnchor: true }, viewing)}
      <div class="divider divider-thread"><span>${replies.length} ${replies.length === 1 ? 'reply' : 'replies'}</span></div>
      ${renderRows(rows, { hasDays: false, hasAnchors: true }, viewing)}
    </div></div>
    ${renderComposer({ channel, threadTs: root.ts }, viewing)}
  </section>`;
}

/** What a person and the app have written to each other. */
export function renderDirect(channel: Channel | undefined, viewing: Viewing): Html {
  const rows = channel === undefined ? [] : directRows(channel, viewing);
  const list = renderRows(rows, { hasDays: true, hasAnchors: true }, viewing);
  const shown =
    rows.length === 0
      ? html`<div class="empty">Nothing has been said here yet.</div>`
      : html`<div class="scroll scroll-end"><div class="messages">${list}</div></div>`;
  return html`${shown}${renderComposer({ channel }, viewing)}`;
}

interface Entry {
  ts: string;
  /** Makes the row; a long channel has many entries of which few are shown. */
  row(): Row;
}

function channelEntries(channel: Channel, viewing: Viewing): Entry[] {
  const { world, viewer } = viewing;
  const own = world.ephemerals(channel.id, viewer.id).filter((message) => message.thread_ts === undefined);
  return inOrder([
    ...world.timeline(channel.id).map((message) => ({
      ts: message.ts,
      row: () => channelRowOf(message, channel, viewing),
    })),
    ...own.map((message) => ({ ts: message.ts, row: () => ephemeralRowOf(message, channel, viewing) })),
  ]);
}

/** Threads of a direct conversation are shown in line: there is only one conversation to follow. */
function directRows(channel: Channel, viewing: Viewing): Row[] {
  const { world, viewer } = viewing;
  const { id } = channel;
  const messages = world.timeline(id).flatMap((message) => [message, ...world.replies(id, message.ts)]);
  return inOrder([
    ...messages.map((message) => threadRowOf(message, channel, viewing)),
    ...world.ephemerals(id, viewer.id).map((message) => ephemeralRowOf(message, channel, viewing)),
  ]);
}

function inOrder<Timed extends { ts: string }>(rows: Timed[]): Timed[] {
  return rows.sort((a, b) => Number(a.ts) - Number(b.ts));
}

function renderRows(
  rows: readonly Row[],
  { hasDays, hasAnchors }: { hasDays: boolean; hasAnchors: boolean },
  viewing: Viewing,
): Html[] {
  return rows.map((row, index) => {
    const previous = rows[index - 1];
    const day = dayOf(row.ts, viewing);
    const isNewDay = previous === undefined || dayOf(previous.ts, viewing) !== day;
    const divider = hasDays && isNewDay && html`<div class="divider"><span>${day}</span></div>`;
    const isCompact = !isNewDay && continues(previous, row);
    return html`${divider}${renderRow(row, { isCompact, hasAnchor: hasAnchors }, viewing)}`;
  });
}

function continues(previous: Row, row: Row): boolean {
  const areMessages = previous.kind === 'message' && row.kind === 'message';
  const isSoon = Number(row.ts) - Number(previous.ts) < SAME_BREATH_SECONDS;
  return areMessages && isSoon && previous.author.id === row.author.id;
}

function earlierHref(channel: Channel, ts: string, viewing: Viewing): string {
  return `${hrefTo(channelPath(channel.id), viewing)}&before=${encodeURIComponent(ts)}`;
}

function titleOf({ kind, name }: Channel): Html {
  if (kind === 'im') return html`Direct message`;
  return html`${sigilOf(kind)}${name}`;
}

function memberNote(channel: Channel, { world }: Viewing): Html {
  const app = appPerson(world);
  const isHere = app !== undefined && channel.members.has(app.id);
  const people = channel.members.size - (isHere ? 1 : 0);
  return html`<span class="members" title="Members">${people} ${people === 1 ? 'member' : 'members'}${
    app !== undefined && !isHere && html` · ${app.realName} is not in this channel`
  }</span>`;
}
