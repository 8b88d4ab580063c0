import { RecallError } from '../domain/errors.ts';
import { type Call, createCall } from './client/call.ts';
import { createClients } from './client/clients.ts';

export interface CodeExchange {
  /** Ends in `/api/`. */
  apiUrl: string;
  clientId: string;
  clientSecret: string;
  /** What Slack sent the browser back with; good once, for ten minutes. */
  code: string;
  redirectUri: string;
  /** Null where no challenge was sent. */
  codeVerifier: string | null;
}

/** What a workspace, or a whole organization, has granted. */
export interface Grant {
  token: string;
  appId: string;
  botUserId: string;
  botId: string;
  scopes: string[];
  /** Slack id of who installed it; null where Slack does not tell. */
  installedBy: string | null;
  isOrgWide: boolean;
  organization: { id: string; name: string } | null;
  /** Where links to messages start. */
  url: string;
  /** Those that it holds for, as far as they are known by now. */
  workspaces: { id: string; name: string; url: string }[];
  /** Whether these are all. */
  hasAllWorkspaces: boolean;
}

interface TokenOptions {
  token: string;
  apiUrl: string;
  /** Told where Slack does not take the token any more, and what it calls that. */
  onRejected?(reason: string): Promise<void>;
}

/** A person waits for the answer. */
const MAX_WAIT_MS = 3000;
/** Beyond so many pages the workspaces of an organization are not asked for; each is added when something of it comes in. */
const MOST_PAGES = 50;
const TEAMS_PAGE_SIZE = 100;

function calling({ token, apiUrl, onRejected = async () => {} }: TokenOptions): Call {
  const clients = createClients({ token, apiUrl });
  const rejected = async (_: unknown, reason: string) => {
    await onRejected(reason);
    return false;
  };
  return createCall({ connection: { clients: async () => clients, rejected }, maxWaitMs: MAX_WAIT_MS });
}

/**
 * Makes a token of what Slack sent the browser back with (docs.slack.dev/reference/methods/oauth.v2.access), and asks whose it is.
 * @throws RecallErrors `slack_…`; `slack_refused` where the code is none, or was used
 */
export async function exchangeCode(exchange: CodeExchange): Promise<Grant> {
  const { apiUrl, clientId, clientSecret, code, redirectUri, codeVerifier } = exchange;
  const args = {
    client_id: clientId,
    client_secret: clientSecret,
    code,
    redirect_uri: redirectUri,
    ...(codeVerifier === null ? {} : { code_verifier: codeVerifier }),
  };
  // A code is good once, so that this is not repeated.
  const call = calling({ token: '', apiUrl });
  const answer = await call('oauth.v2.access', ({ single }) => single.oauth.v2.access(args));
  const { access_token: token, team, enterprise, bot_user_id: botUserId } = answer;
  if (!token || !botUserId)
    throw new RecallError('slack_refused', 'oauth.v2.access: an answer without a bot token');
  if (answer.refresh_token)
    throw new RecallError('slack_refused', 'oauth.v2.access: the token expires; switch token rotation off');
  const isOrgWide = answer.is_enterprise_install === true;
  const organization = enterprise?.id ? { id: enterprise.id, name: enterprise.name ?? enterprise.id } : null;
  const { url, botId, workspaces, hasAll } = await workspacesOfToken({ token, apiUrl, isOrgWide });
  const own = team?.id ? [{ id: team.id, name: team.name ?? team.id, url }] : [];
  return {
    ...{ token, botUserId, botId, isOrgWide, organization },
    appId: answer.app_id ?? '',
    scopes: (answer.scope ?? '').split(',').filter(Boolean),
    installedBy: answer.authed_user?.id ?? null,
    url,
    workspaces: isOrgWide ? workspaces.map((workspace) => ({ ...workspace, url })) : own,
    hasAllWorkspaces: hasAll,
  };
}

/** What a token holds for. */
export interface OfToken {
  /** Where links to messages start. */
  url: string;
  botId: string;
  /** With a token of a whole organization, the workspaces that it holds for. */
  workspaces: { id: string; name: string }[];
  /** Whether these are all. */
  hasAll: boolean;
}

/** @throws RecallErrors `slack_…` */
export async function workspacesOfToken({
  isOrgWide = true,
  ...options
}: TokenOptions & { isOrgWide?: boolean }): Promise<OfToken> {
  const call = calling(options);
  const { url = '', bot_id: botId = '' } = await call('auth.test', ({ patient }) => patient.auth.test());
  return { url, botId, ...(isOrgWide ? await approvedWorkspaces(call) : { workspaces: [], hasAll: true }) };
}

async function approvedWorkspaces(call: Call): Promise<Pick<OfToken, 'workspaces' | 'hasAll'>> {
  const workspaces: OfToken['workspaces'] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const args = { limit: TEAMS_PAGE_SIZE, ...(cursor ? { cursor } : {}) };
    const answer = await call('auth.teams.list', ({ patient }) => patient.auth.teams.list(args));
    workspaces.push(
      ...(answer.teams ?? []).flatMap(({ id, name }) => (id ? [{ id, name: name ?? id }] : [])),
    );
    cursor = answer.response_metadata?.next_cursor || undefined;
    if (!cursor) return { workspaces, hasAll: true };
  }
  return { workspaces, hasAll: false };
}
