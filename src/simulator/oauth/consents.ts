import type { SimulatedApp } from '../app.ts';
import { isColleague } from '../page/viewing.ts';
import { isGuest } from '../people/actor-deps.ts';
import type { Enterprise } from '../seed.ts';
import { Refusal } from '../web-api/refusal.ts';
import type { Person, World } from '../world/types.ts';
import { type AuthorizeRequest, type Flow, readAuthorizeRequest } from './authorize-request.ts';
import type { Codes } from './codes.ts';

export type InstallApproval = {
  /** Where the app sends the person; only path and query count. */
  authorizeUrl: string;
  /** The person who allows it. */
  by: string;
} & (
  | { workspaceId: string }
  /** For the whole organization, to be used in these workspaces: all of them by default. */
  | { org: true; workspaces?: readonly string[] }
);

/** People answer what an app asks them through Slack. Each answer is the URL at which Slack sends them back to the app. */
export interface Consents {
  /** Throws where Slack shows an error of its own, and for somebody who may not install apps. */
  approveInstall(approval: InstallApproval): string;
  approveSignIn(approval: { authorizeUrl: string; workspaceId: string; userId: string }): string;
  /** Says no to either. */
  deny(refusal: { authorizeUrl: string }): string;
}

export interface ConsentsDeps {
  app: SimulatedApp;
  codes: Codes;
  worlds: ReadonlyMap<string, World>;
  enterprise: Enterprise | undefined;
}

export function createConsents({ app, codes, worlds, enterprise }: ConsentsDeps): Consents {
  function requestOf(authorizeUrl: string, flow?: Flow): AuthorizeRequest {
    try {
      const request = readAuthorizeRequest(new URL(authorizeUrl, 'https://slack.com'), app);
      if (flow === undefined || request.flow === flow) return request;
      throw new Refusal('oauth_authorization_url_mismatch');
    } catch (error) {
      if (error instanceof Refusal) throw new Error(`Slack shows an error: ${error.error}`, { cause: error });
      throw error;
    }
  }

  function personIn(workspaceId: string, userId: string): Person {
    const person = worlds.get(workspaceId)?.person(userId);
    if (person === undefined) throw new Error(`there is no person ${userId} in ${workspaceId}`);
    const isOwn = (person.teamId ?? workspaceId) === workspaceId;
    if (!isOwn || !isColleague(person)) throw new Error(`${person.name} cannot act`);
    return person;
  }

  /** The workspaces that an installation for the organization is to reach. */
  function reachOf(by: string, asked: readonly string[] | undefined): readonly string[] {
    const own = [...worlds.values()].filter(({ team }) => team.enterprise !== undefined);
    const known = own.flatMap((world) => world.person(by) ?? []);
    const isOrgAdmin = known.some((person) => person.isOrgAdmin === true || person.isOrgOwner === true);
    if (!isOrgAdmin) throw new Error(`${by} is no admin or owner of the organization`);
    const ids = own.map(({ team }) => team.id);
    const stranger = asked?.find((id) => !ids.includes(id));
    if (stranger !== undefined) throw new Error(`${stranger} is not in the organization`);
    return asked ?? ids;
  }

  return {
    approveInstall({ authorizeUrl, by, ...where }) {
      const request = requestOf(authorizeUrl, 'install');
      if ('org' in where) {
        if (enterprise === undefined) throw new Error('there is no organization');
        const workspaceIds = reachOf(by, where.workspaces);
        return back(request, {
          code: codes.issue({ request, userId: by, placeId: enterprise.id, workspaceIds }),
        });
      }
      const { workspaceId } = where;
      if (isGuest(personIn(workspaceId, by))) throw new Error(`${by} is a guest and installs nothing`);
      const workspaceIds = [workspaceId];
      return back(request, {
        code: codes.issue({ request, userId: by, placeId: workspaceId, workspaceIds }),
      });
    },
    approveSignIn({ authorizeUrl, workspaceId, userId }) {
      const request = requestOf(authorizeUrl, 'signIn');
      personIn(workspaceId, userId);
      return back(request, {
        code: codes.issue({ request, userId, placeId: workspaceId, workspaceIds: [workspaceId] }),
      });
    },
    deny: ({ authorizeUrl }) => back(requestOf(authorizeUrl), { error: 'access_denied' }),
  };
}

function back({ redirectUrl, state }: AuthorizeRequest, answer: Readonly<Record<string, string>>): string {
  const url = new URL(redirectUrl);
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
  if (state !== undefined) url.searchParams.set('state', state);
  return url.href;
}
