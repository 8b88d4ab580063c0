/** A browser without JavaScript, as far as forms go: it sends what is in them, and follows redirects. */
export interface Browser {
  open(address: string): Promise<void>;
  /** Sends the form with this address, filled in with these fields. */
  send(action: string, fields: Fields, options?: { within?: string }): Promise<void>;
  /** Presses the button with this label or description, once the form around it is filled in with these fields. */
  press(label: string, fields?: Fields, options?: { which?: 'first' | 'last' }): Promise<void>;
  /** Follows the last link with this text. */
  follow(text: string): Promise<void>;
  /** Sends fields that need not stand on the page. */
  post(action: string, fields: Fields): Promise<void>;
  html(): string;
  /** What is to be read on the page. */
  words(): string;
}

export type Fields = Record<string, string | string[]>;

interface Form {
  action: string;
  /** Where its markup begins. */
  at: number;
  markup: string;
}

/** Opens a browser that looks through somebody's eyes. */
export function openBrowser(url: string, userId: string): Browser {
  let page = '';
  let address = '/';

  async function load(path: string, init: RequestInit = {}): Promise<void> {
    const answer = await fetch(`${url}${path}`, { ...init, redirect: 'manual' });
    const location = answer.headers.get('location');
    if (answer.status === 303 && location !== null) return load(location);
    page = await answer.text();
    address = path;
  }

  async function submit(action: string, fields: Iterable<[string, string]>): Promise<void> {
    await load(action, {
      method: 'POST',
      headers: { origin: url, 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams([...fields]),
    });
  }

  return {
    open: (path) => load(`${path}${path.includes('?') ? '&' : '?'}as=${userId}`),
    async send(action, fields, { within = '' } = {}) {
      const from = page.indexOf(within);
      const form = formsIn(page).find((candidate) => candidate.action === action && candidate.at >= from);
      if (form === undefined) throw new Error(`no form ${action} on ${address}`);
      await submit(action, filledIn(form.markup, fields));
    },
    async press(label, fields = {}, { which = 'first' } = {}) {
      const found = buttonsIn(page).filter(
        (button) => button.label.startsWith(label) || button.description === label,
      );
      const button = which === 'first' ? found[0] : found.at(-1);
      if (button === undefined) throw new Error(`no button “${label}” on ${address}`);
      const { name, value, form: formId, formaction } = button.attributes;
      const form = formsIn(page).find(({ at, markup }) =>
        formId === undefined
          ? at < button.at && button.at < at + markup.length
          : markup.startsWith(`<form id="${formId}"`),
      );
      if (form === undefined) throw new Error(`button “${label}” stands in no form`);
      const own: [string, string][] = name === undefined ? [] : [[name, value ?? '']];
      await submit(formaction ?? form.action, [...filledIn(form.markup, fields), ...own]);
    },
    async follow(text) {
      const href = [...page.matchAll(new RegExp(`<a [^>]*href="([^"]*)"[^>]*>${text}`, 'g'))].at(-1)?.[1];
      if (href === undefined) throw new Error(`no link “${text}” on ${address}`);
      await load(unescaped(href).replace(/#.*/, ''));
    },
    post: (action, fields) => submit(action, listed({ as: userId, back: address, ...fields })),
    html: () => page,
    words: () =>
      page
        .replaceAll(/<[^>]*>/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim(),
  };
}

function formsIn(page: string): Form[] {
  return [...page.matchAll(/<form [^>]*?action="([^"]*)"[\s\S]*?<\/form>/g)].map(
    ([markup, action = ''], index, all) => ({
      action,
      at: [...page.matchAll(/<form [^>]*?action="/g)][index]?.index ?? all.length,
      markup,
    }),
  );
}

interface FoundButton {
  at: number;
  label: string;
  description: string | undefined;
  attributes: Record<string, string>;
}

function buttonsIn(page: string): FoundButton[] {
  return [...page.matchAll(/<button ([^>]*)>([\s\S]*?)<\/button>/g)].map((match) => {
    const attributes = attributesIn(match[1] ?? '');
    const label = (match[2] ?? '').replaceAll(/<[^>]*>/g, ' ').trim();
    return { at: match.index, label: unescaped(label), description: attributes['aria-label'], attributes };
  });
}

/** What the form sends: its fields as they are drawn, except those given. */
function filledIn(markup: string, fields: Fields): [string, string][] {
  const drawn = [...inputsIn(markup), ...selectsIn(markup), ...textareasIn(markup)];
  return [...drawn.filter(([name]) => !(name in fields)), ...listed(fields)];
}

function inputsIn(markup: string): [string, string][] {
  return [...markup.matchAll(/<input ([^>]*)>/g)].flatMap(([, text = '']) => {
    const { name, value = '', type } = attributesIn(text);
    const isLeftOut = (type === 'checkbox' || type === 'radio') && !/ checked\b/.test(` ${text}`);
    return name === undefined || isLeftOut ? [] : [[name, value] satisfies [string, string]];
  });
}

function selectsIn(markup: string): [string, string][] {
  return [...markup.matchAll(/<select ([^>]*)>([\s\S]*?)<\/select>/g)].map(([, text = '', options = '']) => {
    const selected = /<option value="([^"]*)" selected/.exec(options)?.[1] ?? '';
    return [attributesIn(text).name ?? '', unescaped(selected)];
  });
}

function textareasIn(markup: string): [string, string][] {
  return [...markup.matchAll(/<textarea ([^>]*)>\n([\s\S]*?)<\/textarea>/g)].map(
    ([, text = '', value = '']) => [attributesIn(text).name ?? '', unescaped(value)],
  );
}

function attributesIn(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, unescaped(value)]),
  );
}

function listed(fields: Fields): [string, string][] {
  return Object.entries(fields).flatMap(([name, values]) =>
    [values].flat().map((value): [string, string] => [name, value]),
  );
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
