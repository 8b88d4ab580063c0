import type { WorkspaceStore } from '../../src/core/store/index.ts';
import { type FurnishedWorkspace, later } from './furnished-workspace.ts';

/** The workspace whose ids are tried, and a word that stands in all its texts. */
export const BRAVO = 'T0BRAVO';
export const SECRET = 'bravosecret';

export const AT = later(5);
export const CLAIM = { now: AT, staleBefore: later(4) };
export const NEXT_WEEK = later(60 * 24 * 9);

/** What a call is made with. */
export interface Around {
  /** The store within the one workspace. */
  alpha: WorkspaceStore;
  /** What is in that workspace. */
  a: FurnishedWorkspace;
  /** What is in another workspace, and is asked for. */
  b: FurnishedWorkspace;
  /** The workspace that the call names: the other one in the first round, its own in the second. */
  ws: string;
}
type Call = (around: Around) => unknown;
/** What is given where nothing is found: nothing at all, unless it is said here. `ofItsOwn`: what is in the workspace itself. */
export type ScopedCall = Call | { asks: Call; gives?: unknown; ofItsOwn?: true };
