import { timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';

/** What a form sends its token in, and what a script does. */
export const CSRF_FIELD = '_csrf';
const CSRF_HEADER = 'x-csrf-token';

export type Forgery = 'csrf_missing' | 'csrf_wrong' | 'foreign_origin';

/**
 * Why a request that changes something is not taken for one of the viewer's own making; null where it is. Browsers say by themselves where a
 * request comes from; what does not say so is no browser, and has the token to show all the same.
 */
export function forgeryOf(
  request: Request,
  { csrfToken, adminUrl }: { csrfToken: string; adminUrl: string },
): Forgery | null {
  if (isForeign(request, adminUrl)) return 'foreign_origin';
  const given = tokenOf(request);
  if (given === undefined) return 'csrf_missing';
  return areEqual(given, csrfToken) ? null : 'csrf_wrong';
}

/** Whether a browser sent it from a page of somebody else's. */
export function isForeign(request: Request, adminUrl: string): boolean {
  const site = request.get('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  // Without https, browsers say it by these alone; a link has no origin.
  const origin = request.get('origin') ?? request.get('referer');
  if (origin === undefined) return false;
  if (!URL.canParse(origin)) return true;
  return new URL(origin).host !== request.host && new URL(origin).origin !== new URL(adminUrl).origin;
}

function tokenOf(request: Request): string | undefined {
  const header = request.get(CSRF_HEADER);
  if (header !== undefined) return header;
  const body: unknown = request.body;
  if (typeof body !== 'object' || body === null || !(CSRF_FIELD in body)) return undefined;
  const field = body[CSRF_FIELD];
  return typeof field === 'string' ? field : undefined;
}

function areEqual(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
