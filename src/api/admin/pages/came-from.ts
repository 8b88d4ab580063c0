import type { Request } from 'express';

/** What every form sends its page's address in. */
export const FROM_FIELD = '_from';
const LONGEST = 4000;

/**
 * Where the browser goes after a form: back to the list that the form stands on, as it was filtered, where that is where it goes anyway.
 * Nothing but the query is taken from the form.
 * @param goTo below `/admin`
 */
export function backTo(goTo: string, { body }: Pick<Request, 'body'>): string {
  const fields: unknown = body;
  const target = `/admin${goTo}`;
  if (typeof fields !== 'object' || fields === null || !(FROM_FIELD in fields)) return target;
  const from = fields[FROM_FIELD];
  if (typeof from !== 'string' || from.length > LONGEST || !from.startsWith(`${target}?`)) return target;
  return `${target}?${new URLSearchParams(from.slice(target.length + 1))}`;
}
