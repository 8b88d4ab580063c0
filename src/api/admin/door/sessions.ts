import type { Request, Response } from 'express';
import type { Standing } from '../../../core/admins/standing.ts';
import type { AdminReach } from '../../../core/domain/admin/reach.ts';
import { hashOfSecret, makeSecret } from '../../../core/runtime/secret.ts';
import type { Store } from '../../../core/store/index.ts';
import type { Cookies } from './cookies.ts';
import type { Signer } from './signer.ts';

const SESSION_HOURS = 8;

export interface Session {
  id: string;
  organizationId: string;
  workspaceId: string;
  userId: string;
  reach: AdminReach;
  csrfToken: string;
  checkedAt: Date;
}

/** Why there is no session: no cookie came, it was not made by us, or it has expired or was ended. */
export type NoSession = 'no_session' | 'cookie_tampered' | 'session_over';

export interface Sessions {
  /** Signs somebody in under a new id; what the browser had before ends. */
  begin(request: Request, response: Response, who: Standing): Promise<Session>;
  find(request: Request): Promise<Session | NoSession>;
  checked(session: Pick<Session, 'id'>, at: Date): Promise<void>;
  end(response: Response, session: Pick<Session, 'id'>): Promise<void>;
  /** Wherever they are signed in. */
  endAllOf(response: Response, session: Session): Promise<void>;
  /** Ends this one and all else that the person comes in with there, API tokens too. */
  endAccessOf(response: Response, session: Session, why: string): Promise<void>;
}

export interface SessionsDeps {
  auth: Pick<Store['auth'], 'sessions' | 'endAccess'>;
  signer: Signer;
  cookies: Cookies;
  now(): Date;
}

const PURPOSE = 'session';

/**
 * Who is signed in. The browser keeps 256 random bits, signed; the database keeps a hash of them, so that nobody signs in with what is
 * read there.
 */
export function createSessions({ auth, signer, cookies, now }: SessionsDeps): Sessions {
  /** Undefined where the browser has none, null where we did not make it. */
  const idOf = (request: Request) => {
    const signed = cookies.read(request, 'session');
    if (!signed) return undefined;
    const secret = signer.verified(signed, PURPOSE);
    return secret === null ? null : hashOfSecret(secret);
  };
  return {
    async begin(request, response, who) {
      const before = idOf(request);
      const at = now();
      if (before) await auth.sessions.revoke(before, at);
      const secret = makeSecret();
      const seconds = SESSION_HOURS * 3600;
      const expiresAt = new Date(at.getTime() + seconds * 1000);
      const made = { id: hashOfSecret(secret), ...who, csrfToken: makeSecret(), expiresAt };
      const session = await auth.sessions.create(made, at);
      cookies.set(response, 'session', signer.sign(secret, PURPOSE), seconds);
      return session;
    },
    async find(request) {
      const id = idOf(request);
      if (id === undefined) return 'no_session';
      if (id === null) return 'cookie_tampered';
      return (await auth.sessions.find(id, now())) ?? 'session_over';
    },
    checked: ({ id }, at) => auth.sessions.touchChecked(id, at),
    async end(response, { id }) {
      cookies.clear(response, 'session');
      await auth.sessions.revoke(id, now());
    },
    async endAllOf(response, { organizationId, userId }) {
      cookies.clear(response, 'session');
      await auth.sessions.revokeAllOf({ organizationId, userId }, now());
    },
    async endAccessOf(response, { organizationId, workspaceId, userId }, why) {
      cookies.clear(response, 'session');
      const ending = { withTokens: true, actor: 'recall', why, now: now() };
      await auth.endAccess({ organizationId, workspaceId, userId }, ending);
    },
  };
}
