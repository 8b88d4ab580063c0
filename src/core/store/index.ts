import { type ActionItems, createActionItems } from './action-items.ts';
import { type Channels, createChannels } from './channels.ts';
import { type Conversations, createConversations } from './conversations.ts';
import { createDb, type DbOptions } from './db.ts';
import { createDecisions, type DecisionsStore } from './decisions.ts';
import { createDeliveries, type Deliveries } from './deliveries.ts';
import { createDigestPeriods, type DigestPeriods } from './digest-periods.ts';
import { createDigests, type Digests } from './digests.ts';
import { createEngineCalls, type EngineCalls } from './engine-calls.ts';
import { createFeedback, type FeedbackStore } from './feedback.ts';
import { createMembers, type Members } from './members.ts';
import { createPersons, type Persons } from './people.ts';
import { createRecaps, type Recaps } from './recaps.ts';
import { createRecentRecaps, type RecentRecaps } from './recent-recaps.ts';
import { createReminders, type Reminders } from './reminders.ts';
import { createRemoval, type Removal } from './removal.ts';
import { createSearch, type SearchStore } from './search.ts';
import { createSharing, type Sharing } from './sharing.ts';
import { createStandingRecaps, type StandingRecaps } from './standing-recaps.ts';
import { createStriking, type Striking } from './strike.ts';
import { createWaiting, type WaitingStore } from './waiting.ts';
import { createWorkerBeats, type WorkerBeats } from './worker-beats.ts';
import { createWorkspaces, type Workspaces } from './workspaces.ts';

export interface Store {
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
  workerBeats: WorkerBeats;
  /** @throws RecallError `database_unavailable` */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Everything that Recall keeps, in PostgreSQL. Calls throw RecallErrors `database_unavailable` (retryable) or `internal`. */
export function createStore(options: DbOptions): Store {
  const db = createDb(options);
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
    workerBeats: createWorkerBeats(db),
    async ping() {
      await db.$queryRaw`SELECT 1`;
    },
    close: () => db.$disconnect(),
  };
}
