import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';

export interface Cookies {
  read(request: Request, name: CookieName): string | undefined;
  set(response: Response, name: CookieName, value: string, maxAgeSeconds: number): void;
  clear(response: Response, name: CookieName): void;
}

/** `theme` holds a choice of looks, the others what only we can read. */
export type CookieName = 'session' | 'attempt' | 'notice' | 'theme';

/**
 * Cookies of the admin view: for this host alone, out of reach of scripts, and sent over https alone where the admin view is reached
 * by it. `Lax`, so that a link from Slack finds whoever is signed in.
 */
export function createCookies({ adminUrl }: { adminUrl: string }): Cookies {
  const secure = new URL(adminUrl).protocol === 'https:';
  const fullName = (name: CookieName) => `${secure ? '__Host-' : ''}recall_${name}`;
  const set = (response: Response, name: CookieName, value: string, maxAge: number) => {
    const cookie = { name: fullName(name), value, maxAge, path: '/', httpOnly: true, secure };
    response.append('Set-Cookie', stringifySetCookie({ ...cookie, sameSite: 'lax' }));
  };
  return {
    read: (request, name) => parseCookie(request.get('cookie') ?? '')[fullName(name)],
    set,
    clear: (response, name) => set(response, name, '', 0),
  };
}
