import { afterEach, describe, expect, it } from 'vitest';
import type { Simulator } from '../../src/simulator/index.ts';
import { clientOf, createSimulators, refusalOf } from '../support/simulator-client.ts';
import { messagesOf, ROOT_TS, smallWorkspace, threadOf } from '../support/small-workspace.ts';

const { start, closeAll } = createSimulators();
afterEach(closeAll);

async function rawCall(simulator: Simulator, method: string, init: RequestInit): Promise<unknown> {
  const response = await fetch(`${simulator.apiUrl}${method}`, { method: 'POST', ...init });
  return response.json();
}

interface Row {
  ts?: string;
  text?: string;
}
interface Page {
  messages?: Row[];
  response_metadata?: { next_cursor?: string };
}

async function rowsOf(readPage: (cursor: Record<string, string>) => Promise<Page>): Promise<Row[]> {
  const rows: Row[] = [];
  let next: string | undefined;
  do {
    const page = await readPage(next === undefined ? {} : { cursor: next });
    rows.push(...(page.messages ?? []));
    next = page.response_metadata?.next_cursor;
  } while (next);
  return rows;
}

describe('reading 3,000 messages through the WebClient', () => {
  it('pages through a channel, newest first', async () => {
    const seeded = messagesOf(3000);
    const simulator = await start({ seed: smallWorkspace({ messages: seeded }) });
    const { conversations } = clientOf(simulator);
    const window = { channel: 'C0GENERAL', limit: 200 };
    const rows = await rowsOf((cursor) => conversations.history({ ...window, ...cursor }));
    expect(rows.map(({ text }) => text)).toEqual(seeded.map(({ text }) => text).reverse());
    expect(simulator.calls).toHaveLength(15);
  });

  it('pages through a thread, oldest first, the root on every page', async () => {
    const seeded = threadOf(3000);
    const simulator = await start({ seed: smallWorkspace({ messages: seeded }) });
    const { conversations } = clientOf(simulator);
    const thread = { channel: 'C0GENERAL', ts: ROOT_TS, limit: 200 };
    const rows = await rowsOf((cursor) => conversations.replies({ ...thread, ...cursor }));
    const replies = rows.filter(({ ts }) => ts !== ROOT_TS);
    expect(replies.map(({ text }) => text)).toEqual(seeded.slice(1).map(({ text }) => text));
    expect(rows.length - replies.length).toBe(simulator.calls.length);
  });
});

describe('tokens and scopes', () => {
  it('tells whose token it is', async () => {
    const simulator = await start();
    expect(await clientOf(simulator).auth.test()).toMatchObject({
      url: 'https://acme.slack.com/',
      team_id: 'T0ACME',
      user_id: simulator.app.botUserId,
      bot_id: simulator.app.botId,
    });
  });

  it('refuses a token it does not know, and one that was revoked', async () => {
    const simulator = await start();
    expect(await refusalOf(clientOf(simulator, {}, 'xoxb-other').auth.test())).toMatchObject({
      error: 'invalid_auth',
    });
    simulator.faults.revokeToken();
    expect(await refusalOf(clientOf(simulator).auth.test())).toMatchObject({ error: 'token_revoked' });
    simulator.faults.clear();
    expect(await clientOf(simulator).auth.test()).toMatchObject({ ok: true });
  });

  it('takes a token from the header or a form, but not from JSON', async () => {
    const simulator = await start();
    const token = simulator.app.botToken;
    const json = { 'content-type': 'application/json' };
    expect(await rawCall(simulator, 'auth.test', { body: new URLSearchParams({ token }) })).toMatchObject({
      ok: true,
    });
    expect(await rawCall(simulator, 'auth.test', { headers: json, body: JSON.stringify({ token }) })).toEqual(
      { ok: false, error: 'not_authed' },
    );
    expect(
      await rawCall(simulator, 'auth.test', {
        headers: { ...json, authorization: `Bearer ${token}` },
        body: '{}',
      }),
    ).toMatchObject({ ok: true });
  });

  it('names the scope that is missing', async () => {
    const simulator = await start({ app: { scopes: ['channels:history', 'chat:write'] } });
    expect(await refusalOf(clientOf(simulator).users.info({ user: 'U0BO' }))).toMatchObject({
      error: 'missing_scope',
      needed: 'users:read',
      provided: 'channels:history,chat:write',
      response_metadata: { scopes: ['channels:history', 'chat:write'], acceptedScopes: ['users:read'] },
    });
  });

  it('asks for the history scope of the kind of channel', async () => {
    const seed = smallWorkspace({ isPrivate: true });
    const simulator = await start({ seed, app: { scopes: ['channels:history'] } });
    const refusal = await refusalOf(clientOf(simulator).conversations.history({ channel: 'C0GENERAL' }));
    expect(refusal).toMatchObject({ error: 'missing_scope', needed: 'groups:history' });
  });

  it('does not know methods that Slack has not', async () => {
    const simulator = await start();
    expect(await rawCall(simulator, 'chat.shout', {})).toEqual({
      ok: false,
      error: 'unknown_method',
      req_method: 'chat.shout',
    });
  });
});

describe('people and channels', () => {
  it('tells zones and roles of those who are still there', async () => {
    const simulator = await start();
    const client = clientOf(simulator);
    const { user: mara } = await client.users.info({ user: 'U0MARA' });
    expect(mara).toMatchObject({ tz: 'Europe/Berlin', is_admin: true, profile: { real_name: 'Mara Lind' } });
    const { user: gone } = await client.users.info({ user: 'U0GONE' });
    expect(gone).toMatchObject({ deleted: true });
    expect(gone).not.toHaveProperty('tz');
    expect(await refusalOf(client.users.info({ user: 'U0NOBODY' }))).toMatchObject({
      error: 'user_not_found',
    });
  });

  it('lists public channels, and private ones only from within', async () => {
    const simulator = await start();
    const client = clientOf(simulator);
    const types = 'public_channel,private_channel';
    const { channels } = await client.conversations.list({ types, exclude_archived: true });
    expect(channels?.map(({ id }) => id)).toEqual(['C0GENERAL', 'C0PUBLIC']);
    const own = await client.users.conversations({ types });
    expect(own.channels?.map(({ id }) => id)).toEqual(['C0GENERAL', 'C0OLD']);
  });

  it('lets the app see a private channel once it is invited, and not once it is put out', async () => {
    const simulator = await start();
    const client = clientOf(simulator);
    await simulator.invite('C0SECRET');
    expect(await client.conversations.info({ channel: 'C0SECRET' })).toMatchObject({
      channel: { is_member: true, is_private: true },
    });
    await simulator.kick('C0SECRET');
    expect(await refusalOf(client.conversations.info({ channel: 'C0SECRET' }))).toMatchObject({
      error: 'channel_not_found',
    });
  });
});
