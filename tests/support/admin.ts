import { randomBytes } from 'node:crypto';
import { type ApiOptions, startApi } from '../../src/api/main.ts';
import { REQUEST_WAS_ANSWERED } from '../../src/api/requests/access-log.ts';
import { loadConfig } from '../../src/core/runtime/config.ts';
import { createLogger } from '../../src/core/runtime/logger.ts';
import { hashOfSecret, makeSecret } from '../../src/core/runtime/secret.ts';
import { createVault } from '../../src/core/runtime/vault.ts';
import { createStore, type Store } from '../../src/core/store/index.ts';
import { type SimulatedSlack, startSlack, type WorkspaceSeed } from '../../src/simulator/index.ts';
import { type AdminBrowser, type Answer, adminBrowser } from './admin-browser.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { freePort } from './free-port.ts';
import { type FurnishedWorkspace, furnish } from './furnished-workspace.ts';
import { smallWorkspace } from './small-workspace.ts';

/** An admin of every workspace, and somebody who is none. */
export const [ADMIN, MEMBER] = ['U0MARA', 'U0BO'] as const;
/** An admin of the whole Grid organization, who is a plain member of its workspaces. */
export const ORG_ADMIN = 'U0ORG';
/** Two that stand for themselves, and two of one Grid organization. */
export const [ACME, OTHER, NORTH, SOUTH] = ['T0ACME', 'T0OTHER', 'T0NORTH', 'T0SOUTH'] as const;
export const GRID = 'E0GRID';

export interface AuditLine {
  action: string;
  actor: string;
  organizationId: string | null;
  target: string | null;
  details: { why?: string };
}

export interface Line {
  [field: string]: unknown;
}

/** The API in this process, in front of a simulated Slack with several workspaces in which Recall is installed. */
export interface AdminUnderTest {
  url: string;
  slack: SimulatedSlack;
  database: TestDatabase;
  store: Store;
  /** What Acme holds: something in every table, with `HOSTILE` in every text and name. */
  acme: FurnishedWorkspace;
  /** Moves the clock of the API. */
  later(minutes: number): void;
  browser(): AdminBrowser;
  /** A one-time link, as `/recall admin` gives. */
  link(workspaceId: string, userId: string, minutes?: number): Promise<string>;
  /** A browser in which somebody has signed in by such a link. */
  signedIn(workspaceId: string, userId: string): Promise<AdminBrowser>;
  /** Presses "Sign in with Slack", and says yes there. @returns what Slack sends the browser back to */
  throughSlack(
    browser: AdminBrowser,
    workspaceId: string,
    userId: string,
    returnTo?: string,
  ): Promise<string>;
  lastAudit(): Promise<AuditLine | undefined>;
  /** Lines of the access log so far. */
  requests(): Line[];
  /** Why the last request was refused, as the access log has it. */
  refusedFor(): unknown;
  close(): Promise<void>;
}

/** In every name and text that people in Slack write. */
export const HOSTILE = `"><img src=x onerror=alert('mine')><script>alert(1)</script>'`;

function seedOf(id: string): WorkspaceSeed {
  const small = smallWorkspace();
  const people = small.people.map((person) =>
    person.id === ADMIN && id === ACME ? { ...person, displayName: HOSTILE } : person,
  );
  const orgAdmin = { id: ORG_ADMIN, name: 'olga', realName: 'Olga Orlov', isOrgAdmin: true };
  return {
    ...small,
    team: { id, name: id.slice(2).toLowerCase(), domain: id.slice(2).toLowerCase() },
    people: id === NORTH || id === SOUTH ? [...people, orgAdmin] : people,
  };
}

/** What `/recall admin` gives an admin. @returns the token in the link */
export async function oneTimeLink(
  store: Pick<Store, 'auth'>,
  {
    workspaceId,
    userId,
    minutes = 5,
    now = new Date(),
  }: { workspaceId: string; userId: string; minutes?: number | undefined; now?: Date },
): Promise<string> {
  const secret = makeSecret();
  const expiresAt = new Date(now.getTime() + minutes * 60_000);
  await store.auth.links.create({ id: hashOfSecret(secret), workspaceId, userId, expiresAt });
  return secret;
}

const UNHINDERED = { any: 10_000, signIn: 1000, badToken: 1000, token: 1000, expensive: 1000, health: 1000 };

/** @param changes to how often it may be asked, and how slowly */
export async function startAdmin(
  environment: Record<string, string> = {},
  changes: Pick<ApiOptions, 'pace' | 'timeouts'> = {},
): Promise<AdminUnderTest> {
  const [database, port] = await Promise.all([createTestDatabase(), freePort()]);
  const slack = await startSlack({
    workspaces: [ACME, OTHER, NORTH, SOUTH].map(seedOf),
    enterprise: { id: GRID, name: 'Grid', workspaceIds: [NORTH, SOUTH] },
    installed: [ACME, OTHER, NORTH, SOUTH],
  });
  const url = `http://127.0.0.1:${port}`;
  slack.allowRedirects(`${url}/admin/sign-in/callback`);
  const lines: string[] = [];
  let ahead = 0;
  const now = () => new Date(Date.now() + ahead);
  const config = loadConfig(environmentOf({ slack, database, port, environment }), ['api']);
  const store = createStore({ databaseUrl: database.url, vault: createVault(config.encryptionKeys) });
  const names = {
    workspaceId: ACME,
    channelId: 'C0GENERAL',
    userId: ADMIN,
    word: HOSTILE,
    time: '1700000123',
  };
  const acme = await furnish(store, names);
  await installAll(store, slack, now());
  const api = await startApi({
    config,
    logger: createLogger({ level: 'debug', format: 'json' }, { write: (line) => void lines.push(line) }),
    signal: new AbortController().signal,
    now,
    pace: UNHINDERED,
    ...changes,
  });
  const link: AdminUnderTest['link'] = (workspaceId, userId, minutes) =>
    oneTimeLink(store, { workspaceId, userId, minutes, now: now() });
  const requests = () =>
    lines.map((line): Line => JSON.parse(line)).filter(({ msg }) => msg === REQUEST_WAS_ANSWERED);
  return {
    url,
    slack,
    database,
    store,
    acme,
    link,
    later(minutes) {
      ahead += minutes * 60_000;
    },
    browser: () => adminBrowser(url),
    async signedIn(workspaceId, userId) {
      const browser = adminBrowser(url);
      const answer = await browser.post('/admin/link', { token: await link(workspaceId, userId) });
      if (answer.status !== 303) throw new Error(`not signed in: ${answer.status}`);
      return browser;
    },
    async throughSlack(browser, workspaceId, userId, returnTo = '/admin') {
      const sent = await browser.get(`/admin/sign-in/slack?${new URLSearchParams({ returnTo })}`);
      return slack.approveSignIn({ authorizeUrl: sent.location, workspaceId, userId });
    },
    async lastAudit() {
      const [line] = await database.query<AuditLine>(
        'SELECT action, actor, "organizationId", target, details FROM "AuditEntry" ORDER BY at DESC, id DESC LIMIT 1',
      );
      return line;
    },
    requests,
    refusedFor: () => requests().at(-1)?.refused,
    async close() {
      await api.close();
      await store.close();
      await slack.close();
      await database.drop();
    },
  };
}

function environmentOf({
  slack,
  database,
  port,
  environment,
}: Pick<AdminUnderTest, 'slack' | 'database'> & { port: number; environment: Record<string, string> }) {
  return {
    DATABASE_URL: database.url,
    SLACK_API_URL: slack.apiUrl,
    SLACK_CLIENT_ID: slack.app.clientId,
    SLACK_CLIENT_SECRET: slack.app.clientSecret,
    SLACK_STATE_SECRET: 'a secret of the operator',
    SLACK_SIGNING_SECRET: slack.app.signingSecret,
    ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    API_PORT: String(port),
    ...environment,
  };
}

async function installAll(store: Store, slack: SimulatedSlack, now: Date): Promise<void> {
  for (const id of [ACME, OTHER, NORTH, SOUTH]) {
    const { token, app } = slack.workspace(id);
    const isOfGrid = id === NORTH || id === SOUTH;
    const name = id === ACME ? HOSTILE : id.slice(2).toLowerCase();
    await store.installations.save(
      {
        id,
        organizationId: isOfGrid ? GRID : id,
        organizationName: isOfGrid ? 'Grid' : name,
        isOrgWide: false,
        botUserId: app.botUserId,
        botId: app.botId,
        scopes: [...app.scopes],
        token: token ?? '',
        installedBy: ADMIN,
        url: `https://${id.toLowerCase()}.slack.com/`,
        workspaces: [{ id, name, url: `https://${id.toLowerCase()}.slack.com/` }],
        hasAllWorkspaces: true,
      },
      now,
    );
  }
}

/** Whether an answer lets nobody see anything: the way to the door, or a plain refusal. */
export function isRefusal({ status, location }: Answer): boolean {
  return status >= 400 || location.startsWith('/admin/sign-in');
}
