import type {
  Checkboxes,
  Datepicker,
  DateTimepicker,
  EmailInput,
  NumberInput,
  PlainTextInput,
  RadioButtons,
  Timepicker,
  URLInput,
} from '@slack/types';
import { type Html, html, NOTHING } from './html.ts';
import { type KnownMenu, type Offered, type OfferedGroup, offeredIn, pickedIn } from './options.ts';
import type { Drawing } from './surface.ts';
import { renderText } from './text.ts';
import { localMinute } from './times.ts';

export type Field =
  | KnownMenu
  | Checkboxes
  | RadioButtons
  | Datepicker
  | Timepicker
  | DateTimepicker
  | TextField;

type TextField = PlainTextInput | NumberInput | EmailInput | URLInput;

/** How a field stands in its form. */
export interface Fitting {
  name: string;
  isRequired: boolean;
  /** Said of the field to those who do not see what stands around it; undefined where a label says it. */
  description: string | undefined;
}

/** The form field for an element that takes an entry, with what has been entered, else what it starts with. */
export function renderField(field: Field, fitting: Fitting, drawing: Drawing): Html {
  switch (field.type) {
    case 'checkboxes':
    case 'radio_buttons':
      return renderChoices(field, fitting, drawing);
    case 'datepicker':
      return renderEntry('date', field.initial_date, fitting, drawing);
    case 'timepicker':
      return renderEntry('time', field.initial_time, fitting, drawing);
    case 'datetimepicker':
      return renderEntry('datetime-local', localMinute(field.initial_date_time, drawing), fitting, drawing);
    case 'email_text_input':
      return renderEntry('email', field.initial_value, fitting, drawing, placeholderOf(field));
    case 'url_text_input':
      return renderEntry('url', field.initial_value, fitting, drawing, placeholderOf(field));
    case 'number_input':
      return renderEntry('number', field.initial_value, fitting, drawing, numberBounds(field));
    case 'plain_text_input':
      return renderTextInput(field, fitting, drawing);
    default:
      return renderMenu(field, fitting, drawing);
  }
}

function renderEntry(
  type: string,
  initial: string | undefined,
  fitting: Fitting,
  { entered }: Drawing,
  more: Html = NOTHING,
): Html {
  const value = entered.get(fitting.name)?.[0] ?? initial ?? '';
  return html`<input class="input" type="${type}" value="${value}"${attributes(fitting)}${more}>`;
}

function renderTextInput(field: PlainTextInput, fitting: Fitting, drawing: Drawing): Html {
  const { initial_value: initial = '', min_length: least, max_length: most = 3000 } = field;
  const bounds = html`${least !== undefined && least > 0 && html` minlength="${least}"`} maxlength="${most}"${placeholderOf(field)}`;
  if (!field.multiline) return renderEntry('text', initial, fitting, drawing, bounds);
  const text = drawing.entered.get(fitting.name)?.[0] ?? initial;
  return html`<textarea class="input" rows="6"${attributes(fitting)}${bounds}>
${text}</textarea>`;
}

function numberBounds(field: NumberInput): Html {
  const { is_decimal_allowed: isDecimal, min_value: least, max_value: most } = field;
  return html` step="${isDecimal ? 'any' : '1'}"${least && html` min="${least}"`}${most && html` max="${most}"`}${placeholderOf(field)}`;
}

function placeholderOf({ placeholder }: TextField): Html {
  return placeholder === undefined ? NOTHING : html` placeholder="${placeholder.text}"`;
}

function renderMenu(menu: KnownMenu, fitting: Fitting, drawing: Drawing): Html {
  const picked = drawing.entered.get(fitting.name) ?? pickedIn(menu, drawing);
  const groups = offeredIn(menu, drawing);
  if (menu.type.startsWith('multi_')) return renderManyOf(groups, picked, fitting);
  const option = ({ value, label }: Offered) =>
    html`<option value="${value}"${picked.includes(value) && html` selected`}>${label}</option>`;
  const listed = groups.map(({ label, options }) =>
    label === undefined
      ? html`${options.map(option)}`
      : html`<optgroup label="${label}">${options.map(option)}</optgroup>`,
  );
  const prompt = menu.placeholder?.text ?? 'Choose…';
  return html`<select class="menu"${attributes(fitting)}><option value="">${prompt}</option>${listed}</select>`;
}

/** Several of a long list: it scrolls within itself. */
function renderManyOf(groups: readonly OfferedGroup[], picked: readonly string[], fitting: Fitting): Html {
  const { name, description } = fitting;
  const choice = ({ value, label }: Offered) =>
    html`<label><input type="checkbox" name="${name}" value="${value}"${picked.includes(value) && html` checked`}><span>${label}</span></label>`;
  const listed = groups.map(
    ({ label, options }) => html`${label !== undefined && html`<b>${label}</b>`}${options.map(choice)}`,
  );
  const described = description !== undefined && html` aria-label="${description}"`;
  return html`<div class="choices choices-many" role="group"${described}>${drawnMark(fitting)}${listed}</div>`;
}

function renderChoices(element: Checkboxes | RadioButtons, fitting: Fitting, drawing: Drawing): Html {
  const picked = drawing.entered.get(fitting.name) ?? initiallyPicked(element);
  const kind = element.type === 'checkboxes' ? 'checkbox' : 'radio';
  const needed = kind === 'radio' && fitting.isRequired && html` required`;
  const choices = element.options.map(({ text, value = '', description }) => {
    const checked = picked.includes(value) && html` checked`;
    const more = description && html`<small>${renderText(description, drawing)}</small>`;
    return html`<label><input type="${kind}" name="${fitting.name}" value="${value}"${checked}${needed}><span>${renderText(text, drawing)}${more}</span></label>`;
  });
  return html`<div class="choices">${drawnMark(fitting)}${choices}</div>`;
}

function initiallyPicked(element: Checkboxes | RadioButtons): string[] {
  const options = element.type === 'checkboxes' ? (element.initial_options ?? []) : [element.initial_option];
  return options.flatMap((option) => option?.value ?? []);
}

/** Tells a field of which nothing is picked from one that was not on the page. */
function drawnMark({ name }: Fitting): Html {
  return html`<input type="hidden" name="${name}" value="">`;
}

function attributes({ name, isRequired, description }: Fitting): Html {
  return html` name="${name}"${isRequired && html` required`}${description !== undefined && html` aria-label="${description}"`}`;
}
