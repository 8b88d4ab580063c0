import type { Channel } from '../world/types.ts';
import { hiddenField, renderDeedButton } from './deed-form.ts';
import { type Html, html, NOTHING } from './html.ts';
import { appMention } from './typed-text.ts';
import { nameOf, type Viewing } from './viewing.ts';

export interface Composing {
  /** Undefined for the direct conversation with the app, which need not have been opened. */
  channel: Channel | undefined;
  /** Set where the field is that of a thread. */
  threadTs?: string;
}

/** The field for a new message, with the app's global shortcuts beside it; in its place, why there is none. */
export function renderComposer({ channel, threadTs }: Composing, viewing: Viewing): Html {
  const { viewer, here, unsent = '' } = viewing;
  const obstacle = channel && obstacleIn(channel, viewing);
  if (obstacle !== undefined) return html`<p class="composer composer-shut">${obstacle}</p>`;
  const prompt = promptFor(channel, threadTs, viewing);
  return html`<div class="composer">${renderGlobalShortcuts(viewing)}
    <form class="composer-form" method="post" action="/do/say">${hiddenField('as', viewer.id)}${hiddenField('back', here)}${hiddenField('channel', channel?.id ?? 'app')}${threadTs !== undefined && hiddenField('thread', threadTs)}
      <input class="composer-text" type="text" name="text" value="${unsent}" placeholder="${prompt}" aria-label="${prompt}" maxlength="12000" required>
      <button class="send" aria-label="Send" title="Send">➤</button></form>
  </div><p class="composer-hint">${hintFor(threadTs, viewing)}</p>`;
}

function obstacleIn(channel: Channel, { viewer }: Viewing): string | undefined {
  if (channel.isArchived) return 'This channel is archived: nobody can write in it any more.';
  if (!channel.members.has(viewer.id))
    return `${nameOf(viewer)} is not in this channel, and only reads along.`;
  return undefined;
}

function promptFor(channel: Channel | undefined, threadTs: string | undefined, { app }: Viewing): string {
  if (threadTs !== undefined) return 'Reply…';
  if (channel === undefined || channel.kind === 'im') return `Message ${app.name}`;
  return `Message #${channel.name}`;
}

function hintFor(threadTs: string | undefined, viewing: Viewing): Html {
  const mention = html`<b>${appMention(viewing)}</b> calls the app`;
  const [command] = viewing.app.commands;
  if (threadTs !== undefined || command === undefined) return html`As ${nameOf(viewing.viewer)} · ${mention}`;
  return html`As ${nameOf(viewing.viewer)} · ${mention} · so does <b>${command} help</b>`;
}

function renderGlobalShortcuts({ app }: Viewing): Html {
  if (app.globalShortcuts.length === 0) return NOTHING;
  const items = app.globalShortcuts.map(
    ({ callbackId, name }) =>
      html`<li>${renderDeedButton({ deed: 'global', on: [callbackId], label: html`${name}<small>${app.name}</small>`, look: 'entry' })}</li>`,
  );
  return html`<details class="shortcuts" name="menu"><summary aria-label="Shortcuts" title="Shortcuts">⚡</summary>
    <ul class="entries">${items}</ul></details>`;
}
