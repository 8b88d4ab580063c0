import type { ServerResponse } from 'node:http';

/** What is found out about a request on its way, for the access log. */
export interface Noted {
  /** Slack id of who asks, or `token:` and the token's id. */
  actor?: string;
  /** Why it was refused, as a code such as `csrf` or `session_expired`. */
  refused?: string;
  /** What was answered past the response, where it was. */
  status?: number;
}

const noted = new WeakMap<ServerResponse, Noted>();

export function note(response: ServerResponse, what: Noted): void {
  noted.set(response, { ...noted.get(response), ...what });
}

export function notedOf(response: ServerResponse): Noted {
  return noted.get(response) ?? {};
}
