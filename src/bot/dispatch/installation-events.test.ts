import { describe, expect, it } from 'vitest';
import { readInstallationEvent } from './installation-events.ts';

const SECONDS = 1_760_003_000;
const AT = new Date(SECONDS * 1000);
const envelope = (event: object, around: object = {}) => ({
  ...{ type: 'event_callback', event_time: SECONDS, event },
  ...around,
});
const ofOrg = {
  enterprise_id: 'E0GRID',
  authorizations: [{ enterprise_id: 'E0GRID', team_id: null, is_enterprise_install: true }],
};

describe('what Slack tells of installations', () => {
  it('is the end of one in a workspace, also of one in an organization', () => {
    const ended = { kind: 'ended', for: 'app_uninstalled', at: AT, workspaceId: 'T0ACME' };
    const event = { type: 'app_uninstalled' };
    expect(readInstallationEvent(envelope(event, { team_id: 'T0ACME' }))).toEqual({
      ...ended,
      organizationId: null,
    });
    const inGrid = { team_id: 'T0ACME', enterprise_id: 'E0GRID' };
    expect(readInstallationEvent(envelope(event, inGrid))).toEqual({ ...ended, organizationId: 'E0GRID' });
  });

  it('is the end of one of a whole organization, where no workspace is named, or all are meant', () => {
    const event = { type: 'tokens_revoked', tokens: { bot: ['U0RECALL'] } };
    const ended = { kind: 'ended', for: 'tokens_revoked', workspaceId: null, organizationId: 'E0GRID' };
    expect(readInstallationEvent(envelope(event, { enterprise_id: 'E0GRID' }))).toMatchObject(ended);
    expect(readInstallationEvent(envelope(event, { ...ofOrg, team_id: 'T0ACME' }))).toMatchObject(ended);
  });

  it('is that workspaces of an organization came or went', () => {
    const team_ids = ['T0NORTH', 'T0SOUTH'];
    expect(readInstallationEvent(envelope({ type: 'team_access_granted', team_ids }, ofOrg))).toEqual({
      ...{ kind: 'granted', at: AT, organizationId: 'E0GRID', workspaceIds: team_ids },
    });
    expect(readInstallationEvent(envelope({ type: 'team_access_revoked', team_ids }, ofOrg))).toMatchObject({
      kind: 'withdrawn',
    });
  });

  it.each([
    ['tokens of people', { type: 'tokens_revoked', tokens: { oauth: ['U0MARA'] } }],
    ['tokens that it does not name', { type: 'tokens_revoked' }],
    ['no workspaces', { type: 'team_access_granted', team_ids: [] }],
  ])('may be of no concern: %s', (_, event) => {
    expect(readInstallationEvent(envelope(event, ofOrg))).toEqual({ kind: 'of_no_concern' });
  });

  it('is nothing else', () => {
    expect(readInstallationEvent(envelope({ type: 'app_mention' }))).toBeNull();
    expect(readInstallationEvent({ type: 'block_actions' })).toBeNull();
    expect(readInstallationEvent(null)).toBeNull();
  });
});
