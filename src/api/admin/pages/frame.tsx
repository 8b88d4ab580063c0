import type { Request, Response } from 'express';
import type { ComponentChildren, VNode } from 'preact';
import type { Cookies } from '../door/cookies.ts';
import { CSRF_FIELD } from '../door/csrf.ts';
import type { Entered } from '../door/entered.ts';
import type { Notices } from '../door/notices.ts';
import { themeOf } from '../door/theme.ts';
import { FramePage, type Look, type NavigationEntry } from '../layout.tsx';
import type { AdminContext, AnyResource, PageFrame } from '../resource.ts';
import { FROM_FIELD } from './came-from.ts';

export interface FramesDeps {
  cookies: Cookies;
  notices: Notices;
  assets: { pathOf(file: string): string };
  resources: readonly Pick<AnyResource, 'path' | 'navigation'>[];
  /** Entries of the navigation that are no resources. */
  more: readonly NavigationEntry[];
  now(): Date;
}

export interface FramedRequest {
  request: Request;
  response: Response;
  who: Entered;
}

export interface Frames {
  lookOf(request: Request): Look;
  of(on: FramedRequest, people: ReadonlyMap<string, string>): PageFrame;
  page(request: Request, frame: PageFrame, title: string, children: ComponentChildren): VNode;
}

/** Draws what is around every page. */
export function createFrames({ cookies, notices, assets, resources, more, now }: FramesDeps): Frames {
  const navigation = [
    ...resources.flatMap(({ path, navigation: label }) =>
      label === null ? [] : [{ href: `/admin${path}`, label }],
    ),
    ...more,
  ];
  const lookOf = (request: Request): Look => ({
    theme: themeOf(cookies.read(request, 'theme')),
    styleSheet: assets.pathOf('admin.css'),
    script: assets.pathOf('admin.js'),
  });
  return {
    lookOf,
    of({ request, response, who: { viewer, session } }, people) {
      return {
        viewer,
        path: pathOf(request),
        query: queryOf(request),
        csrf: (
          <>
            <input type="hidden" name={CSRF_FIELD} value={viewer.csrfToken ?? ''} />
            <input type="hidden" name={FROM_FIELD} value={fromOf(request)} />
          </>
        ),
        notice: session && notices.take(request, response, session),
        now: now(),
        people,
      };
    },
    page: (request, frame, title, children) => (
      <FramePage title={title} frame={frame} look={lookOf(request)} navigation={navigation}>
        {children}
      </FramePage>
    ),
  };
}

/** Names of those that a page shows, of its viewer too. */
export async function namesFor(
  { viewer, peopleNamed }: AdminContext,
  asked: ReadonlyMap<string, Iterable<string>>,
): Promise<ReadonlyMap<string, string>> {
  const wanted = new Map([...asked].map(([workspaceId, ids]) => [workspaceId, [...ids]]));
  wanted.set(viewer.workspaceId, [...(wanted.get(viewer.workspaceId) ?? []), viewer.userId]);
  const named = await Promise.all([...wanted].map(([workspaceId, ids]) => peopleNamed(workspaceId, ids)));
  return new Map(named.flatMap((names) => [...names]));
}

/** The page that is shown; of one that answers a form, the page of that form. A page that stands for a list has its list's filter. */
function fromOf(request: Request): string {
  const body: unknown = request.body;
  if (typeof body === 'object' && body !== null && FROM_FIELD in body && typeof body[FROM_FIELD] === 'string')
    return body[FROM_FIELD];
  const { list } = request.query;
  const path = pathOf(request);
  return typeof list === 'string' ? `${path.replace(/\/[^/]+$/, '')}?${list}` : request.originalUrl;
}

function pathOf({ originalUrl }: Request): string {
  return (originalUrl.split('?')[0] ?? '').replace(/(?<=.)\/+$/, '');
}

function queryOf({ query }: Request): Record<string, string> {
  const given = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' && value !== '' ? [[name, value]] : [],
  );
  return Object.fromEntries(given);
}
