/** An installation that Slack has granted. */
export interface NewInstallation {
  /** The workspace's id (`T…`), or that of the whole organization (`E…`). */
  id: string;
  organizationId: string;
  organizationName: string;
  isOrgWide: boolean;
  botUserId: string;
  botId: string;
  scopes: readonly string[];
  /** The bot token, as it is. */
  token: string;
  /** Slack id; null where that is not known. */
  installedBy: string | null;
  /** Those that it serves, as far as they are known by now. */
  workspaces: readonly WorkspaceName[];
}

/** A workspace as Slack names it. */
export interface WorkspaceName {
  id: string;
  name: string;
  /** Where links to messages start, such as `https://acme.slack.com/`. */
  url: string;
}

/** By which Recall acts in a workspace. */
export interface InstalledToken {
  /** The bot token, as it is. */
  token: string;
  botUserId: string;
  botId: string;
  installationId: string;
  isOrgWide: boolean;
}

/** That an installation has come to its end. */
export interface Revocation {
  /** What Slack called it, such as `app_uninstalled` or `invalid_auth`. */
  for: string;
  at: Date;
  /** When everything about its workspaces is to be deleted. */
  purgeAfter: Date;
}

/** An installation that came to its end by this call. */
export interface Revoked {
  installationId: string;
  organizationId: string;
  /** The workspaces that it served. */
  workspaceIds: string[];
}
