import type { AuditAction } from '../../domain/admin/audit.ts';

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
  /** Where links to messages start in its workspaces. */
  url: string;
  /** Those that it serves, as far as they are known by now. */
  workspaces: readonly WorkspaceName[];
  /** Whether it serves no others. */
  hasAllWorkspaces: boolean;
}

/** A workspace as Slack names it. */
export interface WorkspaceName {
  id: string;
  name: string;
  /** Where links to messages start, such as `https://acme.slack.com/`. */
  url: string;
}

/** The same as far as Slack has told by now. */
export interface HeardOfWorkspace {
  id: string;
  /** Null: as it is known, or else by its id. */
  name: string | null;
  /** Null: as it is known, or else that of the whole organization. */
  url: string | null;
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
  /** The fingerprint of the token in the environment that Slack refused; another one that it took since goes on. */
  refusedToken?: string;
  /** As what the audit log tells of it, from when on; stored together. */
  line?: { action: AuditAction; at: Date };
}

/** An installation that came to its end by this call. */
export interface Revoked {
  installationId: string;
  organizationId: string;
  /** The workspaces that it served. */
  workspaceIds: string[];
}
