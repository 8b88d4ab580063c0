import type { IncomingMessage } from 'node:http';
import { readBody } from '../http/body.ts';
import type { ClientCredentials } from './open-method.ts';
import { Refusal } from './refusal.ts';

export interface IncomingCall {
  token: string | undefined;
  /** From the header of HTTP's basic authentication. */
  basic: ClientCredentials | undefined;
  /** Without the token. */
  args: Record<string, unknown>;
}

/**
 * Reads a call as Slack does: arguments from the query, a form or JSON; the token from the header, the query or a form,
 * but not from JSON. Throws the Refusal Slack gives for a body it cannot read.
 */
export async function readCall(request: IncomingMessage, query: URLSearchParams): Promise<IncomingCall> {
  const body = await readBody(request);
  const fromQuery = Object.fromEntries(query);
  const [type = ''] = (request.headers['content-type'] ?? '').split(';');
  const isJson = type.trim().toLowerCase() === 'application/json';
  const given = { ...fromQuery, ...(isJson ? parsedJson(body) : parsedForm(body, type.trim())) };
  const { token, ...args } = given;
  const bodyToken = typeof token === 'string' && !isJson && token !== '' ? token : undefined;
  return { token: bearerToken(request) ?? bodyToken, basic: basicCredentials(request), args };
}

function bearerToken(request: IncomingMessage): string | undefined {
  return /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
}

/** Both parts are encoded as in a form before they are put together. */
function basicCredentials(request: IncomingMessage): ClientCredentials | undefined {
  const encoded = /^Basic (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const [id, secret] = Buffer.from(encoded ?? '', 'base64')
    .toString()
    .split(':');
  if (id === undefined || secret === undefined) return undefined;
  return { id: formDecoded(id), secret: formDecoded(secret) };
}

function formDecoded(part: string): string {
  return new URLSearchParams(`part=${part}`).get('part') ?? '';
}

function parsedJson(body: string): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    throw new Refusal('invalid_json');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new Refusal('json_not_object');
  }
  return { ...parsed };
}

function parsedForm(body: string, type: string): Record<string, unknown> {
  if (body === '') return {};
  if (type === '') throw new Refusal('missing_post_type');
  if (type.toLowerCase() !== 'application/x-www-form-urlencoded') throw new Refusal('invalid_post_type');
  return Object.fromEntries(new URLSearchParams(body));
}
