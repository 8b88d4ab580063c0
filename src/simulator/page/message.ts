import type { EphemeralMessage, Message, SharedFile } from '../world/types.ts';
import { type Author, appAsAuthor, authorOf, avatar, personAsAuthor } from './author.ts';
import { renderBlocks } from './blocks.ts';
import { type Html, html, NOTHING } from './html.ts';
import { emoji } from './inline.ts';
import { renderMrkdwn } from './mrkdwn.ts';
import { clockTime, dayAndTime } from './times.ts';
import { anchorOf, hrefTo, nameOf, threadPath, type Viewing } from './viewing.ts';

/** One row of a channel or thread. */
export interface Row {
  ts: string;
  /** When it was written, as shown beside the author. */
  time: string;
  author: Author;
  kind: 'message' | 'ephemeral' | 'notice' | 'gone';
  content: Html;
  /** Files, reactions and, in a channel, what leads to the thread. */
  below: Html;
}

const NOTICES = [
  'channel_join',
  'channel_leave',
  'channel_topic',
  'channel_purpose',
  'channel_name',
  'channel_archive',
];

export function channelRowOf(message: Message, channelId: string, viewing: Viewing): Row {
  const isBroadcast = message.subtype === 'thread_broadcast';
  const row = rowOf(message, viewing);
  return {
    ...row,
    content: html`${isBroadcast && html`<small class="label">replied to a thread</small>`}${row.content}`,
    below: html`${row.below}${renderThreadLink(message, channelId, viewing)}`,
  };
}

/** Threads often go on for days, so that a time alone would not say enough. */
export function threadRowOf(message: Message, viewing: Viewing): Row {
  return { ...rowOf(message, viewing), time: dayAndTime(message.ts, viewing) };
}

export function ephemeralRowOf(message: EphemeralMessage, viewing: Viewing): Row {
  return {
    ts: message.ts,
    time: clockTime(message.ts, viewing),
    author: appAsAuthor(viewing.world),
    kind: 'ephemeral',
    content: bodyOf(message, viewing),
    below: NOTHING,
  };
}

function rowOf(message: Message, viewing: Viewing): Row {
  return {
    ts: message.ts,
    time: clockTime(message.ts, viewing),
    author: authorOf(message, viewing.world),
    kind: kindOf(message),
    content: contentOf(message, viewing),
    below: html`${(message.files ?? []).map(renderFile)}${renderReactions(message, viewing)}`,
  };
}

export interface RowStyle {
  /** Leaves out who it is from, for a row that follows another one of the same author. */
  isCompact: boolean;
  /** Whether the element gets the id `m-<ts>`; a page may show a message twice, but an id only once. */
  hasAnchor: boolean;
}

export function renderRow(row: Row, { isCompact, hasAnchor }: RowStyle, viewing: Viewing): Html {
  const { ts, author, kind, content, below } = row;
  const moment = dayAndTime(ts, viewing);
  const time = html`<time title="${moment}">${clockTime(ts, viewing)}</time>`;
  const id = hasAnchor && html` id="${anchorOf(ts)}"`;
  return html`<article class="message message-${kind}${isCompact ? ' message-compact' : ''}"${id}>
    <div class="message-side">${isCompact ? time : avatar(author)}</div>
    <div class="message-main">
      ${kind === 'ephemeral' && html`<small class="label">👁 Only visible to you</small>`}
      ${isCompact ? NOTHING : renderHead(row, moment)}
      <div class="message-body">${content}</div>${below}
    </div>
  </article>`;
}

function renderHead({ author, time }: Row, moment: string): Html {
  return html`<div class="message-head"><b class="author">${author.name}</b>
    ${author.isApp && html`<span class="badge">APP</span>`}<time title="${moment}">${time}</time></div>`;
}

function kindOf({ subtype }: Message): Row['kind'] {
  if (subtype === 'tombstone') return 'gone';
  return subtype !== undefined && NOTICES.includes(subtype) ? 'notice' : 'message';
}

function contentOf(message: Message, viewing: Viewing): Html {
  const edited = message.edited && html` <small class="edited">(edited)</small>`;
  return html`${bodyOf(message, viewing)}${edited}`;
}

/** What a person typed is drawn from its text, which has more of its formatting than the blocks that go with it. */
function bodyOf(
  message: { text: string; blocks?: Message['blocks']; client_msg_id?: string },
  viewing: Viewing,
): Html {
  const { text, blocks = [], client_msg_id: typed } = message;
  const isTyped = typed !== undefined;
  return blocks.length > 0 && !isTyped
    ? renderBlocks(blocks, viewing)
    : html`<div class="typed">${renderMrkdwn(text, viewing)}</div>`;
}

function renderFile({ name, mimetype }: SharedFile): Html {
  const isPicture = mimetype.startsWith('image/');
  const extension = name.includes('.')
    ? name.slice(name.lastIndexOf('.') + 1, name.lastIndexOf('.') + 5)
    : 'file';
  return html`<div class="file${isPicture ? ' file-picture' : ''}">
    <span class="file-icon">${isPicture ? '🖼' : extension.toUpperCase()}</span>
    <span><b>${name}</b><small>${mimetype}</small></span>
  </div>`;
}

function renderReactions({ reactions = [] }: Message, { world, viewer }: Viewing): Html {
  if (reactions.length === 0) return NOTHING;
  const pills = reactions.map(({ name, users, count }) => {
    const people = users
      .map((id) => world.person(id))
      .map((person, index) => (person ? nameOf(person) : users[index]));
    const own = users.includes(viewer.id) ? ' reaction-own' : '';
    return html`<span class="reaction${own}" title="${people.join(', ')}">${emoji(name)} ${count}</span>`;
  });
  return html`<div class="reactions">${pills}</div>`;
}

const SHOWN_FACES = 5;

function renderThreadLink(message: Message, channelId: string, viewing: Viewing): Html {
  const { reply_count: count = 0, reply_users: users = [], latest_reply: latest } = message;
  if (count === 0) return NOTHING;
  const faces = users
    .map((id) => viewing.world.person(id))
    .flatMap((person) => (person === undefined ? [] : [avatar(personAsAuthor(person))]));
  return html`<a class="thread-link" href="${hrefTo(threadPath(channelId, message.ts), viewing)}">
    <span class="faces">${faces.slice(0, SHOWN_FACES)}</span><b>${count} ${count === 1 ? 'reply' : 'replies'}</b>
    ${latest && html`<small>last on ${dayAndTime(latest, viewing)}</small>`}
  </a>`;
}
