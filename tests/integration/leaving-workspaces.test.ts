import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SHORTCUT_RECALL_THREAD } from '../../src/core/slack/ids.ts';
import { heldEngine } from '../support/held-engine.ts';
import { launchThread, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { GENERAL, type RecallOfMany, startRecallOfMany, workspaceOf } from '../support/organizations.ts';
import { isSettled } from '../support/reading.ts';
import { startRecall } from '../support/recall.ts';
import { startFurtherBot } from '../support/second-bot.ts';
import { signed } from '../support/signed.ts';
import { until } from '../support/until.ts';

const engine = heldEngine();
let recall: RecallOfMany;
beforeAll(async () => {
  const workspaces = ['T0ACME', 'T0BETA', 'T0CITY', 'T0DALE'].map((id) => workspaceOf(id, id.slice(2)));
  recall = await startRecallOfMany({ workspaces, engine });
  for (const { team } of workspaces) await recall.install({ workspaceId: team.id });
});
afterAll(() => recall.close());

async function ask(workspaceId: string): Promise<void> {
  const { world, as } = recall.slack.workspace(workspaceId);
  const ts = world.timeline(GENERAL)[0]?.ts ?? '';
  await as(MARA).useMessageShortcut({ callbackId: SHORTCUT_RECALL_THREAD, channel: GENERAL, ts });
}
const statesIn = async (workspaceId: string) => {
  const rows = await recall.database.query<{ state: string }>(
    'SELECT state FROM "Conversation" WHERE "workspaceId" = $1',
    [workspaceId],
  );
  return rows.map(({ state }) => state);
};
const isActive = async (id: string) => (await recall.store.workspaces.findActive(id)) !== null;
const auditOf = async (workspaceId: string) => {
  const rows = await recall.database.query<{ action: string; details: { for?: string } }>(
    'SELECT action, details FROM "AuditEntry" WHERE "workspaceId" = $1 ORDER BY id',
    [workspaceId],
  );
  return rows.map(({ action, details }) => [action, details.for]);
};
const isShown = (workspaceId: string) => {
  const own = recall.inThread(workspaceId);
  return own.length === 1 && own.every(isSettled);
};
const callsOf = (id: string) => recall.slack.calls.filter(({ workspaceId }) => workspaceId === id).length;

const gathered = () => recall.logLines.filter((line) => line.includes('"stage":"gather"')).length;
const countOf = (words: string) => recall.logLines.filter((line) => line.includes(words)).length;

describe('an app that is taken out in the middle of work', () => {
  const recaps = () => recall.database.query('SELECT 1 FROM "Recap"');

  it('has the model stopped, and saves nothing', async () => {
    await ask('T0CITY');
    await until(() => engine.questions.length === 1);
    await recall.slack.revokeTokens('T0CITY');
    await until(() => engine.stopped === 1);
    await until(async () => (await statesIn('T0CITY'))[0] === 'queued');
    expect(await recaps()).toEqual([]);
  });

  it('asks the model nothing, where that was not asked yet', async () => {
    await recall.install({ workspaceId: 'T0CITY' });
    await until(() => engine.questions.length === 2);
    recall.slack.faults.hang('conversations.replies');
    await ask('T0DALE');
    const replies = () =>
      recall.slack.calls.filter(({ method }) => method === 'conversations.replies').length;
    const before = replies();
    await until(() => replies() > before);
    await recall.store.workspaces.markRevoked('T0DALE', {
      ...{ for: 'app_uninstalled', at: new Date() },
      purgeAfter: new Date(Date.now() + 3_600_000),
    });
    recall.slack.faults.release();
    await until(async () => (await statesIn('T0DALE'))[0] === 'queued');
    expect(engine.questions).toHaveLength(2);
  });
});

describe('a token that Slack no longer takes, in the middle of work', () => {
  it('ends the installation once, and the work of that workspace alone', async () => {
    const before = gathered();
    await Promise.all([ask('T0ACME'), ask('T0BETA')]);
    await until(() => gathered() === before + 2);
    await recall.slack.revokeTokens('T0ACME', { events: [] });
    engine.release();
    await until(async () => !(await isActive('T0ACME')));
    await until(() => isShown('T0BETA'));
    await until(async () => (await statesIn('T0ACME'))[0] === 'queued');
    await until(async () => (await statesIn('T0BETA'))[0] === 'done');
    expect(await auditOf('T0ACME')).toEqual([
      ['installed', undefined],
      ['token_rejected', 'token_revoked'],
    ]);
    expect(await auditOf('T0BETA')).toEqual([['installed', undefined]]);
  });

  it('leads to no further calls, and leaves what was asked for where it is', async () => {
    const before = callsOf('T0ACME');
    const sweeps = countOf('swept');
    await until(() => countOf('swept') > sweeps + 2);
    expect(callsOf('T0ACME')).toBe(before);
    expect(await statesIn('T0ACME')).toEqual(['queued']);
  });

  it('goes on where it stopped once Recall is installed again', async () => {
    await recall.install({ workspaceId: 'T0ACME' });
    await until(() => isShown('T0ACME'));
    await until(async () => (await statesIn('T0ACME'))[0] === 'done');
    const [row] = await recall.database.query(`SELECT "purgeAfter" FROM "Workspace" WHERE id = 'T0ACME'`);
    expect(row).toEqual({ purgeAfter: null });
  });
});

describe('an app that is taken out', () => {
  const ENDINGS = ['app_uninstalled', 'tokens_revoked'] as const;

  it('leaves one line, and a day on which all is deleted, whatever Slack tells and however often', async () => {
    const events = [...ENDINGS, ...ENDINGS, 'app_uninstalled'] as const;
    await recall.slack.uninstall('T0BETA', { events: [...events], times: 2 });
    await until(async () => !(await isActive('T0BETA')));
    await recall.slack.quiet({ quietMs: 300, limitMs: 5000 });
    expect(await auditOf('T0BETA')).toEqual([
      ['installed', undefined],
      ['uninstalled', 'app_uninstalled'],
    ]);
    const [row] = await recall.database.query<{ days: number }>(
      `SELECT round(extract(epoch FROM "purgeAfter" - now()) / 86400)::int AS days FROM "Workspace" WHERE id = 'T0BETA'`,
    );
    expect(row?.days).toBe(30);
  });

  it.each(ENDINGS)('is heard of by %s alone', async (type) => {
    await recall.install({ workspaceId: 'T0BETA' });
    expect(await isActive('T0BETA')).toBe(true);
    await recall.slack.uninstall('T0BETA', { events: [type] });
    await until(async () => !(await isActive('T0BETA')));
  });

  it('stays, where an event of before it was installed again comes late', async () => {
    await recall.install({ workspaceId: 'T0BETA' });
    const seconds = Math.floor(Date.now() / 1000) - 300;
    const body = JSON.stringify({
      ...{ type: 'event_callback', team_id: 'T0BETA', event_id: 'EvLate', event_time: seconds },
      event: { type: 'app_uninstalled' },
    });
    const headers = signed(body, recall.slack.app.signingSecret);
    expect((await recall.slack.deliverRaw({ body, headers })).status).toBe(200);
    expect(await isActive('T0BETA')).toBe(true);
  });

  it('stays, where only the token of a person is revoked', async () => {
    const [delivery] = await recall.slack
      .workspace('T0CITY')
      .deliverEvent({ type: 'tokens_revoked', tokens: { oauth: [MARA] } });
    expect(delivery?.status).toBe(200);
    expect(await isActive('T0CITY')).toBe(true);
  });
});

describe('with a bot token', () => {
  it('works again once a bot was started with a token that holds', async () => {
    const messages = launchThread();
    const single = await startRecall({ backend: 'postgres', seed: meetingWorkspace({ messages }) });
    try {
      await single.simulator.deliverEvent({ type: 'app_uninstalled' });
      await until(async () => (await single.store.workspaces.countByState()).revoked === 1);
      const again = await startFurtherBot(single);
      single.simulator.connect(again.requestUrl);
      const ts = messages[0]?.ts ?? '';
      const shortcut = { callbackId: SHORTCUT_RECALL_THREAD, channel: GENERAL, ts };
      await single.simulator.as(MARA).useMessageShortcut(shortcut);
      await until(() => single.inThread(GENERAL, ts).some(isSettled));
      await again.close();
    } finally {
      await single.close();
    }
  });
});
