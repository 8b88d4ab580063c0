import type {
  Button,
  ContextActionsBlockElement,
  InputBlockElement,
  Overflow,
  SectionBlockAccessory,
  WorkflowButton,
} from '@slack/types';
import { type Field, renderField } from './fields.ts';
import { type Html, html } from './html.ts';
import { lookOf, renderPress } from './press.ts';
import { type Drawing, fieldName, type Target } from './surface.ts';
import { plainText, renderImage } from './text.ts';
import { linkTarget, type Viewing } from './viewing.ts';

export type Element = SectionBlockAccessory | InputBlockElement | ContextActionsBlockElement;

/** Where an element stands. */
export interface Slot {
  blockId: string;
  /** Whether an entry has to be made before the form can be sent. */
  isRequired: boolean;
  /** Whether a label stands beside it. */
  isLabelled: boolean;
  /** Whether the app hears of a choice at once, not only when the form is sent. */
  isTold: boolean;
}

/** Elements of messages and of the Home tab, and those of modals that stand in no input block. */
export function slotIn(blockId: string | undefined): Slot {
  return { blockId: blockId ?? '', isRequired: false, isLabelled: false, isTold: true };
}

/** Buttons, menus and inputs, to be used in the form that stands around them. */
export function renderElement(element: Element, slot: Slot, drawing: Drawing): Html {
  const target = { blockId: slot.blockId, actionId: actionIdOf(element) };
  switch (element.type) {
    case 'button':
    case 'workflow_button':
      return renderButton(element, target, drawing);
    case 'image':
      return renderImage(element, drawing);
    case 'overflow':
      return renderOverflow(element, target, drawing);
    case 'icon_button':
      return renderPress(
        { ...element, label: plainText(element.text.text), look: 'button', target },
        drawing,
      );
    case 'feedback_buttons':
      return html`${[element.positive_button, element.negative_button].map(({ text, value }) =>
        renderPress({ label: plainText(text.text), look: 'button', target: { ...target, value } }, drawing),
      )}`;
    case 'file_input':
    case 'rich_text_input':
    case 'external_select':
    case 'multi_external_select':
      return html`<p class="input-missing">This field works in Slack only.</p>`;
    default:
      return renderEntry(element, target, slot, drawing);
  }
}

function actionIdOf(element: Element): string {
  return 'action_id' in element ? (element.action_id ?? '') : '';
}

function renderButton(button: Button | WorkflowButton, target: Target, viewing: Viewing): Html {
  const url = 'url' in button && button.url ? linkTarget(button.url, viewing) : undefined;
  const { text, style, accessibility_label: description } = button;
  const value = 'value' in button ? button.value : undefined;
  return renderPress(
    {
      label: plainText(text.text),
      look: lookOf(style),
      target: value === undefined ? target : { ...target, value },
      confirm: 'confirm' in button ? button.confirm : undefined,
      description,
      leadsOut: url !== undefined && !url.startsWith('/'),
    },
    viewing,
  );
}

function renderOverflow({ options, confirm }: Overflow, target: Target, viewing: Viewing): Html {
  const items = options.map(({ text, value = '', url }) => {
    const leadsOut = url !== undefined && linkTarget(url, viewing)?.startsWith('/') === false;
    const label = plainText(text.text);
    const press = { label, look: 'entry', target: { ...target, value }, confirm, leadsOut };
    return html`<li>${renderPress(press, viewing)}</li>`;
  });
  return html`<details class="overflow" name="menu">
    <summary class="button" aria-label="More actions">⋯</summary><ul class="entries">${items}</ul>
  </details>`;
}

/** A field; where the app hears of a choice at once, with the button that tells it. */
function renderEntry(field: Field, target: Target, slot: Slot, drawing: Drawing): Html {
  const description = slot.isLabelled ? undefined : (promptOf(field) ?? 'Choice');
  const fitting = { name: fieldName(target), isRequired: slot.isRequired, description };
  const drawn = renderField(field, fitting, drawing);
  if (!slot.isTold) return drawn;
  const confirm = 'confirm' in field ? field.confirm : undefined;
  const choose = renderPress({ label: html`Choose`, look: 'button', target, confirm }, drawing);
  return html`<span class="pick">${drawn}${choose}</span>`;
}

function promptOf(field: Field): string | undefined {
  return 'placeholder' in field ? field.placeholder?.text : undefined;
}
