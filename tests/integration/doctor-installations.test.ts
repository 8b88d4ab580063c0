import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Finding } from '../../src/cli/doctor/finding.ts';
import { examine } from '../../src/cli/doctor/index.ts';
import { createVault } from '../../src/core/runtime/vault.ts';
import { createStore } from '../../src/core/store/index.ts';
import { createTestDatabase } from '../support/database.ts';
import { type RecallUnderTest, startRecall } from '../support/recall.ts';

const now = () => new Date();
let recall: RecallUnderTest;
let environment: Record<string, string>;

beforeAll(async () => {
  recall = await startRecall({ backend: 'postgres', services: [] });
  environment = { ...recall.environment, BOT_PORT: '0', API_PORT: '0' };
});
afterAll(() => recall.close());

const of = (findings: readonly Finding[], what: string) =>
  findings.find((finding) => finding.what === what) ?? { state: 'not there', found: '', fix: '' };

describe('the workspace of a bot token', () => {
  it('is named where it counts as ended, though Slack takes the token, with the day on which all of it goes', async () => {
    const database = await createTestDatabase();
    onTestFinished(database.drop);
    const store = createStore({ databaseUrl: database.url, max: 2 });
    onTestFinished(() => store.close());
    const DATABASE_URL = database.url;
    const lookNow = () => examine({ environment: { ...environment, DATABASE_URL }, now });
    expect(of(await lookNow(), 'Installations')).toMatchObject({
      state: 'ok',
      found: expect.stringContaining('first start'),
    });
    const url = 'https://acme.slack.com/';
    await store.workspaces.install({
      id: 'T0ACME',
      name: 'Acme',
      url,
      botUserId: 'U0BOT',
      botId: 'B0BOT',
      scopes: [],
    });
    const purgeAfter = new Date('2030-02-03T04:05:06Z');
    await store.workspaces.markRevoked('T0ACME', { for: 'invalid_auth', at: now(), purgeAfter });
    const findings = await lookNow();
    expect(of(findings, 'Installations')).toMatchObject({
      state: 'broken',
      found: expect.stringContaining('workspace T0ACME counts as ended'),
      fix: expect.stringContaining('restart'),
      atStart: 'ignore',
    });
    expect(of(findings, 'Taken out')).toMatchObject({
      state: 'ok',
      found: 'T0ACME (Acme): invalid_auth, all about it is deleted on 2030-02-03',
    });
  });
});

describe('the keys of installations', () => {
  it('must open every token', async () => {
    const [key, former, lost] = [1, 2, 3].map((byte) => Buffer.alloc(32, byte));
    const oauth = (keys: { ENCRYPTION_KEY?: Buffer; ENCRYPTION_KEY_PREVIOUS?: Buffer }) => {
      const { SLACK_BOT_TOKEN: _, ...rest } = environment;
      const encoded = Object.entries(keys).map(([name, each]) => [name, each.toString('base64')]);
      return {
        ...rest,
        ...Object.fromEntries(encoded),
        SLACK_CLIENT_ID: '1.2',
        SLACK_CLIENT_SECRET: 'client-secret',
        SLACK_STATE_SECRET: 'a secret of the operator',
      };
    };
    if (!key || !former || !lost) throw new Error('there are three');
    const database = await createTestDatabase();
    onTestFinished(database.drop);
    const lookWith = async (keys: Parameters<typeof oauth>[0]) =>
      examine({ environment: { ...oauth(keys), DATABASE_URL: database.url }, now });
    const install = async (id: string, sealing: Buffer) => {
      const store = createStore({ databaseUrl: database.url, vault: createVault([sealing]) });
      await store.installations.save(
        {
          ...{ id, organizationId: id, organizationName: 'Tea', isOrgWide: false, installedBy: null },
          ...{ url: 'https://tea.slack.com/', hasAllWorkspaces: true },
          ...{ botUserId: 'U0BOT', botId: 'B0BOT', scopes: ['commands'], token: 'xoxb-hunter2' },
          workspaces: [{ id, name: 'Tea', url: 'https://tea.slack.com/' }],
        },
        now(),
      );
      await store.close();
    };
    expect(of(await lookWith({ ENCRYPTION_KEY: key }), 'Installations')).toMatchObject({ state: 'warn' });
    await install('T0FIRST', key);
    await install('T0SECOND', former);
    const both = await lookWith({ ENCRYPTION_KEY: key, ENCRYPTION_KEY_PREVIOUS: former });
    expect(of(both, 'Encryption key')).toMatchObject({ state: 'warn', fix: 'run recall rotate-key' });
    expect(of(both, 'Installations').found).toMatch(
      /permissions that the manifest asks for are missing: T0FIRST lacks .*groups:history.*; T0SECOND lacks /,
    );
    const one = of(await lookWith({ ENCRYPTION_KEY: key }), 'Encryption key');
    expect(one).toMatchObject({ state: 'broken', found: expect.stringContaining('1 of 2'), atStart: 'tell' });
    const none = of(await lookWith({ ENCRYPTION_KEY: lost }), 'Encryption key');
    expect(none).toMatchObject({ state: 'broken', atStart: 'stop' });
  });
});
