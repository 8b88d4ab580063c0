import { describe, expect, it } from 'vitest';
import type { Member } from '../slack/client/slack.ts';
import { createStandingCheck } from './standing.ts';

const GRID = 'E0GRID';
const ALONE = 'T0ACME';
const nobody: Member = {
  ...{ id: 'U0MARA', name: 'mara', timeZone: null, locale: null },
  ...{ standing: 'full', isAdmin: false },
};
const workspace = { id: ALONE, name: 'Acme', url: '', botUserId: 'U0BOT', botId: 'B0BOT', scopes: [] };

function reachOf(person: Partial<Member>, organizationId: string | null, isInstalled = true) {
  const check = createStandingCheck({
    installations: {
      find: async () => (isInstalled ? workspace : null),
      slackFor: () => ({ person: async () => ({ ...nobody, ...person }) }),
    },
    organizationOf: async () => organizationId,
  });
  return check.ask(ALONE, nobody.id).then((standing) => standing?.reach ?? null);
}

describe('who may come in, and how far', () => {
  it.each([
    ['an admin of a workspace that stands for itself', { isAdmin: true }, ALONE, 'organization'],
    ['an admin of a workspace of a Grid', { isAdmin: true }, GRID, 'workspace'],
    [
      'an admin of the Grid who is none of the workspace',
      { isOrgAdmin: true as const },
      GRID,
      'organization',
    ],
    ['the same where the workspace stands for itself', { isOrgAdmin: true as const }, ALONE, 'organization'],
    ['both', { isAdmin: true, isOrgAdmin: true as const }, GRID, 'organization'],
    ['a member', {}, GRID, null],
    ['a guest who is an admin', { isAdmin: true, standing: 'guest' as const }, ALONE, null],
    ['a bot', { isAdmin: true, standing: 'bot' as const }, ALONE, null],
    ['somebody who left', { isOrgAdmin: true as const, standing: 'gone' as const }, GRID, null],
    ['an admin of a workspace that is not known', { isAdmin: true }, null, null],
  ])('is decided for %s', async (_, person, organizationId, reach) => {
    expect(await reachOf(person, organizationId)).toBe(reach);
  });

  it('is nobody where Recall is not installed', async () => {
    expect(await reachOf({ isAdmin: true }, ALONE, false)).toBeNull();
  });
});
