import type { Request, RequestHandler } from 'express';
import { createRefusals } from '../../../core/admins/refusals.ts';
import { createStandingCheck } from '../../../core/admins/standing.ts';
import type { Installations } from '../../../core/installations/index.ts';
import type { Config } from '../../../core/runtime/config.ts';
import type { Logger } from '../../../core/runtime/logger.ts';
import type { Store } from '../../../core/store/index.ts';
import type { Look } from '../layout.tsx';
import { createTokenGuard, type TokenGuard } from './api-tokens.ts';
import { type Cookies, createCookies } from './cookies.ts';
import { createEntry } from './entry.ts';
import { createGuard, type Guard } from './guard.ts';
import type { Limits } from './limits.ts';
import { createNotices, type Notices } from './notices.ts';
import { createRecheck } from './recheck.ts';
import { createSessions, type Session, type Sessions } from './sessions.ts';
import { signInRoutes } from './sign-in.tsx';
import { createSigner } from './signer.ts';
import { createSlackOpenId } from './slack-openid.ts';

/** All that stands between the world and the admin view. */
export interface Door {
  cookies: Cookies;
  notices: Notices;
  limits: Limits;
  sessions: Sessions;
  guard: Guard;
  tokens: TokenGuard;
  signIn(lookOf: (request: Request) => Look): RequestHandler;
  recordSignOut(session: Session, everywhere: boolean): Promise<void>;
}

export interface DoorDeps {
  /** What signs cookies, the current one first. */
  keys: readonly Buffer[];
  store: Pick<Store, 'auth' | 'audit' | 'workspaces'>;
  installations: Pick<Installations, 'find' | 'slackFor'>;
  config: Pick<Config, 'adminUrl' | 'slack'>;
  limits: Limits;
  logger: Logger;
  now(): Date;
}

export function createDoor(deps: DoorDeps): Door {
  const { store, installations, config, limits, logger, now } = deps;
  const { auth, audit } = store;
  const { adminUrl } = config;
  const { organizationOf } = store.workspaces;
  const cookies = createCookies({ adminUrl });
  const signer = createSigner(deps.keys);
  const standing = createStandingCheck({ installations, organizationOf });
  const isInstalled = async (workspaceId: string) =>
    (await store.workspaces.findActive(workspaceId)) !== null;
  const recheck = createRecheck({ standing, isInstalled, now });
  const refusals = createRefusals({ audit, logger, now });
  const sessions = createSessions({ auth, signer, cookies, now });
  const entry = createEntry({ standing, sessions, refusals, audit, organizationOf, now });
  const { oauth, apiUrl } = config.slack;
  const openId = oauth && createSlackOpenId({ oauth, apiUrl, redirectUri: `${adminUrl}/sign-in/callback` });
  return {
    cookies,
    notices: createNotices({ cookies, signer }),
    limits,
    sessions,
    guard: createGuard({ sessions, recheck, refusals, adminUrl }),
    tokens: createTokenGuard({ auth, recheck, refusals, now }),
    signIn: (lookOf) =>
      signInRoutes({ auth, openId, entry, cookies, signer, limits, adminUrl, logger, lookOf, now }),
    async recordSignOut({ organizationId, workspaceId, userId: actor }, everywhere) {
      const event = {
        organizationId,
        workspaceId,
        actor,
        action: 'signed_out',
        details: { everywhere },
      } as const;
      await audit.record(event, now());
    },
  };
}
