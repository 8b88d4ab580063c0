import type { ChannelKind } from '../world/types.ts';
import { emojiOf } from './emoji.ts';
import { type Html, html } from './html.ts';
import { channelPath, hrefTo, linkTarget, nameOf, type Viewing } from './viewing.ts';

/** The things that can stand within a line, whether it was written as mrkdwn, Markdown or rich text. */
export function userMention(userId: string, { world, viewer }: Viewing): Html {
  const person = world.person(userId);
  const name = person === undefined ? userId : nameOf(person);
  return html`<span class="mention${userId === viewer.id ? ' mention-you' : ''}">@${name}</span>`;
}

export function channelMention(channelId: string, label: string | null, viewing: Viewing): Html {
  const channel = viewing.world.channel(channelId);
  if (channel === undefined) return html`<span class="mention">#${label ?? channelId}</span>`;
  return html`<a class="mention" href="${hrefTo(channelPath(channelId), viewing)}">#${channel.name}</a>`;
}

/** What stands before a channel's name. */
export function sigilOf(kind: ChannelKind): Html {
  return html`<span class="sigil">${kind === 'private' ? '🔒' : '#'}</span>`;
}

export function broadcast(name: string): Html {
  return html`<span class="mention mention-you">@${name}</span>`;
}

/** A link, or only its words where the address is not one that a browser should open. */
export function link(address: string, label: Html | string | null, viewing: Viewing): Html {
  const target = linkTarget(address, viewing);
  if (target === undefined) return html`${label ?? address}`;
  return html`<a href="${target}" rel="noreferrer noopener">${label ?? address}</a>`;
}

export function emoji(name: string): Html {
  const character = emojiOf(name);
  if (character === undefined) return html`:${name}:`;
  return html`<span class="emoji" title=":${name}:">${character}</span>`;
}
