import type { Response } from 'express';

/** What is found out about a request on its way, for the access log. */
export interface Noted {
  /** Slack id of who asks, or `token:` and the token's id. */
  actor?: string;
  /** Why it was refused, as a code such as `csrf` or `session_expired`. */
  refused?: string;
}

const noted = new WeakMap<Response, Noted>();

export function note(response: Response, what: Noted): void {
  noted.set(response, { ...noted.get(response), ...what });
}

export function notedOf(response: Response): Noted {
  return noted.get(response) ?? {};
}
