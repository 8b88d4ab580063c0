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

/** Lets Recall into one more workspace of an organization that it is installed in as a whole. */
export interface Organizations {
  /**
   * Writes down the workspace that Slack says was added, by its id until Slack tells its name.
   * @returns false where Recall is not installed in the organization
   */
  add(organizationId: string, workspaceId: string): Promise<boolean>;
  /**
   * The same for a workspace that a delivery only mentions, which may be the other side's of a shared channel: Slack is asked first.
   * @returns false where Slack does not count it among those of the organization that Recall may work in
   * @throws RecallError retryable, where Slack does not say in time
   */
  adopt(organizationId: string, workspaceId: string): Promise<boolean>;
  /** Resolves when no name is being asked for any more. */
  idle(): Promise<void>;
}

const LEARNING_LIMIT_MS = 1500;
/** For so long Slack is not asked again about a workspace that was not the organization's. */
const FOREIGN_FOR_MS = 60_000;
const MOST_KEPT = 1000;

export function createOrganizations(deps: OrganizationDeps): Organizations {
  const { store, installations, events, apiUrl, now } = deps;
  const asking = new Set<Promise<unknown>>();
  const foreignUntil = new Map<string, number>();

  /** Slack waits three seconds for its acknowledgement. @returns null where what was asked goes on unheard */
  async function soon<T>(answer: Promise<T>): Promise<T | null> {
    const settled = answer.catch(() => {}).finally(() => asking.delete(settled));
    asking.add(settled);
    return Promise.race([answer, sleep(LEARNING_LIMIT_MS, null, { ref: false })]);
  }

  /**
   * Names come from the list of all workspaces, addresses from that of the organization, which leads to each.
   * @returns false where the workspace is not in the list
   */
  async function learn(organizationId: string, workspaceId: string): Promise<boolean> {
    const token = await store.installations.tokenOf(organizationId);
    if (token === null) return false;
    const { url, workspaces } = await workspacesOfToken({ token, apiUrl });
    const told = workspaces.find(({ id }) => id === workspaceId);
    if (!told) return false;
    const isAdded = await store.installations.addWorkspace(organizationId, { ...told, url });
    installations.forget([workspaceId]);
    return isAdded;
  }

  function unheard(cause: unknown): false {
    const error = asRecallError(cause);
    events.notInstalled({ why: 'Slack does not tell the workspaces of an organization', error });
    return false;
  }

  return {
    async add(organizationId, workspaceId) {
      const unnamed = { id: workspaceId, name: workspaceId, url: '' };
      const isAdded = await store.installations.addWorkspace(organizationId, unnamed);
      installations.forget([workspaceId]);
      if (isAdded) await soon(learn(organizationId, workspaceId).catch(unheard));
      return isAdded;
    },
    async adopt(organizationId, workspaceId) {
      const key = `${organizationId} ${workspaceId}`;
      if ((foreignUntil.get(key) ?? 0) > now().getTime()) return false;
      const asked = learn(organizationId, workspaceId).catch((cause: unknown) => {
        if (asRecallError(cause).retryable) throw cause;
        return unheard(cause);
      });
      const isOwn = await soon(asked);
      if (isOwn === null) throw new RecallError('slack_unavailable', 'auth.teams.list took too long');
      if (foreignUntil.size >= MOST_KEPT) foreignUntil.clear();
      if (!isOwn) foreignUntil.set(key, now().getTime() + FOREIGN_FOR_MS);
      return isOwn;
    },
    async idle() {
      await Promise.allSettled(asking);
    },
  };
}
