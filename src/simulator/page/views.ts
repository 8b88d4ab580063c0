import type { StoredView } from '../world/types.ts';
import { renderBlocks } from './blocks.ts';
import { type Html, html } from './html.ts';
import { plainText } from './text.ts';
import type { Viewing } from './viewing.ts';

/** The app's Home tab as this person has it. */
export function renderHomeTab(viewing: Viewing): Html {
  const view = viewing.world.homeView(viewing.viewer.id);
  if (view === undefined)
    return html`<div class="empty">The app has not published a Home tab for this person yet.</div>`;
  return html`<div class="scroll"><div class="home-tab">${renderBlocks(view.blocks, viewing)}</div></div>`;
}

/** The topmost modal this person has open, over everything else. */
export function renderOpenModal(viewing: Viewing): Html | undefined {
  const view = viewing.world.openViews(viewing.viewer.id).at(-1);
  return (
    view &&
    html`<div class="modal-backdrop"><div class="modal" role="dialog" id="view-${view.id}">
    <header><h2>${plainText(view.title?.text ?? '')}</h2></header>
    <div class="modal-body">${renderBlocks(view.blocks, viewing)}</div>
    ${renderModalButtons(view)}
  </div></div>`
  );
}

function renderModalButtons({ close, submit }: StoredView): Html {
  return html`<footer><button type="button" class="button">${plainText(close?.text ?? 'Close')}</button>
    ${submit && html`<button type="button" class="button button-primary">${plainText(submit.text)}</button>`}</footer>`;
}
