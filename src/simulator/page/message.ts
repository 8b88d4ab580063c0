import type { Channel, EphemeralMessage, Message, SharedFile } from '../world/types.ts';
import { type Author, appAsAuthor, authorOf, avatar, personAsAuthor } from './author.ts';
import { isInteractive, renderBlocks } from './blocks.ts';
import { hiddenField, UNSENT_BY_ENTER } from './deed-form.ts';
import { type Html, html, NOTHING } from './html.ts';
import { renderEditing, renderMessageMenu } from './message-menu.ts';
import { renderMrkdwn } from './mrkdwn.ts';
import { renderReactions } from './reactions.ts';
import { untouched } from './surface.ts';
import { clockTime, dayAndTime } from './times.ts';
import { anchorOf, hrefTo, threadPath, type Viewing } from './viewing.ts';

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
  /** What can be done with it. */
  menu: Html;
}

const NOTICES = [
  'channel_join',
  'channel_leave',
  'channel_topic',
  'channel_purpose',
  'channel_name',
  'channel_archive',
];

export function channelRowOf(message: Message, channel: Channel, viewing: Viewing): Row {
  const isBroadcast = message.subtype === 'thread_broadcast';
  const row = rowOf(message, channel, viewing);
  return {
    ...row,
    content: html`${isBroadcast && html`<small class="label">replied to a thread</small>`}${row.content}`,
    below: html`${row.below}${renderThreadLink(message, channel, viewing)}`,
  };
}

/** Threads often go on for days, so that a time alone would not say enough. */
export function threadRowOf(message: Message, channel: Channel, viewing: Viewing): Row {
  return { ...rowOf(message, channel, viewing), time: dayAndTime(message.ts, viewing) };
}

export function ephemeralRowOf(message: EphemeralMessage, channel: Channel, viewing: Viewing): Row {
  return {
    ts: message.ts,
    time: clockTime(message.ts, viewing),
    author: appAsAuthor(viewing.world),
    kind: 'ephemeral',
    content: bodyOf(message, channel, viewing),
    below: NOTHING,
    menu: NOTHING,
  };
}

function rowOf(message: Message, channel: Channel, viewing: Viewing): Row {
  const kind = kindOf(message);
  const isEdited = viewing.editing === message.ts && message.user === viewing.viewer.id;
  return {
    ts: message.ts,
    time: clockTime(message.ts, viewing),
    author: authorOf(message, viewing.world),
    kind,
    content: isEdited ? renderEditing(message, channel, viewing) : contentOf(message, channel, viewing),
    below: html`${(message.files ?? []).map(renderFile)}${renderReactions(message, channel, viewing)}`,
    menu: kind === 'message' ? renderMessageMenu(message, channel, viewing) : NOTHING,
  };
}

export interface RowStyle {
  /** Leaves out who it is from, for a row that follows another one of the same author. */
  isCompact: boolean;
  /** Whether the element gets the id `m-<ts>`; a page may show a message twice, but an id only once. */
  hasAnchor: boolean;
}

export function renderRow(row: Row, { isCompact, hasAnchor }: RowStyle, viewing: Viewing): Html {
  const { ts, author, kind, content, below, menu } = row;
  const moment = dayAndTime(ts, viewing);
  const time = html`<time title="${moment}">${clockTime(ts, viewing)}</time>`;
  const id = hasAnchor && html` id="${anchorOf(ts)}"`;
  return html`<article class="message message-${kind}${isCompact ? ' message-compact' : ''}"${id}>
    <div class="message-side">${isCompact ? time : avatar(author)}</div>
    <div class="message-main">
      ${kind === 'ephemeral' && html`<small class="label">👁 Only visible to you</small>`}
      ${isCompact ? NOTHING : renderHead(row, moment)}
      <div class="message-body">${content}</div>${below}
    </div>${menu}
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

function contentOf(message: Message, channel: Channel, viewing: Viewing): Html {
  const edited = message.edited && html` <small class="edited">(edited)</small>`;
  return html`${bodyOf(message, channel, viewing)}${edited}`;
}

/** What a person typed is drawn from its text, which has more of its formatting than the blocks that go with it. */
function bodyOf(
  message: Pick<Message, 'ts' | 'text' | 'blocks' | 'client_msg_id'>,
  channel: Channel,
  viewing: Viewing,
): Html {
  const { ts, text, blocks = [], client_msg_id: typed } = message;
  if (blocks.length === 0 || typed !== undefined) {
    return html`<div class="typed">${renderMrkdwn(text, viewing)}</div>`;
  }
  const drawn = renderBlocks(blocks, untouched(viewing));
  if (!isInteractive(blocks)) return drawn;
  return html`<form method="post" action="/do/click">${UNSENT_BY_ENTER}${hiddenField('as', viewing.viewer.id)}${hiddenField('back', viewing.here)}${hiddenField('channel', channel.id)}${hiddenField('ts', ts)}
    ${drawn}</form>`;
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

const SHOWN_FACES = 5;

function renderThreadLink(message: Message, channel: Channel, viewing: Viewing): Html {
  const { reply_count: count = 0, reply_users: users = [], latest_reply: latest } = message;
  if (count === 0) return NOTHING;
  const faces = users
    .map((id) => viewing.world.person(id))
    .flatMap((person) => (person === undefined ? [] : [avatar(personAsAuthor(person))]));
  return html`<a class="thread-link" href="${hrefTo(threadPath(channel, message.ts, viewing), viewing)}">
    <span class="faces">${faces.slice(0, SHOWN_FACES)}</span><b>${count} ${count === 1 ? 'reply' : 'replies'}</b>
    ${latest && html`<small>last on ${dayAndTime(latest, viewing)}</small>`}
  </a>`;
}
