import type { Db } from '../db.ts';
import { type ApiTokens, createApiTokens } from './api-tokens.ts';
import { createSignInAttempts, type SignInAttempts } from './attempts.ts';
import { type AccessEnding, type AccessOf, type EndedAccess, endAccess } from './ending.ts';
import { createSignInLinks, type SignInLinks } from './links.ts';
import { createSessions, type Sessions } from './sessions.ts';

/** Who may come in to the admin view. Secrets come here hashed. */
export interface AuthStore {
  sessions: Sessions;
  links: SignInLinks;
  attempts: SignInAttempts;
  apiTokens: ApiTokens;
  /** Ends what a person comes in with, and leaves a line of it in the audit log. @returns how much there was to end */
  endAccess(of: AccessOf, ending: AccessEnding): Promise<EndedAccess>;
}

export function createAuth(db: Db): AuthStore {
  return {
    sessions: createSessions(db),
    links: createSignInLinks(db),
    attempts: createSignInAttempts(db),
    apiTokens: createApiTokens(db),
    endAccess: (of, ending) => endAccess(db, of, ending),
  };
}
