import type { IncomingHttpHeaders } from 'node:http';
import type { SimulatedApp } from '../app.ts';
import type { Actor } from '../people/actor.ts';
import type { Channel, World } from '../world/types.ts';
import type { Traffic } from './traffic.ts';

export interface PageRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  /** The body; undefined where it is longer than this. */
  read(limitBytes: number): Promise<string | undefined>;
}

export interface PageAnswer {
  status: number;
  contentType: string;
  body: string;
  /** Where a redirect leads. */
  location?: string;
  /** How long the answer may be kept; not at all by default. */
  maxAgeSeconds?: number;
}

/** Answers what is asked for outside the Web API. */
export type PageHandler = (request: PageRequest) => PageAnswer | Promise<PageAnswer>;

/** What people can do on a page. */
export type Visitor = Pick<
  Actor,
  | 'say'
  | 'edit'
  | 'remove'
  | 'react'
  | 'unreact'
  | 'useMessageShortcut'
  | 'useGlobalShortcut'
  | 'runCommand'
  | 'openHome'
  | 'click'
  | 'submitView'
  | 'closeView'
>;

/** What a page shows, and through what its visitors act. */
export interface PageDeps {
  world: World & { openDirect(userId: string): Channel };
  app: SimulatedApp;
  /** Throws for someone who is not in the workspace or cannot act. */
  as(userId: string): Visitor;
  /** What the app asks of the simulator. */
  traffic: Traffic;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** A page that shows the workspace, and may let people act in it. */
export type CreatePage = (deps: PageDeps) => PageHandler;
