import { type Html, html } from './html.ts';
import { joinedParts } from './surface.ts';
import type { Viewing } from './viewing.ts';

const SHARED_FORM = 'deed';

export function hiddenField(name: string, value: string): Html {
  return html`<input type="hidden" name="${name}" value="${value}">`;
}

/** Stands first in a form whose buttons all mean something of their own, so that Enter in a field chooses none of them. */
export const UNSENT_BY_ENTER = html`<button type="submit" class="unseen" disabled></button>`;

/** The one form that all the small buttons of a page send. */
export function renderSharedForm({ viewer, here }: Viewing): Html {
  return html`<form id="${SHARED_FORM}" method="post" action="/do/nothing">${hiddenField('as', viewer.id)}${hiddenField('back', here)}</form>`;
}

/** A small button that does one thing to one place: to a message, say, named by its channel and ts. */
export interface DeedButton {
  /** Last part of the address that it is sent to. */
  deed: string;
  /** What it is done to. */
  on: readonly string[];
  label: Html;
  look: string;
  description?: string;
}

export function renderDeedButton({ deed, on, label, look, description }: DeedButton): Html {
  const described = description !== undefined && html` title="${description}" aria-label="${description}"`;
  return html`<button form="${SHARED_FORM}" formaction="/do/${deed}" name="on" value="${joinedParts(on)}" class="${look}"${described}>${label}</button>`;
}
