import { createHash } from 'node:crypto';
import type { SimulatedApp } from '../app.ts';
import { newWord } from '../ids.ts';
import type { OpenCall } from '../web-api/open-method.ts';
import { Refusal } from '../web-api/refusal.ts';
import type { AuthorizeRequest, Flow } from './authorize-request.ts';

const LIFE_MS = 10 * 60 * 1000;

/** What a person has agreed to. */
export interface Consent {
  request: AuthorizeRequest;
  /** Who agreed. */
  userId: string;
  /** The workspace, or the organization (`E…`), for which they did. */
  placeId: string;
  /** The workspaces that an organization's installation is to reach. */
  workspaceIds: readonly string[];
}

/** The codes that people bring back to the app: each is good for one exchange, for ten minutes. */
export interface Codes {
  /** A new code. */
  issue(consent: Consent): string;
  /** Takes a code; throws the Refusal Slack gives for a wrong client, code, address or verifier. */
  redeem(call: OpenCall, flow: Flow): Consent;
}

export function createCodes({ app, now }: { app: SimulatedApp; now: () => number }): Codes {
  const issued = new Map<string, { consent: Consent; at: number; isUsed: boolean }>();
  return {
    issue(consent) {
      const code = `${now()}.${issued.size + 1}.${newWord(32)}`;
      issued.set(code, { consent, at: now(), isUsed: false });
      return code;
    },
    redeem(call, flow) {
      refuseClient(call, app);
      const { args } = call;
      if ((args.text('grant_type') ?? 'authorization_code') !== 'authorization_code')
        throw new Refusal('invalid_grant_type');
      const entry = issued.get(args.text('code') ?? '');
      if (entry === undefined || now() - entry.at > LIFE_MS) throw new Refusal('invalid_code');
      if (entry.isUsed) throw new Refusal('code_already_used');
      const { request } = entry.consent;
      if (request.flow !== flow) throw new Refusal('oauth_authorization_url_mismatch');
      if (args.text('redirect_uri') !== request.redirectUri) throw new Refusal('bad_redirect_uri');
      refuseVerifier(request, args.text('code_verifier'), app);
      entry.isUsed = true;
      return entry.consent;
    },
  };
}

function refuseClient({ args, basic }: OpenCall, app: SimulatedApp): void {
  const id = basic?.id ?? args.text('client_id');
  const secret = basic?.secret ?? args.text('client_secret');
  if (id !== app.clientId) throw new Refusal('invalid_client_id');
  if (secret !== app.clientSecret) throw new Refusal('bad_client_secret');
}

/** Slack takes PKCE at an installation only from apps that have it switched on, but always at a sign-in. */
function refuseVerifier(
  { flow, challenge }: AuthorizeRequest,
  verifier: string | undefined,
  app: SimulatedApp,
) {
  const isUsed = challenge !== undefined || verifier !== undefined;
  if (isUsed && flow === 'install' && !app.pkce) throw new Refusal('pkce_not_allowed');
  const made = verifier === undefined ? undefined : createHash('sha256').update(verifier).digest('base64url');
  if (made !== challenge) throw new Refusal(flow === 'install' ? 'invalid_code_verifier' : 'invalid_grant');
}
