import type { AuditAction } from '../domain/admin/audit.ts';
import { purgeAfter } from '../domain/retention.ts';
import type { Events } from '../runtime/events.ts';
import type { Store } from '../store/index.ts';

/** That Recall may not act any more, as Slack told it. */
export interface Ending {
  /** Slack's word, such as `app_uninstalled` or `invalid_auth`. */
  for: string;
  at: Date;
  /** The fingerprint of the token in the environment that Slack refused, where it was that. */
  refusedToken?: string;
}

/** Writes down that installations came to their end, with a line in the audit log: each time once, whoever hears of it and however often. */
export interface Endings {
  /** Ends the installation by which Recall is in the workspace: for the whole organization where it is of that. */
  endIn(workspaceId: string, ending: Ending): Promise<void>;
  endInstallation(installationId: string, ending: Ending): Promise<void>;
  /** Takes workspaces out of an organization's installation, which stays. */
  leave(installationId: string, workspaceIds: readonly string[], ending: Ending): Promise<void>;
}

export interface EndingsDeps {
  store: Pick<Store, 'workspaces' | 'installations'>;
  events: Pick<Events, 'installationEnded'>;
  now(): Date;
  /** Told of workspaces that changed, so that nothing is remembered of them. */
  forget(workspaceIds: readonly string[]): void;
}

export function createEndings({ store, events, now, forget }: EndingsDeps): Endings {
  const revocation = (ending: Ending) => ({
    ...{ ...ending, purgeAfter: purgeAfter(ending.at) },
    line: { action: actionFor(ending.for), at: now() },
  });

  function heard(workspaceIds: readonly string[], { for: reason }: Ending): void {
    forget(workspaceIds);
    events.installationEnded({ for: reason, workspaces: workspaceIds.length });
  }

  return {
    async endIn(workspaceId, ending) {
      const revoked = await store.workspaces.markRevoked(workspaceId, revocation(ending));
      if (revoked) heard(revoked.workspaceIds, ending);
    },
    async endInstallation(installationId, ending) {
      const revoked = await store.installations.revoke(installationId, revocation(ending));
      if (revoked) heard(revoked.workspaceIds, ending);
    },
    async leave(installationId, workspaceIds, ending) {
      const left = await store.installations.removeWorkspaces(
        installationId,
        workspaceIds,
        revocation(ending),
      );
      if (left.length > 0) heard(left, ending);
    },
  };
}

/** What Slack tells of by an event was done by somebody there; anything else is an answer to a call. */
const EVENTS: ReadonlySet<string> = new Set(['app_uninstalled', 'tokens_revoked', 'team_access_revoked']);

function actionFor(reason: string): AuditAction {
  return EVENTS.has(reason) ? 'uninstalled' : 'token_rejected';
}
