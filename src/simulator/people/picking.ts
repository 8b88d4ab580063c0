import type { InteractiveElement } from '../block-kit/elements-of.ts';
import type { Person } from '../world/types.ts';
import { type ActorDeps, isVisibleTo } from './actor-deps.ts';
import type { Entry } from './element-state.ts';

interface PickingContext {
  deps: ActorDeps;
  person: Person;
}

const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Throws for an entry that Slack's client does not offer in this element. Options are looked up elsewhere. */
export function refuseImpossible(
  element: InteractiveElement,
  entry: Entry | undefined,
  context: PickingContext,
): void {
  if (entry === undefined || entry === null || entry === '') return;
  for (const value of typeof entry === 'string' ? [entry] : entry) {
    const problem = problemWith(element, value, context);
    if (problem !== undefined) throw new Error(`${element.type} ${element.action_id}: ${problem}`);
  }
}

function problemWith(
  element: InteractiveElement,
  value: string,
  { deps: { world }, person }: PickingContext,
): string | undefined {
  switch (element.type) {
    case 'users_select':
    case 'multi_users_select':
      return world.person(value) === undefined ? `there is no person ${value}` : undefined;
    case 'channels_select':
    case 'multi_channels_select':
    case 'conversations_select':
    case 'multi_conversations_select': {
      const channel = world.channel(value);
      const isOffered = channel !== undefined && isVisibleTo(person, channel, world.team.id);
      return isOffered ? undefined : `${person.name} finds no conversation ${value}`;
    }
    case 'datepicker':
      return DATE.test(value) ? undefined : `${value} is no date`;
    case 'timepicker':
      return TIME.test(value) ? undefined : `${value} is no time`;
    case 'plain_text_input':
      return problemWithLength(element, value.length);
    default:
      return undefined;
  }
}

/** Slack's client counts only where the app has set a bound. */
function problemWithLength(
  { min_length, max_length }: InteractiveElement,
  length: number,
): string | undefined {
  if (typeof max_length === 'number' && length > max_length) return `more than ${max_length} characters`;
  if (typeof min_length === 'number' && length < min_length) return `fewer than ${min_length} characters`;
  return undefined;
}
