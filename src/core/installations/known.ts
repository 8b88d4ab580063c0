import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../runtime/config.ts';
import { type Clients, createClients } from '../slack/client.ts';
import type { Store } from '../store/index.ts';
import type { InstalledWorkspace } from '../store/workspaces.ts';

/** How Recall acts in a workspace. */
export interface KnownInstallation {
  workspace: InstalledWorkspace;
  /** The workspace's id, or that of its whole organization. */
  installationId: string;
  isOrgWide: boolean;
  token: string;
  clients: Clients;
}

/** Remembers for seconds how Recall acts in each workspace, and for as long as the database is away. */
export interface KnownInstallations {
  /** Null where Recall is not installed, or not any more. @throws RecallError `database_unavailable` where that cannot be said */
  of(workspaceId: string): Promise<KnownInstallation | null>;
  forget(workspaceIds: readonly string[]): void;
}

export interface KnownDeps {
  store: Pick<Store, 'workspaces' | 'installations'>;
  config: Pick<Config, 'slack'>;
}

/** What another process wrote down holds here after so long, in milliseconds. */
const KEEP_MS = 2000;
const MOST_KEPT = 1000;
const LONGEST_READ_MS = 1000;

interface Entry {
  until: number;
  answer: Promise<KnownInstallation | null>;
  last: KnownInstallation | null;
}

export function createKnownInstallations({ store, config }: KnownDeps): KnownInstallations {
  const { mode, botToken, apiUrl } = config.slack;
  const entries = new Map<string, Entry>();

  async function tokenOf(workspaceId: string) {
    if (mode === 'single') {
      const isOurs = await store.installations.isOfEnvironment(workspaceId);
      return isOurs ? { token: botToken, installationId: workspaceId, isOrgWide: false } : null;
    }
    return store.installations.tokenFor(workspaceId);
  }

  async function read(workspaceId: string, last: KnownInstallation | null) {
    const workspace = await store.workspaces.findActive(workspaceId);
    const found = workspace && (await tokenOf(workspaceId));
    if (!workspace || !found) return null;
    const { token, installationId, isOrgWide } = found;
    const isSame = last?.token === token && last.isOrgWide === isOrgWide;
    const teamId = isOrgWide ? { teamId: workspaceId } : {};
    const clients = isSame ? last.clients : createClients({ token, apiUrl, ...teamId });
    return { workspace, installationId, isOrgWide, token, clients };
  }

  function ask(workspaceId: string, last: KnownInstallation | null): Entry {
    const entry: Entry = { until: performance.now() + KEEP_MS, last, answer: Promise.resolve(last) };
    const reading = last === null ? read(workspaceId, last) : orSoon(read(workspaceId, last), last);
    entry.answer = reading.then(
      (known) => {
        entry.last = known;
        return known;
      },
      (error: unknown) => {
        if (last === null) throw error;
        return last;
      },
    );
    entry.answer.catch(() => entries.get(workspaceId) === entry && entries.delete(workspaceId));
    return entry;
  }

  return {
    of(workspaceId) {
      const before = entries.get(workspaceId);
      const entry =
        before && performance.now() < before.until ? before : ask(workspaceId, before?.last ?? null);
      // The one that was asked for last stands last, so that the first is the one to let go.
      entries.delete(workspaceId);
      entries.set(workspaceId, entry);
      if (entries.size > MOST_KEPT) entries.delete([...entries.keys()][0] ?? '');
      return entry.answer;
    },
    forget(workspaceIds) {
      for (const id of workspaceIds) entries.delete(id);
    },
  };
}

/** A database that hangs is not waited for where it is known what held before. */
async function orSoon<T>(reading: Promise<T>, before: T): Promise<T> {
  const answered = new AbortController();
  const { signal } = answered;
  const limit = sleep(LONGEST_READ_MS, before, { signal, ref: false }).catch(() => before);
  try {
    return await Promise.race([reading, limit]);
  } finally {
    answered.abort();
  }
}
