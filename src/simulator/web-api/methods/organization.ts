import type { SimulatedApp } from '../../app.ts';
import type { Enterprise } from '../../seed.ts';
import type { Team } from '../../world/types.ts';
import type { Arguments } from '../arguments.ts';
import type { MethodTable } from '../method.ts';
import { pageOf } from '../paging.ts';

/** What a token of a whole organization answers for itself: `auth.test`, `auth.teams.list`. */
export function createOrganizationMethods({
  enterprise,
  app,
  teams,
}: {
  enterprise: Enterprise;
  app: SimulatedApp;
  /** The workspaces the token has access to. */
  teams: () => readonly Team[];
}): MethodTable {
  return {
    'auth.test': {
      scopes: [],
      pace: 'hundreds',
      run: () => ({
        url: `https://${domainOf(enterprise)}.enterprise.slack.com/`,
        team: enterprise.name,
        user: app.name.toLowerCase(),
        team_id: enterprise.id,
        user_id: app.botUserId,
        bot_id: app.botId,
        enterprise_id: enterprise.id,
        is_enterprise_install: true,
      }),
    },
    'auth.teams.list': {
      scopes: [],
      pace: 'tier2',
      run: (args) => teamsPage(teams(), args),
    },
  };
}

/** A page of the workspaces that a token has access to. */
export function teamsPage(teams: readonly Team[], args: Arguments) {
  const { page, next_cursor } = pageOf(teams, args, {
    kind: 'team',
    idOf: ({ id }) => id,
    limit: args.limit(100, 1000),
  });
  return { teams: page.map(({ id, name }) => ({ id, name })), response_metadata: { next_cursor } };
}

/** The first word of the organization's own address. */
function domainOf({ name }: Enterprise): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}
