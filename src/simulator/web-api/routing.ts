import type { SimulatedApp } from '../app.ts';
import type { Arguments } from './arguments.ts';
import type { FaultPlan } from './faults.ts';
import type { MethodTable } from './method.ts';
import type { RateLimits } from './rate-limits.ts';
import { Refusal } from './refusal.ts';

/** A workspace, or a whole organization, as the Web API sees it. */
export interface Tenant {
  /** `T…` or `E…`. */
  readonly id: string;
  readonly app: SimulatedApp;
  readonly methods: MethodTable;
  readonly rateLimits: RateLimits;
  readonly faults: FaultPlan;
}

/** A workspace with the means to tell whether something named in a call is its own. */
export interface WorkspaceTenant extends Tenant {
  /** Whether it has this conversation, person, view or trigger. */
  has(kind: NamedKind, id: string): boolean;
}

/** What a token stands for. */
export interface Grant {
  /** Why the token is refused; undefined where it holds. */
  error: string | undefined;
  home: Tenant;
  /** The workspaces that a token of a whole organization reaches; undefined for the token of one workspace. */
  reach: readonly WorkspaceTenant[] | undefined;
}

/** Undefined for a token that was never given out. */
export type GrantOf = (token: string) => Grant | undefined;

export type NamedKind = 'conversation' | 'person' | 'view' | 'externalView' | 'trigger';

/** Methods that ask an organization's token for the workspace they are about. */
const NEEDS_TEAM: ReadonlySet<string> = new Set([
  'conversations.list',
  'users.conversations',
  'users.list',
  'bots.info',
  'team.info',
]);

/** The arguments that show which workspace is meant, the most telling first. */
const TELLING: readonly (readonly [argument: string, kind: NamedKind])[] = [
  ['channel', 'conversation'],
  ['view_id', 'view'],
  ['external_id', 'externalView'],
  ['trigger_id', 'trigger'],
  ['user_id', 'person'],
  ['user', 'person'],
  ['users', 'person'],
];

/** Where a call is answered; throws the Refusal Slack gives for one that does not say which workspace it means. */
export function routed({ home, reach }: Grant, method: string, args: Arguments): Tenant {
  if (reach === undefined || home.methods[method] !== undefined) return home;
  const teamId = args.text(method === 'team.info' ? 'team' : 'team_id');
  if (teamId !== undefined) {
    const named = reach.find(({ id }) => id === teamId);
    if (named === undefined) throw new Refusal('team_access_not_granted');
    return named;
  }
  if (NEEDS_TEAM.has(method)) throw new Refusal('missing_argument');
  const [first] = reach;
  if (first === undefined) throw new Refusal('team_access_not_granted');
  return meantBy(reach, args) ?? first;
}

function meantBy(reach: readonly WorkspaceTenant[], args: Arguments): Tenant | undefined {
  for (const [argument, kind] of TELLING) {
    const [id] = args.text(argument)?.split(',') ?? [];
    if (id !== undefined) return reach.find((tenant) => tenant.has(kind, id));
  }
  return undefined;
}
