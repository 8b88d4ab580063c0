import type { IncomingHttpHeaders } from 'node:http';

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/**
 * Why a form is not taken: forms may come from this very page only, opened on this machine, so that no other web site can
 * act here through somebody's browser. Undefined where nothing speaks against it.
 */
export function foreignness({ host = '', origin, ...headers }: IncomingHttpHeaders): string | undefined {
  if (!LOOPBACK.test(host))
    return 'Forms are taken on this machine only: open the page under http://127.0.0.1.';
  const site = headers['sec-fetch-site'];
  const isOwn = site === undefined ? isOrigin(origin, host) : site === 'same-origin';
  return isOwn ? undefined : 'Forms are taken from this page only.';
}

function isOrigin(origin: string | undefined, host: string): boolean {
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === host;
}
