import { newWord } from '../ids.ts';
import { Refusal } from '../web-api/refusal.ts';
import type { Respond, ResponseTarget } from './responder.ts';

const USES = 5;
const LIFE_MS = 30 * 60 * 1000;

interface ResponseAnswer {
  status: number;
  body: string;
}

/** The URLs by which an app answers an interaction without a token: five times, within half an hour. */
export interface ResponseUrls {
  /** The id that ends a new URL. */
  issue(target: ResponseTarget): string;
  isIssued(id: string): boolean;
  /** Takes what the app posts to the URL. */
  receive(id: string, body: string): ResponseAnswer;
}

export function createResponseUrls({ respond, now }: { respond: Respond; now: () => number }): ResponseUrls {
  const issued = new Map<string, { target: ResponseTarget; at: number; uses: number }>();
  return {
    issue(target) {
      const id = `${now()}-${newWord(24)}`;
      issued.set(id, { target, at: now(), uses: 0 });
      return id;
    },
    isIssued: (id) => issued.has(id),
    receive(id, body) {
      const url = issued.get(id);
      if (url === undefined) return refusal(404, 'no_service');
      if (now() - url.at > LIFE_MS) return refusal(404, 'expired_url');
      if (url.uses >= USES) return refusal(404, 'used_url');
      url.uses += 1;
      try {
        respond(url.target, parsed(body));
        return { status: 200, body: 'ok' };
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return refusal(400, error.error);
      }
    },
  };
}

function refusal(status: number, error: string): ResponseAnswer {
  return { status, body: JSON.stringify({ ok: false, error }) };
}

function parsed(body: string): Record<string, unknown> {
  let given: unknown;
  try {
    given = JSON.parse(body);
  } catch {
    throw new Refusal('invalid_payload');
  }
  if (typeof given !== 'object' || given === null) throw new Refusal('invalid_payload');
  return { ...given };
}
