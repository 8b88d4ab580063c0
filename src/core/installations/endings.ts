import type { AuditAction } from '../domain/admin/audit.ts';
import { purgeAfter } from '../domain/retention.ts';
import type { Events } from '../runtime/events.ts';
import type { Store } from '../store/index.ts';
import type { Revoked } from '../store/installations/installation.ts';

/** That Recall may not act any more, as Slack told it. */
export interface Ending {
  /** Slack's word, such as `app_uninstalled` or `invalid_auth`. */
  for: string;
  at: Date;
  /** The fingerprint of the token in the environment that Slack refused, where it was that. */
  refusedToken?: string;
}

/** Writes down that installations came to their end: each time once, whoever hears of it and however often. */
export interface Endings {
  /** Ends the installation by which Recall is in the workspace: for the whole organization where it is of that. */
  endIn(workspaceId: string, ending: Ending): Promise<void>;
  endInstallation(installationId: string, ending: Ending): Promise<void>;
  /** Takes workspaces out of an organization's installation, which stays. */
  leave(installationId: string, workspaceIds: readonly string[], ending: Ending): Promise<void>;
}

export interface EndingsDeps {
  store: Pick<Store, 'workspaces' | 'installations' | 'audit'>;
  events: Pick<Events, 'installationEnded'>;
  now(): Date;
  /** Told of workspaces that changed, so that nothing is remembered of them. */
  forget(workspaceIds: readonly string[]): void;
}

export function createEndings({ store, events, now, forget }: EndingsDeps): Endings {
  const revocation = (ending: Ending) => ({ ...ending, purgeAfter: purgeAfter(ending.at) });

  async function note(revoked: Revoked | null, ending: Ending): Promise<void> {
    if (!revoked) return;
    const { installationId: target, organizationId, workspaceIds } = revoked;
    forget(workspaceIds);
    events.installationEnded({ for: ending.for, workspaces: workspaceIds.length });
    await store.audit.record(
      {
        organizationId,
        workspaceId: workspaceIds.length === 1 ? (workspaceIds[0] ?? null) : null,
        actor: 'recall',
        action: actionFor(ending.for),
        target,
        details: { for: ending.for, workspaces: workspaceIds.length },
      },
      now(),
    );
  }

  return {
    async endIn(workspaceId, ending) {
      await note(await store.workspaces.markRevoked(workspaceId, revocation(ending)), ending);
    },
    async endInstallation(installationId, ending) {
      await note(await store.installations.revoke(installationId, revocation(ending)), ending);
    },
    async leave(installationId, workspaceIds, ending) {
      const left = await store.installations.removeWorkspaces(
        installationId,
        workspaceIds,
        revocation(ending),
      );
      forget(left);
      for (const workspaceId of left) {
        const organizationId = await store.workspaces.organizationOf(workspaceId);
        events.installationEnded({ for: ending.for, workspaces: 1 });
        await store.audit.record(
          {
            ...{ organizationId, workspaceId, actor: 'recall', action: actionFor(ending.for) },
            ...{ target: workspaceId, details: { for: ending.for } },
          },
          now(),
        );
      }
    },
  };
}

/** What Slack tells of by an event was done by somebody there; anything else is an answer to a call. */
const EVENTS: ReadonlySet<string> = new Set(['app_uninstalled', 'tokens_revoked', 'team_access_revoked']);

function actionFor(reason: string): AuditAction {
  return EVENTS.has(reason) ? 'uninstalled' : 'token_rejected';
}
