import { type ErrorRequestHandler, type Request, type RequestHandler, Router } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { note } from '../../requests/noted.ts';
import { Refusal } from '../../requests/refusal.ts';
import { enteredIfAny } from './entered.ts';

/** How often within a minute. */
export interface Pace {
  /** Requests of any kind, from one address. */
  any: number;
  /** Attempts to sign in, from one address. */
  signIn: number;
  /** Requests with an API token that does not hold, from one address. */
  badToken: number;
  /** Requests with one API token. */
  token: number;
  /** Expensive pages, for one person or token. */
  expensive: number;
  /** Health reports, from one address. */
  health: number;
}

export const PACE: Pace = { any: 600, signIn: 20, badToken: 20, token: 300, expensive: 30, health: 300 };

export type Limits = Readonly<Record<Exclude<keyof Pace, 'badToken'>, RequestHandler>> & {
  /** Around what checks tokens: holds back whoever had too many refused, and counts its refusals, not what it lets through. */
  badToken(check: RequestHandler): RequestHandler;
};

const WINDOW_MS = 60_000;

/** Counted in this process alone: with several, each lets through as many. */
export function createLimits(pace: Pace = PACE): Limits {
  const limit = (of: keyof Pace, keyGenerator: (request: Request) => string) =>
    rateLimit({
      windowMs: WINDOW_MS,
      limit: pace[of],
      standardHeaders: 'draft-8',
      legacyHeaders: false,
      identifier: of,
      keyGenerator,
      handler: (_request, response, next) => {
        note(response, { refused: `too_many_${of}` });
        next(new Refusal(429, 'too_many_requests', 'That was too often. Wait a minute and try again.'));
      },
    });
  return {
    any: limit('any', addressOf),
    signIn: limit('signIn', addressOf),
    badToken(check) {
      const refused = limit('badToken', addressOf);
      const heldBack: RequestHandler = async (request, response, next) => {
        const counted = await refused.getKey(addressOf(request));
        return (counted?.totalHits ?? 0) < pace.badToken ? next() : refused(request, response, next);
      };
      const count: ErrorRequestHandler = (error: unknown, request, response, next) =>
        error instanceof Refusal && error.status === 401
          ? refused(request, response, (tooOften?: unknown) => next(tooOften ?? error))
          : next(error);
      return Router().use(heldBack, check, count);
    },
    token: limit('token', actorOf),
    expensive: limit('expensive', actorOf),
    health: limit('health', addressOf),
  };
}

function addressOf({ ip = '' }: Request): string {
  return ipKeyGenerator(ip);
}

function actorOf(request: Request): string {
  return enteredIfAny(request)?.viewer.actor ?? addressOf(request);
}
