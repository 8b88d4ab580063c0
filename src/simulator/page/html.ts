/** A piece of HTML that is safe to put on the page: everything in it was escaped when it was made. */
export class Html {
  constructor(private readonly markup: string) {}

  toString(): string {
    return this.markup;
  }
}

type Content = Html | string | number | null | undefined | false | readonly Content[];

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Builds HTML from a template. Values are escaped, except Html; null, undefined and false are left out. */
export function html(strings: TemplateStringsArray, ...values: Content[]): Html {
  const markup = strings.map((part, index) => part + (index < values.length ? markupOf(values[index]) : ''));
  return new Html(markup.join(''));
}

export const NOTHING = html``;

export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

/** Slack escapes three characters, and only these, in the text of a message. */
export function unescapeMrkdwn(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function markupOf(value: Content): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Html) return value.toString();
  if (typeof value === 'object') return value.map(markupOf).join('');
  return escapeHtml(String(value));
}
