import type { World } from '../world/types.ts';
import type { Entered } from './surface.ts';

/** A modal as a person has filled it in so far. */
export interface Draft {
  entered: Entered;
  /** What the app, or Slack, has against the entries, by block id. */
  errors: Readonly<Record<string, string>>;
}

/** Keeps what people have entered in modals while these are open, whatever the app does to them meanwhile. */
export interface Drafts {
  of(viewId: string): Draft;
  /** Adds what has been entered now; other entries stay, earlier objections are forgotten. */
  keep(viewId: string, entered: Entered): void;
  object(viewId: string, errors: Readonly<Record<string, string>>): void;
}

const EMPTY: Draft = { entered: new Map(), errors: {} };

export function createDrafts(world: World): Drafts {
  const byView = new Map<string, Draft>();

  function forgetClosed(): void {
    for (const viewId of byView.keys()) if (world.view(viewId) === undefined) byView.delete(viewId);
  }
  const of = (viewId: string) => byView.get(viewId) ?? EMPTY;

  return {
    of,
    keep(viewId, entered) {
      forgetClosed();
      byView.set(viewId, { entered: new Map([...of(viewId).entered, ...entered]), errors: {} });
    },
    object(viewId, errors) {
      byView.set(viewId, { ...of(viewId), errors });
    },
  };
}
