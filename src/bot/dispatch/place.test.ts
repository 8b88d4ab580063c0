import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeOf } from './place.ts';

const ids = (body: object) => placeOf(body).workspaceIds;

describe('the workspaces that a delivery names', () => {
  it('begins with the one whose installation an event is for', () => {
    const body = {
      type: 'event_callback',
      team_id: 'T0OTHERSIDE',
      context_team_id: 'T0CONTEXT',
      authorizations: [{ team_id: 'T0OURS', enterprise_id: null, is_enterprise_install: false }],
    };
    expect(ids(body)).toEqual(['T0OURS', 'T0CONTEXT', 'T0OTHERSIDE']);
  });

  it('goes by the context where an installation is one of a whole organization', () => {
    const body = {
      type: 'event_callback',
      team_id: 'T0ONE',
      context_team_id: 'T0ONE',
      authorizations: [{ team_id: null, enterprise_id: 'E0ORG', is_enterprise_install: true }],
    };
    expect(placeOf(body)).toMatchObject({
      kind: 'event',
      workspaceIds: ['T0ONE'],
      organizationId: 'E0ORG',
    });
  });

  it('is that of the app in a modal, whoever fills it in', () => {
    const body = {
      type: 'view_submission',
      team: { id: 'T0OTHERSIDE', domain: 'other' },
      user: { id: 'U1', team_id: 'T0OTHERSIDE' },
      view: { app_installed_team_id: 'T0OURS', team_id: 'T0OTHERSIDE' },
    };
    expect(ids(body)).toEqual(['T0OURS', 'T0OTHERSIDE']);
  });

  it('is that of a command, with its organization', () => {
    const body = {
      ...{ command: '/recall', team_id: 'T0ONE', team_domain: 'one' },
      ...{ enterprise_id: 'E0ORG', is_enterprise_install: 'true' },
    };
    expect(placeOf(body)).toEqual({
      kind: 'command',
      workspaceIds: ['T0ONE'],
      organizationId: 'E0ORG',
      pressed: null,
    });
  });

  it('is that of the team, or else of the person', () => {
    expect(ids({ type: 'shortcut', team: { id: 'T0ONE' }, user: { team_id: 'T0TWO' } })).toEqual([
      'T0ONE',
      'T0TWO',
    ]);
    expect(ids({ type: 'shortcut', team: null, user: { id: 'U1', team_id: 'T0TWO' } })).toEqual(['T0TWO']);
  });
});

describe('the message that a button stands in', () => {
  const press = {
    type: 'block_actions',
    team: { id: 'T0OTHERSIDE' },
    container: { type: 'message', channel_id: 'C1', message_ts: '1.2' },
  };

  it('tells whose it is', () => {
    expect(placeOf({ ...press, message: { user: 'U0RECALL', ts: '1.2' } }).pressed).toEqual({
      channelId: 'C1',
      ts: '1.2',
      botUserId: 'U0RECALL',
    });
    expect(placeOf(press).pressed).toEqual({ channelId: 'C1', ts: '1.2', botUserId: null });
  });

  it('is none for a shortcut, which is used on anybody’s message', () => {
    const body = { ...press, type: 'message_action', message: { user: 'U0MARA', ts: '1.2' } };
    expect(placeOf(body)).toMatchObject({ kind: 'shortcut', pressed: null });
  });
});

it('takes anything, and finds nothing where nothing is', () => {
  expect(placeOf(null)).toMatchObject({ kind: 'other', workspaceIds: [] });
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (anything, other) => {
      const place = placeOf({
        type: 'event_callback',
        team: anything,
        authorizations: other,
        view: anything,
      });
      expect(place.workspaceIds.every((id) => /^T[A-Z0-9]+$/.test(id))).toBe(true);
    }),
  );
});
