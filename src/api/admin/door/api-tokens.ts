import type { Request, RequestHandler, Response } from 'express';
import type { Refusals } from '../../../core/admins/refusals.ts';
import type { TokenScope } from '../../../core/domain/admin/api-token.ts';
import { hashOfSecret, makeSecret } from '../../../core/runtime/secret.ts';
import type { ApiTokenHolder } from '../../../core/store/auth/api-tokens.ts';
import type { Store } from '../../../core/store/index.ts';
import { note } from '../../requests/noted.ts';
import { Refusal } from '../../requests/refusal.ts';
import type { Viewer } from '../resource.ts';
import { enteredBy, letIn, workspacesOf } from './entered.ts';
import { type Recheck, standingUnknown } from './recheck.ts';

export const MOST_DAYS = 365;
const FORM = /^rcl_[\w-]{43}$/;
/** How exactly its last use is told. */
const TOUCH_EVERY_MS = 60_000;
const MOST_KEPT = 10_000;

/** A token for programs, as its maker is shown it once. */
export function makeToken() {
  const token = `rcl_${makeSecret()}`;
  return { token, hash: hashOfSecret(token), ending: token.slice(-4) };
}

export interface TokenGuardDeps {
  auth: Pick<Store['auth'], 'apiTokens' | 'endAccess'>;
  recheck: Recheck;
  refusals: Refusals;
  now(): Date;
}

export interface TokenGuard {
  /** The token of an `Authorization: Bearer` header; undefined where there is no such header. */
  presented(request: Request): string | undefined;
  /** Lets in whoever holds a good one. @throws Refusal 401 */
  admit(request: Request, response: Response, token: string): Promise<void>;
  /** Before everything that needs one; people who signed in have all. @throws Refusal 403 */
  needs(scope: TokenScope): RequestHandler;
}

/** A token ends with its maker's being an admin: Slack is asked like for a session, its last answer remembered in this process. */
export function createTokenGuard({ auth, recheck, refusals, now }: TokenGuardDeps): TokenGuard {
  const checkedAt = new Map<string, Date>();

  async function refuse(response: Response, why: string, known: Partial<Viewer> = {}): Promise<never> {
    note(response, { refused: why });
    const { organizationId = null, workspaceId = null, actor = 'unknown' } = known;
    await refusals.record({ action: 'token_refused', why, organizationId, workspaceId, actor });
    throw new Refusal(401, 'unauthorized', 'This API token does not hold.', {
      headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' },
    });
  }

  return {
    presented: (request) => /^bearer +(\S+) *$/i.exec(request.get('authorization') ?? '')?.[1],
    async admit(request, response, token) {
      if (!FORM.test(token)) return refuse(response, 'token_malformed');
      const at = now();
      const holder = await auth.apiTokens.findByHash(hashOfSecret(token), at);
      if (!holder) return refuse(response, 'token_unknown');
      const viewer = viewerWith(holder);
      note(response, { actor: viewer.actor });
      if (holder.state !== 'holds') return refuse(response, `token_${holder.state}`, viewer);
      const { id, reach } = holder;
      const known = { ...viewer, id, reach, checkedAt: checkedAt.get(holder.id) ?? new Date(0) };
      const verdict = await recheck.verdictOn(known, async (asked) => {
        if (checkedAt.size >= MOST_KEPT) checkedAt.clear();
        checkedAt.set(holder.id, asked);
      });
      if (verdict === 'unknown') throw standingUnknown();
      if (verdict === 'ended') {
        const why = 'token_of_no_admin';
        await auth.endAccess(viewer, { withTokens: true, actor: 'recall', why, now: at });
        return refuse(response, why, viewer);
      }
      if (isStale(holder.lastUsedAt, at)) await auth.apiTokens.touchUsed(holder.id, at);
      letIn(request, { viewer, session: null });
    },
    needs: (scope) => async (request, response, next) => {
      const { viewer } = enteredBy(request);
      if (viewer.scopes.includes(scope)) return next();
      note(response, { refused: 'scope_missing' });
      const { organizationId, workspaceId, actor } = viewer;
      const event = { why: 'scope_missing', organizationId, workspaceId, actor };
      await refusals.record({ action: 'token_refused', ...event });
      throw new Refusal(403, 'scope_missing', `This API token lacks the scope \`${scope}\`.`);
    },
  };
}

function viewerWith({ id, organizationId, workspaceId, createdBy, reach, scopes }: ApiTokenHolder): Viewer {
  return {
    organizationId,
    workspaceIds: workspacesOf({ reach, workspaceId }),
    workspaceId,
    userId: createdBy,
    actor: `token:${id}`,
    scopes,
    csrfToken: null,
  };
}

function isStale(lastUsedAt: Date | null, at: Date): boolean {
  return lastUsedAt === null || at.getTime() - lastUsedAt.getTime() >= TOUCH_EVERY_MS;
}
