import type { AnyBlock } from '@slack/types';
import { elementsOf, type InteractiveElement } from '../block-kit/elements-of.ts';
import type { Delivery } from '../deliveries/courier.ts';
import { interactionFields, interactionParcel, shownName } from '../deliveries/interaction-payloads.ts';
import type { Channel, EphemeralMessage, Message, Person } from '../world/types.ts';
import { type ActorDeps, actionTs, seenChannel } from './actor-deps.ts';
import { actionFieldsOf, type Entry, fieldKey, optionsOf, stateOf } from './element-state.ts';
import { refuseImpossible } from './picking.ts';
import type { Place } from './writing.ts';

/** Which element: the value tells apart buttons that share an action id, and says what is picked in a menu. */
interface Choice {
  actionId: string;
  /** Where several blocks have an element with this action id. */
  blockId?: string;
  value?: Entry;
  /** What stands in the other fields of the same message or view by then, by action id. */
  values?: Readonly<Record<string, Entry>>;
}

/** A person clicks a button or picks from a menu, in a message, an ephemeral message or a view. */
export interface Clicking {
  /** Throws where the person sees no such element there. */
  click(target: (Place | { viewId: string }) & Choice): Promise<Delivery>;
}

export function createClicking(deps: ActorDeps, person: Person): Clicking {
  const { world, app, courier, triggers, responseUrlFor, now } = deps;

  function send(
    choice: Choice,
    blocks: readonly AnyBlock[],
    { conversation, ...place }: Readonly<Record<string, unknown>> & { conversation: string | undefined },
  ): Promise<Delivery> {
    const found = foundElement(blocks, choice);
    const { element, block } = found;
    refuseSilent(found);
    refuseImpossible(element, choice.value, { deps, person });
    const at = actionTs(now());
    return courier.send(
      interactionParcel('action', choice.actionId, {
        type: 'block_actions',
        ...interactionFields(person, { app, team: world.team }),
        trigger_id: triggers.issue(person.id, conversation),
        ...place,
        actions: [
          {
            type: element.type,
            action_id: choice.actionId,
            block_id: block.block_id ?? '',
            ...actionFieldsOf(element, choice.value ?? null),
            action_ts: at,
          },
        ],
      }),
    );
  }

  function clickInMessage(channel: Channel, message: Message, choice: Choice): Promise<Delivery> {
    const { metadata: _, ...shown } = message;
    const original = { kind: 'message' as const, ts: message.ts };
    return send(choice, message.blocks ?? [], {
      ...placeFields(channel, message, false),
      conversation: channel.id,
      message: shown,
      state: { values: stateOf(message.blocks ?? [], entriesOf(message.blocks ?? [], choice), channel.id) },
      response_url: responseUrlFor({ channelId: channel.id, userId: person.id, original }),
    });
  }

  function clickInEphemeral(channel: Channel, message: EphemeralMessage, choice: Choice): Promise<Delivery> {
    const original = { kind: 'ephemeral' as const, ts: message.ts };
    return send(choice, message.blocks ?? [], {
      ...placeFields(channel, message, true),
      conversation: channel.id,
      state: { values: stateOf(message.blocks ?? [], entriesOf(message.blocks ?? [], choice), channel.id) },
      response_url: responseUrlFor({ channelId: channel.id, userId: person.id, original }),
    });
  }

  function clickInView(viewId: string, choice: Choice): Promise<Delivery> {
    const view = world.view(viewId);
    const isSeen = view !== undefined && world.views.viewerOf(viewId) === person.id;
    if (!isSeen) throw new Error(`${person.name} sees no view ${viewId}`);
    const conversation = world.views.openedFrom(viewId);
    const values = stateOf(view.blocks, entriesOf(view.blocks, choice), conversation);
    return send(choice, view.blocks, {
      conversation,
      container: { type: 'view', view_id: viewId },
      view: { ...view, state: { values } },
    });
  }

  return {
    async click(target) {
      if ('viewId' in target) return clickInView(target.viewId, target);
      const channel = seenChannel(deps, person, target.channel);
      const ephemeral = world.ephemeralMessages.find(channel.id, person.id, target.ts);
      if (ephemeral !== undefined) return clickInEphemeral(channel, ephemeral, target);
      const message = world.message(channel.id, target.ts);
      if (message === undefined) throw new Error(`${person.name} sees no message ${target.ts}`);
      return clickInMessage(channel, message, target);
    },
  };
}

/** What was entered in other fields, and what is picked now; a button has nothing to pick. */
function entriesOf(blocks: readonly AnyBlock[], choice: Choice): Readonly<Record<string, Entry>> {
  const { actionId, value, values = {} } = choice;
  if (value === undefined) return values;
  return { ...values, [fieldKey(foundElement(blocks, choice).block, actionId)]: value };
}

function placeFields(channel: Channel, { ts, thread_ts }: Message | EphemeralMessage, isEphemeral: boolean) {
  return {
    container: {
      type: 'message',
      message_ts: ts,
      channel_id: channel.id,
      is_ephemeral: isEphemeral,
      ...(thread_ts === undefined ? {} : { thread_ts }),
    },
    channel: { id: channel.id, name: shownName(channel) },
  };
}

interface Found {
  element: InteractiveElement;
  block: AnyBlock;
}

function foundElement(blocks: readonly AnyBlock[], { actionId, blockId, value }: Choice): Found {
  const found = blocks
    .filter((block) => blockId === undefined || block.block_id === blockId)
    .flatMap((block) => elementsOf(block).map((element) => ({ element, block })))
    .find(({ element }) => element.action_id === actionId && isMeant(element, value));
  if (found === undefined) {
    const wanted = value === undefined ? '' : ` with value ${String(value)}`;
    throw new Error(`there is no element ${actionId}${wanted}`);
  }
  return found;
}

/** A field of a modal tells of itself only where the app has asked for it. */
function refuseSilent({ element, block }: Found): void {
  if (block.type !== 'input' || ('dispatch_action' in block && block.dispatch_action === true)) return;
  throw new Error(`${element.action_id} tells nothing before the view is submitted: no dispatch_action`);
}

function isMeant(element: InteractiveElement, value: Entry | undefined): boolean {
  if (typeof value !== 'string') return true;
  if (element.type === 'button') return element.value === value;
  const options = optionsOf(element);
  return options.length === 0 || options.some((option) => option.value === value);
}
