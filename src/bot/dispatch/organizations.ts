import { setTimeout as sleep } from 'node:timers/promises';
import { asRecallError, RecallError } from '../../core/domain/errors.ts';
import type { ChangingInstallations } from '../../core/installations/index.ts';
import type { Events } from '../../core/runtime/events.ts';
import { workspacesOfToken } from '../../core/slack/installing.ts';
import type { Store } from '../../core/store/index.ts';

export interface OrganizationDeps {
  store: Pick<Store, 'installations'>;
  installations: ChangingInstallations;
  events: Pick<Events, 'notInstalled'>;
  apiUrl: string;
  now(): Date;
}

/** Lets Recall into more workspaces of an organization that it is installed in as a whole. */
export interface Organizations {
  /**
   * Writes down the workspaces that Slack says were added, by their ids until Slack tells their names; what is known of one is kept.
   * Does nothing where Recall is not installed in the organization.
   */
  add(organizationId: string, workspaceIds: readonly string[]): Promise<void>;
  /**
   * The same for a workspace that a delivery only mentions, which may be the other side's of a shared channel: Slack is asked first.
   * @returns false where Slack does not count it among those of the organization that Recall may work in
   * @throws RecallError retryable, where Slack does not say in time
   */
  adopt(organizationId: string, workspaceId: string): Promise<boolean>;
  /** Asks for the name of a workspace of which Slack has not told it yet; nobody waits for that, and it is done once a minute at most. */
  nameLater(organizationId: string, workspaceId: string): void;
  /** Resolves when no name is being asked for any more. */
  idle(): Promise<void>;
}

const LEARNING_LIMIT_MS = 1500;
/** For so long Slack is not asked again about a workspace that was not the organization's, or that has no name. */
const NOT_AGAIN_FOR_MS = 60_000;
const MOST_KEPT = 1000;

export function createOrganizations(deps: OrganizationDeps): Organizations {
  const { store, installations, events, apiUrl, now } = deps;
  const asking = new Set<Promise<unknown>>();
  const notAgainUntil = new Map<string, number>();

  const keyOf = (organizationId: string, workspaceId: string) => `${organizationId} ${workspaceId}`;
  const wasJustAsked = (key: string) => (notAgainUntil.get(key) ?? 0) > now().getTime();
  function rememberAsked(key: string): void {
    if (notAgainUntil.size >= MOST_KEPT) notAgainUntil.clear();
    notAgainUntil.set(key, now().getTime() + NOT_AGAIN_FOR_MS);
  }

  /** Slack waits three seconds for its acknowledgement. @returns null where what was asked goes on unheard */
  async function soon<T>(answer: Promise<T>): Promise<T | null> {
    const settled = answer.catch(() => {}).finally(() => asking.delete(settled));
    asking.add(settled);
    return Promise.race([answer, sleep(LEARNING_LIMIT_MS, null, { ref: false })]);
  }

  /**
   * Names come from the list of all workspaces, addresses from that of the organization, which leads to each.
   * @returns those of the workspaces that are in the list, and written down
   */
  async function learn(organizationId: string, workspaceIds: readonly string[]): Promise<string[]> {
    const token = await store.installations.tokenOf(organizationId);
    if (token === null) return [];
    const { url, workspaces } = await workspacesOfToken({
      ...{ token, apiUrl },
      onRejected: (reason) => endOf(organizationId, token, reason),
    });
    const learned: string[] = [];
    for (const told of workspaces.filter(({ id }) => workspaceIds.includes(id))) {
      if (await store.installations.addWorkspace(organizationId, { ...told, url })) learned.push(told.id);
    }
    installations.forget(learned);
    return learned;
  }

  /** Unless the organization installed Recall anew meanwhile. */
  async function endOf(organizationId: string, token: string, reason: string): Promise<void> {
    if ((await store.installations.tokenOf(organizationId)) !== token) return;
    await installations.endInstallation(organizationId, { for: reason, at: now() });
  }

  function unheard(cause: unknown): [] {
    const error = asRecallError(cause);
    events.notInstalled({ why: 'Slack does not tell the workspaces of an organization', error });
    return [];
  }

  return {
    async add(organizationId, workspaceIds) {
      let isInstalled = false;
      for (const id of workspaceIds)
        isInstalled = await store.installations.addWorkspace(organizationId, { id, name: null, url: null });
      installations.forget(workspaceIds);
      if (isInstalled) await soon(learn(organizationId, workspaceIds).catch(unheard));
    },
    async adopt(organizationId, workspaceId) {
      const key = keyOf(organizationId, workspaceId);
      if (wasJustAsked(key)) return false;
      const asked = learn(organizationId, [workspaceId]).catch((cause: unknown) => {
        if (asRecallError(cause).retryable) throw cause;
        return unheard(cause);
      });
      const learned = await soon(asked);
      if (learned === null) throw new RecallError('slack_unavailable', 'auth.teams.list took too long');
      const isOwn = learned.length > 0;
      if (!isOwn) rememberAsked(key);
      return isOwn;
    },
    nameLater(organizationId, workspaceId) {
      const key = keyOf(organizationId, workspaceId);
      if (wasJustAsked(key)) return;
      rememberAsked(key);
      void soon(learn(organizationId, [workspaceId]).catch(unheard));
    },
    async idle() {
      await Promise.allSettled(asking);
    },
  };
}
