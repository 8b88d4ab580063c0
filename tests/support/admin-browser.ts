import { parseSetCookie } from 'cookie';

export interface Answer {
  status: number;
  headers: Headers;
  /** Where the browser is sent, or an empty string. */
  location: string;
  text: string;
  json(): unknown;
}

export interface AdminBrowser {
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  /** Posts a form, as a page of the admin view would. */
  post(path: string, fields?: Record<string, string>, headers?: Record<string, string>): Promise<Answer>;
  /** Posts the form of a page, with the token against forgery that stands on it. */
  send(page: string, path: string, fields?: Record<string, string>): Promise<Answer>;
  request(path: string, init: RequestInit): Promise<Answer>;
  /** By name; those that the server has set, and has not cleared. */
  cookies: Map<string, string>;
}

/** A browser as far as the doors go: it keeps cookies, says where its requests come from, and follows no redirects by itself. */
export function adminBrowser(url: string): AdminBrowser {
  const cookies = new Map<string, string>();
  const request = async (path: string, init: RequestInit): Promise<Answer> => {
    const headers = new Headers(init.headers);
    if (cookies.size > 0)
      headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(new URL(path, url), { ...init, headers, redirect: 'manual' });
    keep(cookies, response.headers.getSetCookie());
    const text = await response.text();
    const location = response.headers.get('location') ?? '';
    return {
      status: response.status,
      headers: response.headers,
      location,
      text,
      json: () => JSON.parse(text),
    };
  };
  const own = { origin: url, 'sec-fetch-site': 'same-origin' };
  const post: AdminBrowser['post'] = (path, fields = {}, headers = {}) =>
    request(path, { method: 'POST', headers: { ...own, ...headers }, body: new URLSearchParams(fields) });
  return {
    cookies,
    request,
    post,
    get: (path, headers = {}) => request(path, { headers }),
    async send(page, path, fields = {}) {
      const { text } = await request(page, {});
      return post(path, { ...fields, _csrf: csrfIn(text) });
    },
  };
}

/** Does something by the API, as a script on a page of the admin view would. */
export async function actBy(browser: AdminBrowser, path: string, body: object): Promise<Answer> {
  const csrf = csrfIn((await browser.get('/admin')).text);
  return browser.request(`/api/admin${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-csrf-token': csrf },
    body: JSON.stringify(body),
  });
}

export async function seesOverview(browser: AdminBrowser): Promise<boolean> {
  const { status, text } = await browser.get('/admin');
  return status === 200 && text.includes('Sign out');
}

/** The token against forgery of a page, or an empty string. */
export function csrfIn(page: string): string {
  return /name="csrf-token" content="([^"]*)"/.exec(page)?.[1] ?? '';
}

function keep(cookies: Map<string, string>, set: readonly string[]): void {
  for (const line of set) {
    const { name, value, maxAge } = parseSetCookie(line);
    if (maxAge === 0 || value === undefined) cookies.delete(name);
    else cookies.set(name, value);
  }
}
