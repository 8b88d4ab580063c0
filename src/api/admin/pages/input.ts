import type { Request } from 'express';
import type { z } from 'zod';
import { Refusal } from '../../requests/refusal.ts';
import { CSRF_FIELD } from '../door/csrf.ts';
import { FROM_FIELD } from './came-from.ts';

export type Given = Readonly<Record<string, unknown>>;

/** Of a query, what was given: fields that a form left empty were not. Parameters of the path stand above all. */
export function queryGiven({ query, params }: Pick<Request, 'query' | 'params'>): Given {
  const given = Object.entries(query).filter(([, value]) => value !== '');
  return { ...Object.fromEntries(given), ...params };
}

/** Of a body, everything but what each form has: the token against forgery, and where it stands. */
export function bodyGiven({ body, params }: Pick<Request, 'body' | 'params'>): Given {
  const fields: unknown = body ?? {};
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields))
    throw new Refusal(400, 'bad_request', 'The body must be an object.');
  const given = Object.entries(fields).filter(([name]) => name !== CSRF_FIELD && name !== FROM_FIELD);
  return { ...Object.fromEntries(given), ...params };
}

/**
 * Parses what was given.
 * @throws Refusal 400 that names every field that is wrong, and never a value
 */
export function parseGiven<Schema extends z.ZodObject>(schema: Schema, given: Given): z.output<Schema> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(({ path, message }): [string, string] => [
    path.join('.') || 'body',
    message,
  ]);
  throw new Refusal(400, 'bad_input', 'Some of what was given cannot be used.', {
    fields: Object.fromEntries(fields),
  });
}
