import type { SimulatedApp } from '../app.ts';
import { newId, newWord } from '../ids.ts';
import type { StoredView, Team } from './types.ts';

/** The part of a view that an app decides; the rest is Slack's. */
export type ViewDraft = Pick<
  StoredView,
  | 'type'
  | 'blocks'
  | 'private_metadata'
  | 'callback_id'
  | 'external_id'
  | 'title'
  | 'submit'
  | 'close'
  | 'clear_on_close'
  | 'notify_on_close'
>;

export interface ViewStore {
  get(viewId: string): StoredView | undefined;
  withExternalId(externalId: string): StoredView | undefined;
  /** Whose screen the view is on. */
  viewerOf(viewId: string): string | undefined;
  openFor(userId: string): readonly StoredView[];
  homeOf(userId: string): StoredView | undefined;
  /** The conversation in which the person was when the modal, or the first one below it, was opened. */
  openedFrom(viewId: string): string | undefined;
  /** Puts a modal on top of those the person has open. */
  push(userId: string, draft: ViewDraft, openedFrom?: string): StoredView;
  update(viewId: string, draft: ViewDraft): StoredView | undefined;
  publish(userId: string, draft: ViewDraft): StoredView;
  /** Takes the view away and shows the one below it again. */
  close(viewId: string): void;
  closeAll(userId: string): void;
}

export function createViewStore({
  app,
  team,
  teamOf,
  now,
}: {
  app: SimulatedApp;
  /** The workspace that has installed the app. */
  team: Team;
  teamOf: (userId: string) => string;
  now: () => number;
}): ViewStore {
  const byId = new Map<string, { view: StoredView; viewer: string }>();
  const stacks = new Map<string, string[]>();
  const homes = new Map<string, string>();
  const conversations = new Map<string, string>();

  const newHash = () => `${Math.floor(now() / 1000)}.${newWord(8)}`;
  const stackOf = (userId: string) => stacks.get(userId) ?? [];
  const get = (viewId: string) => byId.get(viewId)?.view;

  function store(viewer: string, draft: ViewDraft, place: Pick<StoredView, 'id'> & Partial<StoredView>) {
    const view: StoredView = {
      team_id: teamOf(viewer),
      state: { values: {} },
      hash: newHash(),
      previous_view_id: null,
      root_view_id: place.id,
      app_id: app.appId,
      app_installed_team_id: app.isOrgWide ? (team.enterprise?.id ?? team.id) : team.id,
      bot_id: app.botId,
      ...draft,
      ...place,
    };
    byId.set(view.id, { view, viewer });
    return view;
  }

  return {
    get,
    withExternalId: (externalId) =>
      [...byId.values()].map(({ view }) => view).find((view) => view.external_id === externalId),
    viewerOf: (viewId) => byId.get(viewId)?.viewer,
    openFor: (userId) => stackOf(userId).flatMap((viewId) => get(viewId) ?? []),
    homeOf: (userId) => get(homes.get(userId) ?? ''),
    openedFrom: (viewId) => conversations.get(get(viewId)?.root_view_id ?? ''),
    push(userId, draft, openedFrom) {
      const stack = stackOf(userId);
      const id = newId('V');
      const view = store(userId, draft, {
        id,
        previous_view_id: stack.at(-1) ?? null,
        root_view_id: stack[0] ?? id,
      });
      stacks.set(userId, [...stack, id]);
      if (openedFrom !== undefined && stack.length === 0) conversations.set(id, openedFrom);
      return view;
    },
    update(viewId, draft) {
      const stored = byId.get(viewId);
      if (stored === undefined) return undefined;
      const { id, previous_view_id, root_view_id } = stored.view;
      return store(stored.viewer, draft, { id, previous_view_id, root_view_id });
    },
    publish(userId, draft) {
      const id = homes.get(userId) ?? newId('V');
      homes.set(userId, id);
      return store(userId, draft, { id });
    },
    close(viewId) {
      const viewer = byId.get(viewId)?.viewer;
      if (viewer === undefined) return;
      stacks.set(
        viewer,
        stackOf(viewer).filter((id) => id !== viewId),
      );
      byId.delete(viewId);
    },
    closeAll(userId) {
      for (const viewId of stackOf(userId)) byId.delete(viewId);
      stacks.delete(userId);
    },
  };
}
