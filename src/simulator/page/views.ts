import type { StoredView } from '../world/types.ts';
import { renderBlocks } from './blocks.ts';
import { hiddenField, UNSENT_BY_ENTER } from './deed-form.ts';
import { type Html, html } from './html.ts';
import { type Drawing, untouched } from './surface.ts';
import { plainText } from './text.ts';
import type { Viewing } from './viewing.ts';

/** The app's Home tab as this person has it. */
export function renderHomeTab(viewing: Viewing): Html {
  const view = viewing.world.homeView(viewing.viewer.id);
  if (view === undefined)
    return html`<div class="empty">The app has not published a Home tab for this person yet.</div>`;
  return html`<div class="scroll"><form class="home-tab" method="post" action="/do/view">${UNSENT_BY_ENTER}${viewFields(view, viewing)}
    ${renderBlocks(view.blocks, untouched(viewing))}</form></div>`;
}

/** A modal over everything else, with what has been entered in it so far. */
export function renderModal(view: StoredView, drawing: Drawing): Html {
  const { title, close, submit } = view;
  const isStacked = view.previous_view_id !== null;
  const closing = close?.text ?? (isStacked ? 'Back' : submit === null ? 'Close' : 'Cancel');
  const isWrong = Object.keys(drawing.errors).length > 0;
  return html`<div class="modal-backdrop"><form class="modal" role="dialog" aria-modal="true" aria-labelledby="title-${view.id}" id="view-${view.id}" method="post" action="/do/view">
    ${submit === null ? UNSENT_BY_ENTER : html`<button class="unseen" name="submit" value="1" tabindex="-1" aria-hidden="true"></button>`}${viewFields(view, drawing)}
    <header><h2 id="title-${view.id}">${plainText(title?.text ?? '')}</h2>
      <button class="close" name="close" value="1" formnovalidate aria-label="Close">✕</button></header>
    <div class="modal-body">${isWrong && html`<p class="objection" role="alert">Something has to be put right below.</p>`}
      ${renderBlocks(view.blocks, drawing)}</div>
    <footer><button class="button" name="close" value="1" formnovalidate>${plainText(closing)}</button>
      ${submit && html`<button class="button button-primary" name="submit" value="1">${plainText(submit.text)}</button>`}</footer>
  </form></div>`;
}

function viewFields({ id, hash }: StoredView, { viewer, here }: Viewing): Html {
  return html`${hiddenField('as', viewer.id)}${hiddenField('back', here)}${hiddenField('view', id)}${hiddenField('hash', hash)}`;
}
