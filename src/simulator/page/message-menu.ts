import type { Channel, Message } from '../world/types.ts';
import { hiddenField, renderDeedButton } from './deed-form.ts';
import { type Html, html } from './html.ts';
import { emoji } from './inline.ts';
import { writtenOf } from './typed-text.ts';
import { anchorOf, hrefTo, threadPath, type Viewing } from './viewing.ts';

const OFFERED_REACTIONS = ['recall', 'white_check_mark', 'no_recap', '+1', 'eyes'];

/** What can be done with a message: the app's shortcuts, reactions, its thread, and changes to what is one's own. */
export function renderMessageMenu(message: Message, channel: Channel, viewing: Viewing): Html {
  const { ts } = message;
  const reactions = OFFERED_REACTIONS.map((name) =>
    renderDeedButton({
      deed: 'react',
      on: [channel.id, ts, name],
      label: emoji(name),
      look: 'react',
      description: `React with :${name}:`,
    }),
  );
  const shortcuts = viewing.app.messageShortcuts.map(({ callbackId, name }) => {
    const on = [channel.id, ts, callbackId];
    return html`<li>${renderDeedButton({ deed: 'shortcut', on, label: html`${name}<small>${viewing.app.name}</small>`, look: 'entry' })}</li>`;
  });
  const thread = hrefTo(threadPath(channel, message.thread_ts ?? ts, viewing), viewing);
  return html`<details class="more" name="menu"><summary aria-label="What to do with this message" title="More actions">⋮</summary>
    <div class="entries"><div class="react-row">${reactions}</div>
      <ul>${shortcuts}<li><a class="entry" href="${thread}">Open thread</a></li>
        ${message.user === viewing.viewer.id && renderOwn(message, channel, viewing)}</ul></div></details>`;
}

function renderOwn({ ts }: Message, channel: Channel, { here }: Viewing): Html {
  const edit = `${here}&edit=${encodeURIComponent(ts)}#${anchorOf(ts)}`;
  const on = [channel.id, ts];
  return html`<li><a class="entry" href="${edit}">Edit message</a></li>
    <li><details class="sure"><summary class="entry entry-danger">Delete message…</summary>
      ${renderDeedButton({ deed: 'remove', on, label: html`Delete for everyone`, look: 'button button-danger' })}</details></li>`;
}

/** The field in which a message is edited where it stands. */
export function renderEditing({ ts, text }: Message, channel: Channel, viewing: Viewing): Html {
  const { viewer, here } = viewing;
  return html`<form class="editing" method="post" action="/do/edit">${hiddenField('as', viewer.id)}${hiddenField('back', here)}${hiddenField('channel', channel.id)}${hiddenField('ts', ts)}
    <textarea class="input" name="text" rows="3" aria-label="Edit message" required autofocus>
${writtenOf(text, viewing)}</textarea>
    <div class="editing-buttons"><a class="button" href="${here}#${anchorOf(ts)}">Cancel</a>
      <button class="button button-primary">Save changes</button></div></form>`;
}
