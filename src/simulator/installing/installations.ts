import { randomInt } from 'node:crypto';
import { newWord } from '../ids.ts';

/** Why a token that was given out is refused. */
export type TokenError = 'token_revoked' | 'account_inactive';

/** The app in one workspace, or in a whole organization. */
export interface Installation {
  /** `T…` or `E…`. */
  readonly id: string;
  readonly isOrgWide: boolean;
  readonly token: string;
  readonly scopes: readonly string[];
  /** The workspaces in which the app is through this installation. */
  readonly workspaceIds: readonly string[];
}

export interface NewInstallation {
  id: string;
  isOrgWide: boolean;
  scopes: readonly string[];
  workspaceIds: readonly string[];
  /** The token to give out; a new one by default. */
  token?: string | undefined;
}

/** Every bot token that was ever given out, and what it stands for. */
export interface Installations {
  /**
   * Installs the app, or installs it anew: while it is installed the token stays, and the scopes come on top of those it has.
   */
  install(installation: NewInstallation): Installation;
  find(id: string): Installation | undefined;
  /** The installation through which a workspace has the app. */
  inWorkspace(workspaceId: string): Installation | undefined;
  /** Changes which workspaces an organization's installation reaches. */
  reach(id: string, workspaceIds: readonly string[]): void;
  /** Ends it: its token is refused from now on. Throws where the app is not installed there. */
  end(id: string, error: TokenError): Installation;
  /** Undefined for a token that was never given out. */
  ofToken(token: string): { installation: Installation; error: TokenError | undefined } | undefined;
}

export function createInstallations(): Installations {
  const current = new Map<string, Installation>();
  const ended = new Map<string, { installation: Installation; error: TokenError }>();

  function standing(id: string): Installation {
    const installation = current.get(id);
    if (installation === undefined) throw new Error(`the app is not installed in ${id}`);
    return installation;
  }

  return {
    install({ token, scopes, ...rest }) {
      const before = current.get(rest.id);
      const installation = {
        ...rest,
        token: before?.token ?? token ?? newToken(),
        scopes: [...new Set([...(before?.scopes ?? []), ...scopes])],
      };
      current.set(rest.id, installation);
      return installation;
    },
    find: (id) => current.get(id),
    inWorkspace: (workspaceId) =>
      [...current.values()].findLast(({ workspaceIds }) => workspaceIds.includes(workspaceId)),
    reach: (id, workspaceIds) => void current.set(id, { ...standing(id), workspaceIds }),
    end(id, error) {
      const installation = standing(id);
      current.delete(id);
      ended.set(installation.token, { installation, error });
      return installation;
    },
    ofToken(token) {
      const installation = [...current.values()].find((standing) => standing.token === token);
      return installation === undefined ? ended.get(token) : { installation, error: undefined };
    },
  };
}

function newToken(): string {
  const number = () => randomInt(1e12, 1e13);
  return `xoxb-${number()}-${number()}-${newWord(24)}`;
}
