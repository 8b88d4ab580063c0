import { z } from 'zod';
import { type ApiTokenRow, apiTokenRow, TOKEN_SCOPES } from '../../core/domain/admin/api-token.ts';
import { filterText, instant } from '../../core/domain/admin/paging.ts';
import type { TokensOf } from '../../core/store/auth/api-tokens.ts';
import { MOST_DAYS, makeToken } from './door/api-tokens.ts';
import { reachOf } from './door/entered.ts';
import { action, type PageFrame, resource, type Viewer } from './resource.ts';
import { Empty } from './views/empty.tsx';
import { Head } from './views/head.tsx';
import { type Column, Table } from './views/table.tsx';
import { Time } from './views/time.tsx';

const A_DAY_MS = 24 * 3_600_000;
const DEFAULT_DAYS = 90;

const answer = z.object({ workspaceId: z.string(), tokens: z.array(apiTokenRow), now: instant });
type Tokens = z.output<typeof answer>;

/** Admins of one workspace among several see the tokens that they made; whoever sees all of the organization sees all. */
function seenBy({ organizationId, workspaceIds, userId }: Viewer): TokensOf {
  return workspaceIds === null ? { organizationId } : { organizationId, createdBy: userId };
}

export const tokensResource = resource({
  path: '/tokens',
  title: 'API tokens',
  navigation: 'API tokens',
  query: z.object({}),
  answer,
  read: async (_query, { store, viewer, now }) => ({
    workspaceId: viewer.workspaceId,
    tokens: await store.auth.apiTokens.list(seenBy(viewer)),
    now: now().toISOString(),
  }),
  peopleOf: ({ workspaceId, tokens }) => new Map([[workspaceId, tokens.map(({ createdBy }) => createdBy)]]),
  view: (tokens, frame) => <TokensPage tokens={tokens} frame={frame} />,
});

export const makeTokenAction = action({
  path: '/tokens',
  summary: 'A new API token',
  isForPeople: true,
  body: z.object({
    name: filterText(100).trim().min(1, 'Give it a name'),
    scope: z.enum(['read', 'write']).default('read').describe('`write` reads as well'),
    days: z.coerce.number().int().min(1).max(MOST_DAYS).default(DEFAULT_DAYS),
  }),
  async act({ name, scope, days }, { viewer, store, now }) {
    const { token, hash, ending } = makeToken();
    const at = now();
    const { organizationId, workspaceId, workspaceIds, userId: createdBy } = viewer;
    const scopes = TOKEN_SCOPES.filter((each) => each === 'read' || each === scope);
    const expiresAt = new Date(at.getTime() + days * A_DAY_MS);
    const made = {
      organizationId,
      workspaceId,
      createdBy,
      reach: reachOf({ workspaceIds }),
      name,
      hash,
      ending,
      scopes,
      expiresAt,
    };
    const { id } = await store.auth.apiTokens.create(made, at);
    return {
      notice: { kind: 'done', text: 'The token is made. Copy it now: it is not shown again.' },
      goTo: '/tokens',
      audit: { action: 'token_made', workspaceId, target: id, details: { name, scope, days } },
      answer: { id, token },
      show: () => <NewToken name={name} token={token} />,
    };
  },
});

export const revokeTokenAction = action({
  path: '/tokens/:id/revoke',
  summary: 'End an API token',
  isForPeople: true,
  body: z.object({ id: z.uuid() }),
  async act({ id }, { viewer, store, now }) {
    const name = await store.auth.apiTokens.revoke(seenBy(viewer), id, now());
    if (name === null) return null;
    return {
      notice: { kind: 'done', text: `The token ${name} has ended.` },
      goTo: '/tokens',
      audit: { action: 'token_revoked', workspaceId: viewer.workspaceId, target: id },
    };
  },
});

function NewToken({ name, token }: { name: string; token: string }) {
  return (
    <>
      <Head title={name} />
      <p>Programs send it with each request, as in:</p>
      <p class="secret">
        <code id="token">{token}</code>
        <button type="button" class="button" data-copy="#token" hidden>
          Copy
        </button>
      </p>
      <pre>
        <code>Authorization: Bearer {token}</code>
      </pre>
      <p>
        <a href="/admin/tokens">All tokens</a>
      </p>
    </>
  );
}

function TokensPage({ tokens: { tokens, now }, frame }: { tokens: Tokens; frame: PageFrame }) {
  return (
    <>
      <Head
        title="API tokens"
        lead="With a token a program reads or does what you can here. It ends when its maker is no admin any more."
      >
        <a class="button" href="/api/admin/openapi.json">
          Description of the API
        </a>
      </Head>
      {frame.viewer.csrfToken !== null && <TokenForm frame={frame} />}
      {tokens.length === 0 ? (
        <Empty title="No tokens yet" />
      ) : (
        <Table caption="API tokens" columns={columnsOf(now, frame)} rows={tokens} />
      )}
    </>
  );
}

function TokenForm({ frame }: { frame: PageFrame }) {
  return (
    <form class="form" method="post" action="/admin/tokens">
      {frame.csrf}
      <label class="field">
        <span>Name</span>
        <input name="name" required maxLength={100} autocomplete="off" />
        <small>What uses it, such as "cost report"</small>
      </label>
      <fieldset class="choices">
        <legend>It may</legend>
        <label>
          <input type="radio" name="scope" value="read" checked /> read
        </label>
        <label>
          <input type="radio" name="scope" value="write" /> read and change
        </label>
      </fieldset>
      <label class="field">
        <span>Days until it expires</span>
        <input type="number" name="days" min={1} max={MOST_DAYS} value={DEFAULT_DAYS} required />
      </label>
      <button type="submit" class="button button-main">
        Make a token
      </button>
    </form>
  );
}

function columnsOf(now: string, frame: PageFrame): Column<ApiTokenRow>[] {
  return [
    { label: 'Name', cell: ({ name }) => name, isHeader: true },
    { label: 'Ends in', cell: ({ ending }) => <code>{ending}</code> },
    { label: 'May', cell: ({ scopes }) => scopes.join(', ') },
    { label: 'Made by', cell: ({ createdBy }) => frame.people.get(createdBy) ?? createdBy },
    { label: 'Expires', cell: ({ expiresAt }) => <Time at={expiresAt} /> },
    { label: 'Last used', cell: ({ lastUsedAt: at }) => (at === null ? 'never' : <Time at={at} />) },
    { label: 'State', cell: (token) => <State token={token} now={now} frame={frame} /> },
  ];
}

function State({ token, now, frame }: { token: ApiTokenRow; now: string; frame: PageFrame }) {
  if (token.revokedAt !== null) return <>ended</>;
  if (token.expiresAt <= now) return <>expired</>;
  if (frame.viewer.csrfToken === null) return <>holds</>;
  return (
    <form method="post" action={`/admin/tokens/${token.id}/revoke`}>
      {frame.csrf}
      <button type="submit" class="button button-danger" aria-label={`End ${token.name}`}>
        End
      </button>
    </form>
  );
}
