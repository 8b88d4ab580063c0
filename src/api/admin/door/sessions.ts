import type { Request, Response } from 'express';
import type { AdminReach, Standing } from '../../../core/admins/standing.ts';
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
}

export interface SessionsDeps {
  auth: Pick<Store['auth'], 'sessions'>;
  signer: Signer;
  cookies: Cookies;
  now(): Date;
}

const PURPOSE = 'session';
const REACHES: Readonly<Record<string, AdminReach>> = { o: 'organization', w: 'workspace' };

/**
 * Who is signed in. The browser keeps 256 random bits and how far it sees, signed; the database keeps a hash of the bits, so that nobody
 * signs in with what is read there.
 */
export function createSessions({ auth, signer, cookies, now }: SessionsDeps): Sessions {
  const cookieOf = (request: Request) => {
    const signed = cookies.read(request, 'session');
    if (!signed) return undefined;
    const [secret, letter] = signer.verified(signed, PURPOSE)?.split('.') ?? [];
    const reach = REACHES[letter ?? ''];
    return secret && reach ? { id: hashOfSecret(secret), reach } : null;
  };
  return {
    async begin(request, response, { reach, ...who }) {
      const before = cookieOf(request);
      const at = now();
      if (before) await auth.sessions.revoke(before.id, at);
      const secret = makeSecret();
      const seconds = SESSION_HOURS * 3600;
      const expiresAt = new Date(at.getTime() + seconds * 1000);
      const made = { id: hashOfSecret(secret), ...who, csrfToken: makeSecret(), expiresAt };
      const session = await auth.sessions.create(made, at);
      const letter = reach === 'organization' ? 'o' : 'w';
      cookies.set(response, 'session', signer.sign(`${secret}.${letter}`, PURPOSE), seconds);
      return { ...session, reach };
    },
    async find(request) {
      const cookie = cookieOf(request);
      if (cookie === undefined) return 'no_session';
      if (cookie === null) return 'cookie_tampered';
      const session = await auth.sessions.find(cookie.id, now());
      return session ? { ...session, reach: cookie.reach } : 'session_over';
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
  };
}
