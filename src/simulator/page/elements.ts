import type {
  Button,
  Checkboxes,
  ContextActionsBlockElement,
  ImageElement,
  InputBlockElement,
  Option,
  Overflow,
  RadioButtons,
  SectionBlockAccessory,
  TextObject,
  WorkflowButton,
} from '@slack/types';
import { formatLine, joined } from './formatting.ts';
import { type Html, html } from './html.ts';
import { renderMrkdwn } from './mrkdwn.ts';
import { linkTarget, nameOf, type Viewing } from './viewing.ts';

type Element = SectionBlockAccessory | InputBlockElement | ContextActionsBlockElement;

export function renderText(text: TextObject, viewing: Viewing): Html {
  return text.type === 'mrkdwn' ? renderMrkdwn(text.text, viewing) : plainText(text.text);
}

/** Plain text has emoji and line breaks, and nothing else. */
export function plainText(text: string): Html {
  return joined(
    text.split('\n').map((line) => formatLine([line], [])),
    html`<br>`,
  );
}

/** Buttons, menus and inputs as they look; nothing happens on a click. */
export function renderElement(element: Element, viewing: Viewing): Html {
  switch (element.type) {
    case 'button':
    case 'workflow_button':
      return renderButton(element, viewing);
    case 'image':
      return renderImage(element, viewing);
    case 'overflow':
      return renderOverflow(element);
    case 'checkboxes':
    case 'radio_buttons':
      return renderChoices(element, viewing);
    case 'feedback_buttons':
      return html`<span class="button">${plainText(element.positive_button.text.text)}</span>
        <span class="button">${plainText(element.negative_button.text.text)}</span>`;
    case 'icon_button':
      return html`<span class="button">${plainText(element.text.text)}</span>`;
    case 'datepicker':
      return renderField('📅', element.initial_date ?? element.placeholder?.text ?? 'Select a date');
    case 'timepicker':
      return renderField('🕑', element.initial_time ?? element.placeholder?.text ?? 'Select a time');
    case 'datetimepicker':
      return renderField('📅', 'Select a date and time');
    case 'file_input':
      return renderField('📎', 'Add a file');
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return renderInput(
        element.initial_value,
        element.placeholder?.text,
        'multiline' in element && element.multiline,
      );
    case 'rich_text_input':
      return renderInput(undefined, element.placeholder?.text, true);
    default:
      return renderMenu(element, viewing);
  }
}

function renderButton(button: Button | WorkflowButton, viewing: Viewing): Html {
  const kind = button.style === undefined ? 'button' : `button button-${button.style}`;
  const target = 'url' in button && button.url ? linkTarget(button.url, viewing) : undefined;
  const label = plainText(button.text.text);
  if (target === undefined) return html`<button type="button" class="${kind}">${label}</button>`;
  return html`<a class="${kind}" href="${target}" rel="noreferrer noopener">${label}</a>`;
}

export function renderImage(image: ImageElement, viewing: Viewing): Html {
  const source = 'image_url' in image ? linkTarget(image.image_url, viewing) : undefined;
  if (source === undefined) return html`<span class="image-missing">${image.alt_text}</span>`;
  return html`<img src="${source}" alt="${image.alt_text}">`;
}

function renderOverflow({ options }: Overflow): Html {
  const items = options.map((option) => html`<li>${plainText(option.text.text)}</li>`);
  return html`<details class="overflow">
    <summary class="button" aria-label="More actions">⋯</summary><ul>${items}</ul>
  </details>`;
}

function renderChoices({ type, options, ...element }: Checkboxes | RadioButtons, viewing: Viewing): Html {
  const chosen = new Set(initialValues(element));
  const kind = type === 'checkboxes' ? 'checkbox' : 'radio';
  const choices = options.map(({ text, value = '', description }) => {
    const state = chosen.has(value) && html` checked`;
    const more = description && html`<small>${plainText(description.text)}</small>`;
    return html`<label><input type="${kind}" disabled${state}><span>${renderText(text, viewing)}${more}</span></label>`;
  });
  return html`<div class="choices">${choices}</div>`;
}

function initialValues(element: { initial_options?: Option[]; initial_option?: Option }): string[] {
  const options = [...(element.initial_options ?? []), element.initial_option];
  return options.flatMap((option) => option?.value ?? []);
}

function renderInput(
  value: string | undefined,
  placeholder = '',
  multiline: boolean | undefined = false,
): Html {
  const content = value ? html`${value}` : html`<span class="placeholder">${placeholder}</span>`;
  return html`<div class="input${multiline ? ' input-tall' : ''}">${content}</div>`;
}

function renderField(icon: string, text: string): Html {
  return html`<span class="menu"><span class="emoji">${icon}</span> ${text}</span>`;
}

type Menu = Extract<Element, { type: `${string}_select` }>;

function renderMenu(menu: Menu, viewing: Viewing): Html {
  const chosen = chosenIn(menu, viewing);
  const text =
    chosen.length > 0 ? html`${chosen.join(', ')}` : plainText(menu.placeholder?.text ?? 'Select an item');
  return html`<span class="menu">${text} <span class="menu-arrow">⌄</span></span>`;
}

/** What a menu has selected when it is first shown, in words. */
function chosenIn(menu: Menu, { world }: Viewing): string[] {
  const personName = (id: string) => {
    const person = world.person(id);
    return person === undefined ? id : nameOf(person);
  };
  const conversationName = (id: string) => {
    const channel = world.channel(id);
    return channel === undefined ? id : `#${channel.name}`;
  };
  switch (menu.type) {
    case 'users_select':
      return given(menu.initial_user).map(personName);
    case 'multi_users_select':
      return (menu.initial_users ?? []).map(personName);
    case 'conversations_select':
      return given(menu.initial_conversation).map(conversationName);
    case 'multi_conversations_select':
      return (menu.initial_conversations ?? []).map(conversationName);
    case 'channels_select':
      return given(menu.initial_channel).map(conversationName);
    case 'multi_channels_select':
      return (menu.initial_channels ?? []).map(conversationName);
    case 'static_select':
    case 'external_select':
      return given(menu.initial_option).map((option) => option.text.text);
    case 'multi_static_select':
    case 'multi_external_select':
      return (menu.initial_options ?? []).map((option) => option.text.text);
  }
}

function given<Value>(value: Value | undefined): Value[] {
  return value === undefined ? [] : [value];
}
