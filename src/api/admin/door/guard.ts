import type { Request, RequestHandler, Response } from 'express';
import type { Refusals } from '../../../core/admins/refusals.ts';
import { note } from '../../requests/noted.ts';
import { Refusal } from '../../requests/refusal.ts';
import { forgeryOf, isForeign } from './csrf.ts';
import { enteredBy, letIn, viewerOf } from './entered.ts';
import { type Recheck, standingUnknown } from './recheck.ts';
import type { NoSession, Session, Sessions } from './sessions.ts';

export interface GuardDeps {
  sessions: Sessions;
  recheck: Recheck;
  refusals: Refusals;
  adminUrl: string;
}

export interface Guard {
  /**
   * Lets in whoever is signed in, and is an admin still.
   * @returns why not, or null
   * @throws Refusal 503 where Slack has not said for long whether they are
   */
  admit(request: Request, response: Response): Promise<NotIn | null>;
  /** Before everything that changes something: it must come from a page of the viewer's own. */
  againstForgery: RequestHandler;
  /** Before reading what leaves a line in the audit log: whoever is signed in must have wanted it, and not a page of somebody else's. */
  againstForeignLinks: RequestHandler;
}

export type NotIn = NoSession | 'no_admin_any_more';

const FORGED =
  'This did not come from a page of yours here, or the page is of a session that is over. Open it again and repeat what you did.';

export function createGuard({ sessions, recheck, refusals, adminUrl }: GuardDeps): Guard {
  async function check(request: Request, response: Response): Promise<Session | NotIn> {
    const found = await sessions.find(request);
    if (typeof found === 'string') return found;
    note(response, { actor: found.userId });
    const verdict = await recheck.verdictOn(found, (at) => sessions.checked(found, at));
    if (verdict === 'holds') return found;
    if (verdict === 'unknown') throw standingUnknown();
    const why = 'no_admin_any_more';
    await sessions.endAccessOf(response, found, why);
    await refusals.record({ action: 'access_refused', why, ...placeOf(found) });
    return why;
  }

  async function refuse(session: Session, why: string, response: Response): Promise<never> {
    note(response, { refused: why });
    await refusals.record({ action: 'access_refused', why, ...placeOf(session) });
    throw new Refusal(403, 'forged', FORGED);
  }

  return {
    async admit(request, response) {
      const session = await check(request, response);
      if (typeof session !== 'string') {
        letIn(request, { viewer: viewerOf(session), session });
        return null;
      }
      note(response, { refused: session });
      if (session === 'cookie_tampered') await refusals.record({ action: 'access_refused', why: session });
      return session;
    },
    async againstForgery(request, response, next) {
      const { session } = enteredBy(request);
      const forgery = session && forgeryOf(request, { ...session, adminUrl });
      return session && forgery ? refuse(session, forgery, response) : next();
    },
    async againstForeignLinks(request, response, next) {
      const { session } = enteredBy(request);
      return session && isForeign(request, adminUrl) ? refuse(session, 'foreign_origin', response) : next();
    },
  };
}

function placeOf({ organizationId, workspaceId, userId }: Session) {
  return { organizationId, workspaceId, actor: userId };
}
