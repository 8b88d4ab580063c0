import type { ActorDeps } from './actor-deps.ts';
import { type Belonging, createBelonging } from './belonging.ts';
import { type Clicking, createClicking } from './clicking.ts';
import { createInvoking, type Invoking } from './invoking.ts';
import { createSubmitting, type Submitting } from './submitting.ts';
import { createWriting, type Writing } from './writing.ts';

/** All that a person can do in Slack that the app may come to know of. */
export type Actor = Writing & Invoking & Clicking & Submitting & Belonging;

/** Throws for an id that is no person who could act. */
export function createActor(deps: ActorDeps, userId: string): Actor {
  const person = deps.world.person(userId);
  if (person === undefined) throw new Error(`there is no person ${userId}`);
  if (person.deleted === true || person.isBot === true) throw new Error(`${person.name} cannot act`);
  return {
    ...createWriting(deps, person),
    ...createInvoking(deps, person),
    ...createClicking(deps, person),
    ...createSubmitting(deps, person),
    ...createBelonging(deps, person),
  };
}
