import type { SimulatedApp } from '../../app.ts';
import type { Enterprise } from '../../seed.ts';
import type { Person, World } from '../../world/types.ts';
import { personNamedBy } from '../access.ts';
import type { MethodDeps, MethodTable } from '../method.ts';
import { pageOf } from '../paging.ts';

/** `users.info` and `users.list`. */
export function createPeopleMethods(deps: MethodDeps): MethodTable {
  const { world, app, now } = deps;
  const userOf = (person: Person, withLocale: boolean) =>
    userObject(person, { world, app, at: now(), withLocale });
  return {
    'users.info': {
      scopes: ['users:read'],
      pace: 'tier4',
      run: (args) => ({ user: userOf(personNamedBy(deps, args, 'user'), args.flag('include_locale')) }),
    },
    'users.list': {
      scopes: ['users:read'],
      pace: 'tier2',
      run(args) {
        const people = world.people();
        const { page, next_cursor } = pageOf(people, args, {
          kind: 'user',
          idOf: (person) => person.id,
          limit: args.limit(people.length, 1000),
        });
        const withLocale = args.flag('include_locale');
        return {
          members: page.map((person) => userOf(person, withLocale)),
          cache_ts: Math.floor(now() / 1000),
          response_metadata: { next_cursor },
        };
      },
    },
  };
}

/** Deactivated people come without zone and roles, people of other workspaces without roles, as they do in Slack. */
function userObject(
  person: Person,
  { world, app, at, withLocale }: { world: World; app: SimulatedApp; at: number; withLocale: boolean },
): Record<string, unknown> {
  const isDeleted = person.deleted === true;
  const teamId = person.teamId ?? world.team.id;
  const isForeign = teamId !== world.team.id;
  return {
    id: person.id,
    team_id: teamId,
    name: person.name,
    deleted: isDeleted,
    is_bot: person.isBot === true,
    is_app_user: false,
    updated: 0,
    profile: profileOf(person, teamId),
    ...(isDeleted
      ? {}
      : {
          real_name: person.realName,
          color: '9f69e7',
          ...(isForeign ? strangenessOf(person, world, app) : rolesOf(person, world)),
          ...zoneOf(person, at),
        }),
    ...(withLocale && !isForeign && person.locale !== undefined ? { locale: person.locale } : {}),
  };
}

/** Owners are admins too, and guests of one channel are guests too. */
function rolesOf(person: Person, { team }: World) {
  const isPrimaryOwner = person.isPrimaryOwner === true;
  const isOwner = isPrimaryOwner || person.isOwner === true;
  const isUltraRestricted = person.isUltraRestricted === true;
  return {
    is_admin: isOwner || person.isAdmin === true,
    is_owner: isOwner,
    is_primary_owner: isPrimaryOwner,
    is_restricted: isUltraRestricted || person.isRestricted === true,
    is_ultra_restricted: isUltraRestricted,
    is_email_confirmed: true,
    who_can_share_contact_card: 'EVERYONE',
    ...(team.enterprise === undefined
      ? {}
      : { enterprise_user: orgUserOf(person, team.id, team.enterprise) }),
  };
}

/** Somebody as their organization knows them. */
function orgUserOf(person: Person, teamId: string, { id, name }: Enterprise) {
  return {
    id: person.id,
    enterprise_id: id,
    enterprise_name: name,
    is_admin: person.isOrgOwner === true || person.isOrgAdmin === true,
    is_owner: person.isOrgOwner === true,
    is_primary_owner: false,
    teams: [teamId],
  };
}

/** A stranger is someone of another workspace with whom the app shares no channel. */
function strangenessOf(person: Person, world: World, app: SimulatedApp) {
  const isMet = world
    .channels()
    .some(({ isShared, members }) => isShared && members.has(person.id) && members.has(app.botUserId));
  return { is_stranger: person.isStranger ?? !isMet };
}

function profileOf(person: Person, teamId: string) {
  const displayName = person.displayName ?? '';
  return {
    title: person.title ?? '',
    phone: '',
    real_name: person.realName,
    real_name_normalized: person.realName,
    display_name: displayName,
    display_name_normalized: displayName,
    status_text: '',
    status_emoji: '',
    status_expiration: 0,
    avatar_hash: '',
    team: teamId,
    ...(person.botId === undefined ? {} : { bot_id: person.botId }),
  };
}

function zoneOf({ timeZone }: Person, at: number) {
  if (timeZone === undefined) return {};
  return { tz: timeZone, tz_label: zonePart(timeZone, at, 'long'), tz_offset: offsetSeconds(timeZone, at) };
}

function zonePart(timeZone: string, at: number, timeZoneName: 'long' | 'longOffset'): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName }).formatToParts(at);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
}

function offsetSeconds(timeZone: string, at: number): number {
  const match = /^GMT([+-])(\d{2}):(\d{2})$/.exec(zonePart(timeZone, at, 'longOffset'));
  if (match === null) return 0;
  const seconds = Number(match[2]) * 3600 + Number(match[3]) * 60;
  return match[1] === '-' ? -seconds : seconds;
}
