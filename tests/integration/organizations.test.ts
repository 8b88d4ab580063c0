import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTION_RECAP_UP, SHORTCUT_RECALL_THREAD } from '../../src/core/slack/ids.ts';
import type { WorkspaceSeed } from '../../src/simulator/seed.ts';
import {
  BO,
  GENERAL,
  MARA,
  type RecallOfMany,
  startRecallOfMany,
  workspaceOf,
} from '../support/organizations.ts';
import { isSettled, wordsOf } from '../support/reading.ts';
import { signed } from '../support/signed.ts';
import { until } from '../support/until.ts';

const FORM = 'application/x-www-form-urlencoded';
/** Messages of all workspaces are timed alike, and say another word in each. */
const START = Math.floor(Date.now() / 1000) - 3600;
const ROOT = `${START}.000100`;

function talkingOf(word: string, seed: WorkspaceSeed): WorkspaceSeed {
  const messages = [
    { ts: ROOT, user: MARA, text: `When does the ${word} come?`, threadTs: ROOT },
    { ts: `${START + 60}.000100`, user: BO, text: `The ${word} comes on Friday.`, threadTs: ROOT },
    { ts: `${START + 120}.000100`, user: MARA, text: `Then I tell them of the ${word}.`, threadTs: ROOT },
  ];
  const channels = seed.channels.map((channel) =>
    channel.name === 'general' ? { ...channel, messages } : channel,
  );
  return { ...seed, channels };
}

let recall: RecallOfMany;
beforeAll(async () => {
  recall = await startRecallOfMany({
    workspaces: [
      talkingOf('zebra', workspaceOf('T0ACME', 'Acme')),
      talkingOf('heron', workspaceOf('T0BETA', 'Beta')),
      talkingOf('otter', workspaceOf('T0NORTH', 'North', 'NORTH')),
      talkingOf('lynx', workspaceOf('T0SOUTH', 'South', 'SOUTH')),
      workspaceOf('T0WEST', 'West', 'WEST'),
      workspaceOf('T0LEFT', 'Left'),
    ],
    enterprise: { id: 'E0GRID', name: 'Grid', workspaceIds: ['T0NORTH', 'T0SOUTH', 'T0WEST'] },
  });
  await recall.install({ workspaceId: 'T0ACME' });
  await recall.install({ workspaceId: 'T0BETA' });
  await recall.install({ workspaceId: 'T0LEFT' });
  await recall.install({ org: true, workspaces: ['T0NORTH', 'T0WEST'] });
});
afterAll(() => recall.close());

const generalOf = (id: string) =>
  id === 'T0NORTH' || id === 'T0SOUTH' ? `${GENERAL}${id.slice(2)}` : GENERAL;

async function recapIn(workspaceId: string) {
  const channel = generalOf(workspaceId);
  const shortcut = { callbackId: SHORTCUT_RECALL_THREAD, channel, ts: ROOT };
  await recall.slack.workspace(workspaceId).as(MARA).useMessageShortcut(shortcut);
  const [message] = await until(() => {
    const own = recall.inThread(workspaceId);
    return own.length === 1 && own.every(isSettled) ? own : null;
  });
  return wordsOf(message ?? { text: '' });
}

async function told(workspaceId: string, text: string): Promise<string> {
  const { world, as } = recall.slack.workspace(workspaceId);
  const channel = generalOf(workspaceId);
  const before = world.ephemerals(channel, MARA).length;
  await as(MARA).runCommand({ channel, command: '/recall', text });
  const answer = await until(() => world.ephemerals(channel, MARA)[before], { what: `an answer to ${text}` });
  return wordsOf(answer);
}

const conversationOf = async (workspaceId: string) => {
  const [row] = await recall.database.query<{ id: string }>(
    'SELECT id FROM "Conversation" WHERE "workspaceId" = $1',
    [workspaceId],
  );
  return row?.id ?? '';
};
const feedback = () =>
  recall.database.query<{ workspaceId: string; conversationId: string }>(
    'SELECT "workspaceId", "conversationId" FROM "Feedback"',
  );

function deliverForm(fields: Readonly<Record<string, string>>) {
  const body = new URLSearchParams(fields).toString();
  return recall.slack.deliverRaw({ body, headers: signed(body, recall.slack.app.signingSecret, FORM) });
}
const help = (place: Readonly<Record<string, string>>) =>
  deliverForm({
    ...{ command: '/recall', text: 'help', user_id: MARA, trigger_id: '1.2.y', ...place },
    ...{ is_enterprise_install: 'true', channel_id: 'C0WEST', channel_name: 'west' },
  });
const interact = (payload: object) => deliverForm({ payload: JSON.stringify(payload) });

describe('two workspaces in one bot and worker', () => {
  it('each get their own recap, asked for at the same time in channels and by people of the same ids', async () => {
    const [acme, beta] = await Promise.all([recapIn('T0ACME'), recapIn('T0BETA')]);
    expect(acme).toContain('zebra');
    expect(acme).not.toContain('heron');
    expect(beta).toContain('heron');
    expect(beta).not.toContain('zebra');
  });

  it('find nothing of each other', async () => {
    expect(await told('T0ACME', 'find zebra')).toContain('zebra');
    expect(await told('T0BETA', 'find zebra')).toContain('I found nothing');
    expect(await told('T0BETA', 'find heron')).toContain('heron');
  });

  it('cannot act on each other’s recaps, whatever a button carries', async () => {
    const value = await conversationOf('T0ACME');
    const answer = await interact({
      type: 'block_actions',
      team: { id: 'T0BETA', domain: 'beta' },
      user: { id: MARA, team_id: 'T0BETA' },
      container: { type: 'view', view_id: 'V1' },
      trigger_id: '1.2.x',
      actions: [{ type: 'button', action_id: ACTION_RECAP_UP, block_id: 'b', value }],
    });
    expect(answer.status).toBe(200);
    await recall.slack.quiet({ quietMs: 300, limitMs: 5000 });
    expect(await feedback()).toEqual([]);
  });

  it('answer for the workspace that posted a message, where Slack names the other side of a shared channel', async () => {
    const value = await conversationOf('T0ACME');
    const [delivery] = await recall.database.query<{ ts: string }>(
      'SELECT ts FROM "Delivery" WHERE "conversationId" = $1',
      [value],
    );
    await interact({
      type: 'block_actions',
      team: { id: 'T0STRANGER', domain: 'stranger' },
      user: { id: MARA, team_id: 'T0STRANGER' },
      container: { type: 'message', message_ts: delivery?.ts, channel_id: GENERAL },
      channel: { id: GENERAL, name: 'general' },
      message: { ts: delivery?.ts, user: recall.slack.workspace('T0ACME').app.botUserId },
      trigger_id: '1.2.x',
      actions: [{ type: 'button', action_id: ACTION_RECAP_UP, block_id: 'b', value }],
    });
    await until(async () => (await feedback()).length === 1);
    expect(await feedback()).toEqual([{ workspaceId: 'T0ACME', conversationId: value }]);
  });
});

describe('a workspace of an organization that Recall is installed in as a whole', () => {
  it('is served by the organization’s token, which is told the workspace', async () => {
    expect(await recapIn('T0NORTH')).toContain('otter');
    expect(await told('T0NORTH', 'find otter')).toContain('otter');
    const tokens = recall.slack.calls.filter(({ workspaceId }) => workspaceId === 'T0NORTH');
    expect(tokens.length).toBeGreaterThan(0);
    expect(new Set(tokens.map(({ args }) => args.team_id))).toEqual(new Set(['T0NORTH']));
  });

  it('comes in once Slack lets Recall in, and finds nothing of the others', async () => {
    await recall.slack.grantAccess('T0SOUTH');
    const south = await until(() => recall.store.workspaces.findActive('T0SOUTH'));
    expect(south).toMatchObject({
      name: 'South',
      botUserId: recall.slack.workspace('T0NORTH').app.botUserId,
    });
    expect(await recapIn('T0SOUTH')).toContain('lynx');
    expect(await told('T0SOUTH', 'find otter')).toContain('I found nothing');
  });

  it('comes in by its first delivery, where Slack counts it among them and did not say so before', async () => {
    await recall.database.query(`DELETE FROM "Workspace" WHERE id = 'T0WEST'`);
    expect((await help({ team_id: 'T0WEST', enterprise_id: 'E0GRID' })).body).not.toContain('/slack/install');
    const west = await until(() => recall.store.workspaces.findActive('T0WEST'));
    expect(west).toMatchObject({ name: 'West' });
    expect(await recall.store.workspaces.organizationOf('T0WEST')).toBe('E0GRID');
  });

  it('is none that a delivery merely mentions, such as the other side of a shared channel', async () => {
    const { organizationOf, markRevoked } = recall.store.workspaces;
    const [at, purgeAfter] = [new Date(), new Date(Date.now() + 3_600_000)];
    await markRevoked('T0LEFT', { for: 'app_uninstalled', at, purgeAfter });
    for (const team_id of ['T0LEFT', 'T0STRANGER']) {
      const answer = await help({ team_id, enterprise_id: 'E0GRID' });
      expect(answer.body).toContain(`${recall.botUrl}/slack/install`);
      const event = { type: 'message', user: MARA, text: 'x', ts: '1.2', channel: 'C0SHARED' };
      const authorizations = [{ enterprise_id: 'E0GRID', team_id: null, is_enterprise_install: true }];
      const body = JSON.stringify({
        type: 'event_callback',
        event_id: 'Ev0',
        team_id,
        authorizations,
        event,
      });
      await recall.slack.deliverRaw({ body, headers: signed(body, recall.slack.app.signingSecret) });
    }
    expect(await organizationOf('T0LEFT')).toBe('T0LEFT');
    expect(await organizationOf('T0STRANGER')).toBe(null);
    const asked = recall.slack.calls.filter(({ method }) => method === 'auth.teams.list').length;
    await help({ team_id: 'T0STRANGER', enterprise_id: 'E0GRID' });
    expect(recall.slack.calls.filter(({ method }) => method === 'auth.teams.list')).toHaveLength(asked);
  });

  it('goes, with a day on which its data is deleted, and leaves the others as they are', async () => {
    await recall.slack.withdrawAccess('T0SOUTH');
    await until(async () => !(await recall.store.workspaces.findActive('T0SOUTH')));
    const rows = await recall.database.query<{ id: string; isToGo: boolean }>(
      `SELECT id, "purgeAfter" IS NOT NULL AS "isToGo" FROM "Workspace" WHERE id IN ('T0NORTH', 'T0SOUTH') ORDER BY id`,
    );
    expect(rows).toEqual([
      { id: 'T0NORTH', isToGo: false },
      { id: 'T0SOUTH', isToGo: true },
    ]);
    expect(await told('T0NORTH', 'find otter')).toContain('otter');
  });
});

describe('an organization whose token Slack no longer takes', () => {
  it('has ended, for all its workspaces, once a workspace of it comes that is to be asked about', async () => {
    await recall.database.query(`DELETE FROM "Workspace" WHERE id = 'T0WEST'`);
    await recall.slack.revokeTokens('E0GRID', { events: [] });
    await until(async () => {
      const { body } = await help({ team_id: 'T0WEST', enterprise_id: 'E0GRID' });
      return body.includes('/slack/install');
    });
    await until(async () => !(await recall.store.workspaces.findActive('T0NORTH')));
    const [line] = await recall.database.query(
      `SELECT action, target, details FROM "AuditEntry" WHERE "organizationId" = 'E0GRID' ORDER BY id DESC LIMIT 1`,
    );
    expect(line).toMatchObject({ action: 'token_rejected', target: 'E0GRID' });
    await recall.install({ org: true, workspaces: ['T0NORTH', 'T0WEST'] });
    expect(await recall.store.workspaces.findActive('T0NORTH')).not.toBeNull();
  });

  it('is asked again for the name of a workspace that it did not tell', async () => {
    await recall.database.query(`UPDATE "Workspace" SET name = id WHERE id = 'T0NORTH'`);
    await help({ team_id: 'T0NORTH', enterprise_id: 'E0GRID' });
    await until(async () => (await recall.store.workspaces.findActive('T0NORTH'))?.name === 'North');
  });
});

describe('what comes from a workspace that Recall is not installed in', () => {
  const place = { team_id: 'T0STRANGER', team_domain: 'stranger' };

  it('is answered with how to install it', async () => {
    const channel = { channel_id: 'C0STRANGE', channel_name: 'strange' };
    const command = { command: '/recall', text: 'help', user_id: 'U0STRANGER', trigger_id: '1.2.z' };
    const answer = await deliverForm({ ...place, ...channel, ...command });
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toMatchObject({
      response_type: 'ephemeral',
      text: expect.stringContaining(`${recall.botUrl}/slack/install`),
    });
  });

  it('is acknowledged, so that Slack does not deliver it again, and logged', async () => {
    const before = recall.logLines.length;
    const event = {
      type: 'app_mention',
      user: 'U0STRANGER',
      text: 'secret words',
      ts: '1.2',
      channel: 'C0STRANGE',
    };
    const body = JSON.stringify({ type: 'event_callback', event_id: 'Ev1', ...place, event });
    const headers = signed(body, recall.slack.app.signingSecret);
    expect((await recall.slack.deliverRaw({ body, headers })).status).toBe(200);
    const team = { id: 'T0STRANGER', domain: 'stranger' };
    const view = { type: 'view_submission', team, user: { id: 'U0STRANGER' }, view: { callback_id: 'x' } };
    expect((await interact(view)).status).toBe(200);
    const lines = recall.logLines.slice(before).filter((line) => line.includes('not installed in'));
    expect(lines).toHaveLength(2);
    expect(lines.join('')).not.toContain('secret words');
  });
});
