import { asRecallError, RecallError } from '../domain/errors.ts';
import type { Config } from '../runtime/config.ts';
import type { Events } from '../runtime/events.ts';
import { fingerprintOf } from '../runtime/secret.ts';
import { type Clients, type Connection, createConnectedSlack, type Slack } from '../slack/client.ts';
import { tokenHolds } from '../slack/identify.ts';
import type { Store } from '../store/index.ts';
import type { InstalledWorkspace } from '../store/workspaces.ts';
import { createEndings, type Ending, type Endings } from './endings.ts';
import { createKnownInstallations, type KnownInstallation } from './known.ts';

export interface SlackForOptions {
  /** How long one call may wait in total for Slack's rate limits, in milliseconds. */
  maxWaitMs?: number;
  /** Ends waits. */
  signal?: AbortSignal;
}

/** Who Recall is in each workspace that it is installed in, and how it calls Slack there. */
export interface Installations {
  /**
   * A client for one workspace. Its calls throw `slack_token_rejected` where Recall is not installed there, or not any more; the first
   * call that Slack refuses for its token marks the installation, and ends its work.
   */
  slackFor(workspaceId: string, options?: SlackForOptions): Slack;
  /** Null where Recall is not installed, or its token no longer holds. */
  find(workspaceId: string): Promise<InstalledWorkspace | null>;
}

/** The same for whoever hears from Slack of installations that come and go. */
export interface ChangingInstallations extends Installations, Endings {
  /** What was remembered of these workspaces no longer holds. */
  forget(workspaceIds: readonly string[]): void;
}

export interface InstallationsDeps {
  store: Pick<Store, 'workspaces' | 'installations'>;
  config: Pick<Config, 'slack'>;
  events: Events;
  now(): Date;
}

const DEFAULT_MAX_WAIT_MS = 3000;
/** Slack's words for a token of a whole organization that works, though not in this workspace. */
const OF_ONE_WORKSPACE: ReadonlySet<string> = new Set(['team_access_not_granted', 'team_disabled']);

/**
 * With a bot token in the environment, it serves each workspace that the bot wrote down as installed; in OAuth mode each workspace has
 * the token that it was installed with.
 */
export function createInstallations({
  store,
  config,
  events,
  now,
}: InstallationsDeps): ChangingInstallations {
  const known = createKnownInstallations({ store, config });
  const endings = createEndings({ store, events, now, forget: (ids) => known.forget(ids) });

  async function must(workspaceId: string): Promise<KnownInstallation> {
    const found = await known.of(workspaceId);
    if (found) return found;
    throw new RecallError('slack_token_rejected', `workspace ${workspaceId} has no working installation`);
  }

  async function end(workspaceId: string, rejected: KnownInstallation, ending: Ending): Promise<void> {
    const { isOrgWide, installationId, token } = rejected;
    if (isOrgWide && OF_ONE_WORKSPACE.has(ending.for)) {
      await endings.leave(installationId, [workspaceId], ending);
    } else if (config.slack.mode === 'oauth') await endings.endIn(workspaceId, ending);
    else await endByEnvironment(workspaceId, { ...ending, refusedToken: fingerprintOf(token) });
  }

  /** The token in the environment may be one from before it was renewed, while the bot has the one of today. */
  async function endByEnvironment(workspaceId: string, ending: Ending): Promise<void> {
    await endings.endIn(workspaceId, ending);
    if (await store.workspaces.findActive(workspaceId)) events.tokenIsStale();
  }

  /** Whoever installed Recall anew meanwhile left another token; and one refusal alone may be a mistake of Slack's. */
  async function rejected(workspaceId: string, clients: Clients, reason: string): Promise<boolean> {
    try {
      known.forget([workspaceId]);
      const current = await known.of(workspaceId);
      if (!current) return false;
      if (current.token !== clients.single.token) return true;
      if (!OF_ONE_WORKSPACE.has(reason) && (await tokenHolds(clients))) return true;
      await end(workspaceId, current, { for: reason, at: now() });
    } catch (cause) {
      events.installationNotEnded({ error: asRecallError(cause) });
    }
    return false;
  }

  return {
    ...endings,
    slackFor(workspaceId, { maxWaitMs = DEFAULT_MAX_WAIT_MS, signal } = {}) {
      const connection: Connection = {
        clients: async () => (await must(workspaceId)).clients,
        rejected: (clients, reason) => rejected(workspaceId, clients, reason),
      };
      return createConnectedSlack({
        connection,
        workspaceId,
        maxWaitMs,
        onBlocksRefused: (error) => events.blocksRefused({ error }),
        ...(signal ? { signal } : {}),
      });
    },
    find: async (workspaceId) => (await known.of(workspaceId))?.workspace ?? null,
    forget: (workspaceIds) => known.forget(workspaceIds),
  };
}
