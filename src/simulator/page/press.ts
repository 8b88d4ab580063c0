import type { ConfirmationDialog } from '@slack/types';
import { type Html, html } from './html.ts';
import { type Target, targetValue } from './surface.ts';
import { plainText, renderText } from './text.ts';
import type { Viewing } from './viewing.ts';

/** A button that sends the form it stands in, and says which element of it was meant. */
export interface Press {
  label: Html;
  target: Target;
  /** Classes of the button. */
  look: string;
  /** What has to be agreed to first. */
  confirm?: ConfirmationDialog | undefined;
  /** Said of it to those who do not see it. */
  description?: string | undefined;
  /** Whether it leads out of the workspace. */
  leadsOut?: boolean;
}

/** A button; where the app asks for a confirmation, one that unfolds the question. */
export function renderPress(press: Press, viewing: Viewing): Html {
  const { confirm, look, label, description } = press;
  if (confirm === undefined) return renderButton(press);
  const agree = {
    ...press,
    label: plainText(confirm.confirm?.text ?? 'Yes'),
    look: lookOf(confirm.style ?? 'primary'),
  };
  return html`<details class="confirm"><summary class="${look}"${describedAs(description)}>${label}</summary>
    <div class="confirm-box" role="group"><b>${plainText(confirm.title?.text ?? 'Are you sure?')}</b>
      <div>${renderText(confirm.text, viewing)}</div>
      <div class="confirm-buttons">
        <button type="submit" class="button" name="keep" value="1" formnovalidate>${plainText(confirm.deny?.text ?? 'No')}</button>
        ${renderButton(agree)}</div></div></details>`;
}

/** The classes of a button in this style. */
export function lookOf(style: string | undefined): string {
  return style === undefined ? 'button' : `button button-${style}`;
}

function renderButton({ label, target, look, description, leadsOut = false }: Press): Html {
  const out = leadsOut && html` formtarget="_blank" role="link"`;
  return html`<button type="submit" class="${look}" name="act" value="${targetValue(target)}" formnovalidate${describedAs(description)}${out}>${label}</button>`;
}

function describedAs(description: string | undefined): Html | undefined {
  return description === undefined ? undefined : html` aria-label="${description}"`;
}
