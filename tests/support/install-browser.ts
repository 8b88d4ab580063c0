/** What a browser got. */
export interface Visited {
  status: number;
  /** Where it is sent; null where it stays. */
  location: string | null;
  headers: Headers;
  body: string;
  /** The words of the page, without its tags. */
  words: string;
}

/** Keeps cookies from one visit to the next, and follows no redirect by itself. */
export interface Browser {
  get(url: string): Promise<Visited>;
  cookies: Map<string, string>;
}

export function createBrowser(): Browser {
  const cookies = new Map<string, string>();
  return {
    cookies,
    async get(url) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(url, { redirect: 'manual', headers: cookie === '' ? {} : { cookie } });
      for (const set of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
        cookies.set(name, value);
      }
      const body = await response.text();
      const words = body
        .replaceAll(/<style>.*?<\/style>|<[^>]*>/gs, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim();
      const { status, headers } = response;
      return { status, location: headers.get('location'), headers, body, words };
    },
  };
}
