import type { MethodDeps, MethodTable } from '../method.ts';
import { Refusal } from '../refusal.ts';
import { teamsPage } from './organization.ts';

/** Who the token belongs to: `auth.test`, `auth.teams.list`, `team.info`, `bots.info`. */
export function createIdentityMethods({ world, app }: MethodDeps): MethodTable {
  const { team } = world;
  return {
    'auth.test': {
      scopes: [],
      pace: 'hundreds',
      run: () => ({
        url: `https://${team.domain}.slack.com/`,
        team: team.name,
        user: app.name.toLowerCase(),
        team_id: team.id,
        user_id: app.botUserId,
        bot_id: app.botId,
        ...(team.enterprise === undefined ? {} : { enterprise_id: team.enterprise.id }),
        is_enterprise_install: false,
      }),
    },
    'auth.teams.list': {
      scopes: [],
      pace: 'tier2',
      run: (args) => teamsPage([team], args),
    },
    'team.info': {
      scopes: ['team:read'],
      pace: 'tier3',
      run(args) {
        const asked = args.text('team');
        if (asked !== undefined && asked !== team.id) throw new Refusal('team_not_found');
        const { id, name, domain } = team;
        return {
          team: {
            id,
            name,
            domain,
            url: `https://${domain}.slack.com/`,
            email_domain: '',
            icon: { image_default: true },
            ...(team.enterprise === undefined
              ? {}
              : { enterprise_id: team.enterprise.id, enterprise_name: team.enterprise.name }),
          },
        };
      },
    },
    'bots.info': {
      scopes: ['users:read'],
      pace: 'tier3',
      run(args) {
        if (args.required('bot') !== app.botId) throw new Refusal('bot_not_found');
        return {
          bot: {
            id: app.botId,
            app_id: app.appId,
            user_id: app.botUserId,
            name: app.name,
            deleted: false,
            updated: 0,
            icons: {},
          },
        };
      },
    },
  };
}
