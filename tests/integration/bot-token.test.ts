import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { startBot } from '../../src/bot/main.ts';
import { checkBeforeStart } from '../../src/cli/doctor/before-start.ts';
import { createInstallations } from '../../src/core/installations/index.ts';
import { loadConfig } from '../../src/core/runtime/config.ts';
import { createEvents } from '../../src/core/runtime/events.ts';
import { createLogger } from '../../src/core/runtime/logger.ts';
import { createVault } from '../../src/core/runtime/vault.ts';
import { createStore } from '../../src/core/store/index.ts';
import { GENERAL } from '../support/meeting-workspace.ts';
import { type RecallUnderTest, startRecall } from '../support/recall.ts';
import { signed } from '../support/signed.ts';
import { until } from '../support/until.ts';

let recall: RecallUnderTest;
beforeEach(async () => {
  recall = await startRecall({ backend: 'postgres', services: ['bot'] });
});
afterEach(() => recall.close());

const ACME = 'T0ACME';
const now = () => new Date();
const isActive = async (id: string) => (await recall.store.workspaces.findActive(id)) !== null;

function logged() {
  const lines: string[] = [];
  return {
    lines,
    logger: createLogger({ level: 'debug', format: 'json' }, { write: (line) => void lines.push(line) }),
  };
}

/** How another process calls Slack, with the token that it was started with. */
function processWith(token: string) {
  const { lines, logger } = logged();
  const config = loadConfig({ ...recall.environment, SLACK_BOT_TOKEN: token }, ['worker']);
  const events = createEvents(logger);
  const installations = createInstallations({ store: recall.store, config, events, now });
  return { lines, read: () => installations.slackFor(ACME).channel(GENERAL) };
}

async function startBotAgain(environment: Readonly<Record<string, string>> = {}) {
  const { lines, logger } = logged();
  const stopping = new AbortController();
  const config = loadConfig({ ...recall.environment, ...environment }, ['bot']);
  const bot = await startBot({ config, logger, signal: stopping.signal, lookAgainEveryMs: 20 });
  onTestFinished(async () => {
    stopping.abort();
    await bot.close();
  });
  return { lines };
}

describe('a bot token that was renewed', () => {
  it('goes on, though a process that still has the one before hears that Slack refuses that', async () => {
    const stale = processWith('xoxb-of-before');
    await expect(stale.read()).rejects.toMatchObject({ code: 'slack_token_rejected' });
    expect(await isActive(ACME)).toBe(true);
    expect(stale.lines.join('')).toContain('restart it with the one of today');
  });

  it('ends with the process that has it, where Slack refuses that', async () => {
    const { read } = processWith(recall.config.slack.botToken);
    await read();
    recall.simulator.faults.revokeToken('invalid_auth');
    await expect(read()).rejects.toMatchObject({ code: 'slack_token_rejected' });
    expect(await isActive(ACME)).toBe(false);
  });

  it('does not end by one call that Slack refuses, where it takes the token otherwise', async () => {
    const { read } = processWith(recall.config.slack.botToken);
    recall.simulator.faults.fail('conversations.info', { error: 'invalid_auth', times: 1 });
    expect(await read()).toMatchObject({ id: GENERAL });
    recall.simulator.faults.fail('conversations.info', { error: 'invalid_auth', times: 2 });
    await expect(read()).rejects.toMatchObject({ code: 'slack_token_rejected' });
    expect(await isActive(ACME)).toBe(true);
  });

  it('is taken up again by itself, once Slack takes it again, and a line says so', async () => {
    recall.simulator.faults.revokeToken('invalid_auth');
    await expect(processWith(recall.config.slack.botToken).read()).rejects.toThrow();
    recall.simulator.faults.clear();
    await startBotAgain();
    await recall.store.workspaces.markRevoked(ACME, { for: 'invalid_auth', at: now(), purgeAfter: now() });
    await until(() => isActive(ACME));
    const rows = await recall.database.query(`SELECT "purgeAfter" FROM "Workspace" WHERE id = '${ACME}'`);
    expect(rows).toEqual([{ purgeAfter: null }]);
    const lines = await until(async () => {
      const found = await recall.database.query(`SELECT target FROM "AuditEntry" WHERE action = 'installed'`);
      return found.length > 0 ? found : null;
    });
    expect(lines).toEqual([{ target: ACME }]);
  });

  it('is not ended by an event of before, which comes late', async () => {
    const seconds = Math.floor(Date.now() / 1000) - 300;
    const body = JSON.stringify({
      ...{ type: 'event_callback', team_id: ACME, event_id: 'EvLate', event_time: seconds },
      event: { type: 'app_uninstalled' },
    });
    const headers = signed(body, recall.simulator.app.signingSecret);
    expect((await recall.simulator.deliverRaw({ body, headers })).status).toBe(200);
    expect(await isActive(ACME)).toBe(true);
  });
});

describe('a bot token where workspaces have installed Recall by themselves', () => {
  const WORDS = /T0OTHER installed Recall at \/slack\/install.*take SLACK_BOT_TOKEN out/;

  async function installOther(): Promise<void> {
    const vault = createVault([randomBytes(32)]);
    const store = createStore({ databaseUrl: recall.database.url, vault, max: 2 });
    await store.installations.save(
      {
        ...{ id: 'T0OTHER', organizationId: 'T0OTHER', organizationName: 'Other', isOrgWide: false },
        ...{ botUserId: 'U0BOT', botId: 'B0BOT', scopes: [], token: 'xoxb-other', installedBy: null },
        url: 'https://other.slack.com/',
        workspaces: [{ id: 'T0OTHER', name: 'Other', url: 'https://other.slack.com/' }],
        hasAllWorkspaces: true,
      },
      now(),
    );
    await store.close();
  }

  it('starts nothing, says why, and ends none of theirs', async () => {
    await installOther();
    await expect(startBotAgain()).rejects.toThrow(WORDS);
    for (const service of ['bot', 'worker', 'api'] as const) {
      const { environment } = recall;
      const config = loadConfig({ ...environment, BOT_PORT: '0', API_PORT: '0' }, [service]);
      const { logger } = logged();
      const { signal } = new AbortController();
      await expect(
        checkBeforeStart({ services: [service], config, environment, logger, signal, now }),
      ).rejects.toThrow(WORDS);
    }
    expect(await isActive('T0OTHER')).toBe(true);
  });

  it('calls nothing with that token for them, in a process that runs', async () => {
    await installOther();
    const config = loadConfig(recall.environment, ['worker']);
    const { logger } = logged();
    const installations = createInstallations({
      ...{ store: recall.store, config, now },
      events: createEvents(logger),
    });
    const before = recall.simulator.calls.length;
    await expect(installations.slackFor('T0OTHER').channel(GENERAL)).rejects.toMatchObject({
      code: 'slack_token_rejected',
    });
    expect(recall.simulator.calls).toHaveLength(before);
    expect(await isActive('T0OTHER')).toBe(true);
  });
});
