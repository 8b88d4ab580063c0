import { type Channels, createChannels } from './channels.ts';
import { type Conversations, createConversations } from './conversations/conversations.ts';
import { createDeliveries, type Deliveries } from './conversations/deliveries.ts';
import { createDb, type DbOptions } from './db.ts';
import { createDigestPeriods, type DigestPeriods } from './digests/digest-periods.ts';
import { createDigests, type Digests } from './digests/digests.ts';
import { createEngineCalls, type EngineCalls } from './engine-calls.ts';
import { createDecisions, type DecisionsStore } from './finding/decisions.ts';
import { createMembers, type Members } from './finding/members.ts';
import { createSearch, type SearchStore } from './finding/search.ts';
import { type ActionItems, createActionItems } from './items/action-items.ts';
import { createReminders, type Reminders } from './items/reminders.ts';
import { createWaiting, type WaitingStore } from './items/waiting.ts';
import { createPersons, type Persons } from './people.ts';
import { createFeedback, type FeedbackStore } from './recaps/feedback.ts';
import { createRecaps, type Recaps } from './recaps/recaps.ts';
import { createRecentRecaps, type RecentRecaps } from './recaps/recent-recaps.ts';
import { createRemoval, type Removal } from './recaps/removal.ts';
import { createSharing, type Sharing } from './recaps/sharing.ts';
import { createStandingRecaps, type StandingRecaps } from './recaps/standing-recaps.ts';
import { createStriking, type Striking } from './recaps/strike.ts';
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
