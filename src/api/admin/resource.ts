import type { VNode } from 'preact';
import type { z } from 'zod';
import type { Access } from '../../core/display/access.ts';
import type { HomeDisplay } from '../../core/display/home.ts';
import type { TokenScope } from '../../core/domain/admin/api-token.ts';
import type { AuditAction, AuditDetails } from '../../core/domain/admin/audit.ts';
import type { Installations } from '../../core/installations/index.ts';
import type { Producer } from '../../core/queue/producer.ts';
import type { Config } from '../../core/runtime/config.ts';
import type { Events } from '../../core/runtime/events.ts';
import type { Store } from '../../core/store/index.ts';
import type { HealthReport } from '../health.ts';

/** Who looks: an admin who signed in, or a program with a token that one made. */
export interface Viewer {
  organizationId: string;
  /** Which of its workspaces they see; null: all of them, for admins of a whole Enterprise Grid organization. */
  workspaceIds: readonly string[] | null;
  /** Where they are an admin. */
  workspaceId: string;
  /** Slack id of the admin, or of the one who made the token. */
  userId: string;
  /** As the audit log names them: the Slack id, or `token:` and the token's id. */
  actor: string;
  scopes: readonly TokenScope[];
  /** What forms send back; null for a token, which has no forms. */
  csrfToken: string | null;
}

/** What pages read from and act on. */
export interface AdminDeps {
  store: Store;
  producer: Producer;
  installations: Installations;
  /** Who may read what in Slack; for a workspace of the viewer's organization. */
  access: Access;
  homesOf(workspaceId: string): Pick<HomeDisplay, 'refresh'>;
  events: Pick<Events, 'enqueueFailed' | 'notShown'>;
  config: Pick<Config, 'engine' | 'monthlyBudgetUsd' | 'retentionDays' | 'adminUrl' | 'slack'>;
  health(): Promise<HealthReport>;
  now(): Date;
}

export interface AdminContext extends AdminDeps {
  viewer: Viewer;
  /** Names of people and channels that the viewer may know, by id; what Slack does not tell in time stays an id. */
  peopleNamed(workspaceId: string, ids: Iterable<string>): Promise<ReadonlyMap<string, string>>;
}

/** What a page is drawn with besides its answer. */
export interface PageFrame {
  viewer: Viewer;
  /** Path of the page, without its query, such as `/admin/conversations`. */
  path: string;
  /** Its query, as it was given. */
  query: Readonly<Record<string, string>>;
  /** Hidden fields for every form that changes something: the CSRF token, and where the form stands. */
  csrf: VNode;
  /** What the action before said, once; null where there was none. */
  notice: Notice | null;
  now: Date;
  /** Names by Slack id: those that the page asked for, and the viewer's own. */
  people: ReadonlyMap<string, string>;
}

export interface Notice {
  kind: 'done' | 'refused';
  text: string;
}

/**
 * Something to look at: an HTML page under `/admin` and its JSON twin under `/api/admin`, at the same path, with one answer. The twin and
 * its description are made of `query` and `answer`.
 */
export interface Resource<Query extends z.ZodObject, Answer extends z.ZodType> {
  /** Below `/admin`, such as `/conversations/:id`, empty for `/admin` itself; names of parameters are fields of `query`. */
  path: string;
  title: string;
  /** What stands in the navigation; null for pages that are reached from another. */
  navigation: string | null;
  /** A field that is given empty counts as not given. */
  query: Query;
  answer: Answer;
  /** Whether it is worth a stricter rate limit. */
  isExpensive?: boolean;
  /** @returns null where there is no such thing for this viewer: 404, whether or not it is there for others */
  read(query: z.output<Query>, context: AdminContext): Promise<z.input<Answer> | null>;
  /** Slack ids whose names the page shows, by workspace. */
  peopleOf?(answer: z.output<Answer>): ReadonlyMap<string, Iterable<string>>;
  view(answer: z.output<Answer>, frame: PageFrame): VNode;
}

/**
 * Something to do: `POST` of a form under `/admin`, and of JSON under `/api/admin`; at the path of a resource, or one of its own. Every one
 * leaves a line in the audit log.
 */
export interface Action<Body extends z.ZodObject> {
  path: string;
  /** What the description says that it does. */
  summary: string;
  /** Parameters of the path are fields of it. A form's field comes as a string, one that is given several times as an array of them. */
  body: Body;
  /** What its JSON twin answers beside the notice; fields that are there only at times are optional. */
  answer?: z.ZodObject;
  /** Whether only people may do it who signed in, and no program with a token. */
  isForPeople?: boolean;
  /** Whether it is worth a stricter rate limit. */
  isExpensive?: boolean;
  act(body: z.output<Body>, context: AdminContext): Promise<Acted | null>;
}

/** How an action ended; null is 404. */
export interface Acted {
  notice: Notice;
  /** Where the browser goes then, below `/admin`; to a list that the form stands on, as it was filtered. */
  goTo: string;
  /** Null where what did it wrote its own line. */
  audit: {
    action: AuditAction;
    workspaceId: string | null;
    target: string | null;
    details?: AuditDetails;
  } | null;
  /** What the browser is shown in place of being sent on: for a secret that is told once, and must not stand in a cookie. */
  show?(frame: PageFrame): VNode;
  /** What the JSON twin answers, beside the notice. */
  answer?: Readonly<Record<string, unknown>>;
}

/** Something to take away: a file, at the same path under `/admin` and `/api/admin`. */
export interface Download<Query extends z.ZodObject> {
  path: string;
  summary: string;
  query: Query;
  contentType: string;
  isExpensive?: boolean;
  /** @returns null where there is no such thing for this viewer */
  open(
    query: z.output<Query>,
    context: AdminContext,
  ): Promise<{ filename: string; pieces: AsyncIterable<string> } | null>;
}

/** Any of them, as the router takes them. */
export type AnyResource = Resource<z.ZodObject, z.ZodType>;
export type AnyAction = Action<z.ZodObject>;
export type AnyDownload = Download<z.ZodObject>;

/** Keeps the types of a resource together. */
export function resource<Query extends z.ZodObject, Answer extends z.ZodType>(
  of: Resource<Query, Answer>,
): Resource<Query, Answer> {
  return of;
}

export function action<Body extends z.ZodObject>(of: Action<Body>): Action<Body> {
  return of;
}
