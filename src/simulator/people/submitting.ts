import type { AnyBlock } from '@slack/types';
import { elementsOf } from '../block-kit/elements-of.ts';
import type { Delivery } from '../deliveries/courier.ts';
import { interactionFields, interactionParcel } from '../deliveries/interaction-payloads.ts';
import { Refusal } from '../web-api/refusal.ts';
import { viewDraftOf } from '../web-api/view-draft.ts';
import type { Person, StoredView } from '../world/types.ts';
import type { ViewDraft } from '../world/views.ts';
import type { ActorDeps } from './actor-deps.ts';
import { type Entry, entryFor, isEmptyState, stateOf } from './element-state.ts';
import { refuseImpossible } from './picking.ts';

const DEEPEST_STACK = 3;

interface Submission {
  delivery: Delivery;
  /** What the app had against the entries, by block id; undefined where it took them. */
  errors: Record<string, string> | undefined;
}

/** A person works with the modals the app has opened. */
export interface Submitting {
  /** Submits a modal with entries by action id. Throws where Slack's client would not let it go. */
  submitView(form: { viewId: string; values?: Readonly<Record<string, Entry>> }): Promise<Submission>;
  /** Closes a modal; the delivery is undefined where the view does not ask for `view_closed`. */
  closeView(form: { viewId: string }): Promise<Delivery | undefined>;
}

export function createSubmitting(deps: ActorDeps, person: Person): Submitting {
  const { world, app, courier, triggers } = deps;
  const context = { app, team: world.team };

  function topView(viewId: string): StoredView {
    const top = world.openViews(person.id).at(-1);
    if (top === undefined || top.id !== viewId) throw new Error(`${person.name} does not see view ${viewId}`);
    return top;
  }

  function pushOnto(view: StoredView, draft: ViewDraft): void {
    if (world.openViews(person.id).length >= DEEPEST_STACK)
      throw new Error(`no view can be pushed onto ${view.id}: ${DEEPEST_STACK} are open`);
    world.views.push(person.id, draft);
  }

  function carryOut(view: StoredView, action: ResponseAction): Record<string, string> | undefined {
    switch (action.response_action) {
      case 'errors':
        return knownErrors(view, action.errors ?? {});
      case 'clear':
        world.views.closeAll(person.id);
        return undefined;
      case 'update':
        world.views.update(view.id, viewInAnswer(action));
        return undefined;
      case 'push':
        pushOnto(view, viewInAnswer(action));
        return undefined;
      case undefined:
        world.views.close(view.id);
        return undefined;
      default:
        throw new Error(`${String(action.response_action)} is not a response_action`);
    }
  }

  return {
    async submitView({ viewId, values = {} }) {
      const view = topView(viewId);
      if (view.submit === null) throw new Error('the view has no submit button');
      for (const block of view.blocks) {
        for (const element of elementsOf(block)) {
          refuseImpossible(element, entryFor(block, element, values), { deps, person });
        }
      }
      const state = { values: stateOf(view.blocks, values, world.views.openedFrom(view.id)) };
      refuseIncomplete(view.blocks, state.values);
      const delivery = await courier.send(
        interactionParcel('view', view.callback_id, {
          type: 'view_submission',
          ...interactionFields(person, context),
          trigger_id: triggers.issue(person.id),
          view: { ...view, state },
          response_urls: [],
        }),
      );
      if (delivery.status !== 200) return { delivery, errors: undefined };
      return { delivery, errors: carryOut(view, responseActionIn(delivery.body)) };
    },
    async closeView({ viewId }) {
      const view = topView(viewId);
      if (view.clear_on_close) world.views.closeAll(person.id);
      else world.views.close(viewId);
      if (!view.notify_on_close) return undefined;
      return courier.send(
        interactionParcel('view', view.callback_id, {
          type: 'view_closed',
          ...interactionFields(person, context),
          view,
          is_cleared: view.clear_on_close,
        }),
      );
    },
  };
}

interface ResponseAction {
  response_action?: unknown;
  errors?: Record<string, string>;
  view?: unknown;
}

function viewInAnswer({ view }: ResponseAction): ViewDraft {
  try {
    return viewDraftOf(view ?? null, 'modal');
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Error(`Slack refuses the view in the answer: ${JSON.stringify(error.details)}`, {
      cause: error,
    });
  }
}

function responseActionIn(body: string): ResponseAction {
  if (body === '') return {};
  const parsed: unknown = JSON.parse(body);
  return typeof parsed === 'object' && parsed !== null ? parsed : {};
}

/** Slack shows errors at input blocks alone, and fails the submission over any other block id. */
function knownErrors(view: StoredView, errors: Record<string, string>): Record<string, string> {
  for (const blockId of Object.keys(errors)) {
    const isInput = view.blocks.some((block) => block.block_id === blockId && block.type === 'input');
    if (!isInput) throw new Error(`there is no input block ${blockId} to show an error at`);
  }
  return errors;
}

function refuseIncomplete(
  blocks: readonly AnyBlock[],
  values: Record<string, Record<string, unknown>>,
): void {
  for (const block of blocks) {
    if (block.type !== 'input' || ('optional' in block && block.optional === true)) continue;
    const states = Object.values(values[block.block_id ?? ''] ?? {});
    if (states.every(isEmptyState)) throw new Error(`input ${block.block_id} must be filled in`);
  }
}
