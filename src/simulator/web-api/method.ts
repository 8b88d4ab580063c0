import type { SimulatedApp } from '../app.ts';
import type { EventFeed } from '../deliveries/event-feed.ts';
import type { Triggers } from '../deliveries/triggers.ts';
import type { WorldStore } from '../world/world.ts';
import type { Arguments } from './arguments.ts';

/** How often Slack lets a method be called: its tiers, and the methods that have a rule of their own. */
export type Pace = 'tier1' | 'tier2' | 'tier3' | 'tier4' | 'hundreds' | 'posting';

export interface Method {
  /** Scopes of which the token needs one; none means that any token will do. */
  scopes: readonly string[];
  pace: Pace;
  /** Answers the call, `ok` left out; throws a Refusal. */
  run(args: Arguments): Record<string, unknown>;
}

export type MethodTable = Readonly<Record<string, Method>>;

/** What the methods work on. */
export interface MethodDeps {
  world: WorldStore;
  app: SimulatedApp;
  /** Milliseconds since 1970. */
  now: () => number;
  feed: EventFeed;
  triggers: Triggers;
}
