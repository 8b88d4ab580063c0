import type { StoredView } from '../../world/types.ts';
import { personNamedBy } from '../access.ts';
import type { Arguments } from '../arguments.ts';
import type { MethodDeps, MethodTable } from '../method.ts';
import { invalidArguments, Refusal } from '../refusal.ts';
import { viewDraftOf } from '../view-draft.ts';

const DEEPEST_STACK = 3;

/** Modals and the Home tab: `views.open`, `views.push`, `views.update`, `views.publish`. */
export function createViewMethods(deps: MethodDeps): MethodTable {
  const { world, triggers } = deps;

  function draftIn(args: Arguments, type: 'modal' | 'home') {
    const given = args.structure('view', 'invalid_arguments');
    if (given === undefined) throw invalidArguments('missing required field: view');
    return viewDraftOf(given, type);
  }

  function refuseTakenExternalId(externalId: string, except?: string): void {
    const other = externalId === '' ? undefined : world.views.withExternalId(externalId);
    if (other !== undefined && other.id !== except) throw new Refusal('duplicate_external_id');
  }

  function opened(args: Arguments): { view: StoredView } {
    const draft = draftIn(args, 'modal');
    refuseTakenExternalId(draft.external_id);
    const triggerId = args.required('trigger_id');
    const userId = triggers.redeem(triggerId);
    if (world.views.openFor(userId).length >= DEEPEST_STACK) throw new Refusal('push_limit_reached');
    return { view: world.views.push(userId, draft, triggers.placeOf(triggerId)) };
  }

  function namedView(args: Arguments): StoredView {
    const viewId = args.text('view_id');
    const externalId = args.text('external_id');
    if (viewId === undefined && externalId === undefined)
      throw invalidArguments('missing required field: view_id');
    const view = viewId === undefined ? world.views.withExternalId(externalId ?? '') : world.view(viewId);
    if (view === undefined) throw new Refusal('not_found');
    return view;
  }

  function refuseOldHash(args: Arguments, current: StoredView | undefined): void {
    const hash = args.text('hash');
    if (hash !== undefined && hash !== current?.hash) throw new Refusal('hash_conflict');
  }

  return {
    'views.open': {
      scopes: [],
      pace: 'tier4',
      run: opened,
    },
    'views.push': {
      scopes: [],
      pace: 'tier4',
      run: opened,
    },
    'views.update': {
      scopes: [],
      pace: 'tier4',
      run(args) {
        const current = namedView(args);
        const draft = draftIn(args, current.type);
        refuseOldHash(args, current);
        refuseTakenExternalId(draft.external_id, current.id);
        return { view: world.views.update(current.id, draft) };
      },
    },
    'views.publish': {
      scopes: [],
      pace: 'tier4',
      run(args) {
        const { id: userId } = personNamedBy(deps, args, 'user_id');
        const draft = draftIn(args, 'home');
        refuseOldHash(args, world.homeView(userId));
        return { view: world.views.publish(userId, draft) };
      },
    },
  };
}
