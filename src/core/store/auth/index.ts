import type { Db } from '../db.ts';
import { type ApiTokens, createApiTokens } from './api-tokens.ts';
import { createSignInAttempts, type SignInAttempts } from './attempts.ts';
import { createSignInLinks, type SignInLinks } from './links.ts';
import { createSessions, type Sessions } from './sessions.ts';

/** Who may come in to the admin view. Secrets come here hashed. */
export interface AuthStore {
  sessions: Sessions;
  links: SignInLinks;
  attempts: SignInAttempts;
  apiTokens: ApiTokens;
}

export function createAuth(db: Db): AuthStore {
  return {
    sessions: createSessions(db),
    links: createSignInLinks(db),
    attempts: createSignInAttempts(db),
    apiTokens: createApiTokens(db),
  };
}
