import type { Vault } from '../domain/vault.ts';
import { type AdminReads, createAdminReads } from './admin/index.ts';
import { type Audit, createAudit } from './audit.ts';
import { type AuthStore, createAuth } from './auth/index.ts';
import { createSignInLinks } from './auth/links.ts';
import { type Channels, createChannels } from './channels.ts';
import { type Conversations, createConversations } from './conversations/conversations.ts';
import { createDeliveries, type Deliveries } from './conversations/deliveries.ts';
import { createData, type Data } from './data/index.ts';
import { createDb, type Db, type DbOptions } from './db.ts';
import { createDigestPeriods, type DigestPeriods } from './digests/digest-periods.ts';
import { createDigests, type Digests } from './digests/digests.ts';
import { createEngineCalls, type EngineCalls } from './engine-calls.ts';
import { createEngineProbes, type EngineProbes } from './engine-probes.ts';
import { createDecisions, type DecisionsStore } from './finding/decisions.ts';
import { createMembers, type Members } from './finding/members.ts';
import { createSearch, type SearchStore } from './finding/search.ts';
import { createInstallations, type InstallationsStore } from './installations/index.ts';
import { type ActionItems, createActionItems } from './items/action-items.ts';
import { createReminders, type Reminders } from './items/reminders.ts';
import { createWaiting, type WaitingStore } from './items/waiting.ts';
import { createMetricsReads, type MetricsReads } from './metrics.ts';
import { createOwners, type Owners } from './owners.ts';
import { createPersons, type Persons } from './people.ts';
import { createFeedback, type FeedbackStore } from './recaps/feedback.ts';
import { createRecaps, type Recaps } from './recaps/recaps.ts';
import { createRecentRecaps, type RecentRecaps } from './recaps/recent-recaps.ts';
import { createRemoval, type Removal } from './recaps/removal.ts';
import { createSharing, type Sharing } from './recaps/sharing.ts';
import { createStandingRecaps, type StandingRecaps } from './recaps/standing-recaps.ts';
import { createStriking, type Striking } from './recaps/strike.ts';
import { withinWorkspace } from './scope.ts';
import { createWorkerBeats, type WorkerBeats } from './worker-beats.ts';
import { createWorkspaces, type Workspaces } from './workspaces.ts';

/** What is kept of one workspace; nothing of any other is found by it. Only `within` gives it, so that no other store passes for one. */
export interface WorkspaceStore extends Kept {
  readonly workspaceId: string;
}

/** What is kept of workspaces. */
interface Kept {
  workspaces: Workspaces;
  conversations: Conversations;
  recaps: Recaps;
  standingRecaps: StandingRecaps;
  recentRecaps: RecentRecaps;
  channels: Channels;
  people: Persons;
  members: Members;
  search: SearchStore;
  decisions: DecisionsStore;
  waiting: WaitingStore;
  actionItems: ActionItems;
  reminders: Reminders;
  deliveries: Deliveries;
  sharing: Sharing;
  removal: Removal;
  striking: Striking;
  feedback: FeedbackStore;
  digests: Digests;
  digestPeriods: DigestPeriods;
  engineCalls: EngineCalls;
  audit: Audit;
  auth: Pick<AuthStore, 'links'>;
}

/** The whole store: for what looks through all workspaces, and for what finds out which one it is about. */
export interface Store extends Kept {
  admin: AdminReads;
  auth: AuthStore;
  installations: InstallationsStore;
  metrics: MetricsReads;
  owners: Owners;
  data: Data;
  engineProbes: EngineProbes;
  workerBeats: WorkerBeats;
  /** The same as far as one workspace goes, whatever ids its functions are given; see decision 017. */
  within(workspaceId: string): WorkspaceStore;
  /** @throws RecallError `database_unavailable` */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface StoreOptions extends DbOptions {
  /** Seals tokens; without it, `installations` neither saves nor opens any. */
  vault?: Vault;
}

/** Everything that Recall keeps, in PostgreSQL. Calls throw RecallErrors `database_unavailable` (retryable) or `internal`. */
export function createStore({ vault, ...options }: StoreOptions): Store {
  const db = createDb(options);
  return {
    ...createKept(db),
    admin: createAdminReads(db),
    auth: createAuth(db),
    installations: createInstallations(db, vault ?? null),
    metrics: createMetricsReads(db),
    owners: createOwners(db),
    data: createData(db),
    engineProbes: createEngineProbes(db),
    workerBeats: createWorkerBeats(db),
    within: (workspaceId) => ({ ...createKept(withinWorkspace(db, workspaceId)), workspaceId }),
    async ping() {
      await db.$queryRaw`SELECT 1`;
    },
    close: () => db.$disconnect(),
  };
}

function createKept(db: Db): Kept {
  return {
    workspaces: createWorkspaces(db),
    conversations: createConversations(db),
    recaps: createRecaps(db),
    standingRecaps: createStandingRecaps(db),
    recentRecaps: createRecentRecaps(db),
    channels: createChannels(db),
    people: createPersons(db),
    members: createMembers(db),
    search: createSearch(db),
    decisions: createDecisions(db),
    waiting: createWaiting(db),
    actionItems: createActionItems(db),
    reminders: createReminders(db),
    deliveries: createDeliveries(db),
    sharing: createSharing(db),
    removal: createRemoval(db),
    striking: createStriking(db),
    feedback: createFeedback(db),
    digests: createDigests(db),
    digestPeriods: createDigestPeriods(db),
    engineCalls: createEngineCalls(db),
    audit: createAudit(db),
    auth: { links: createSignInLinks(db) },
  };
}
