import type { ActionItem } from '../domain/action-item.ts';
import type { WorkspaceStore } from '../store/index.ts';
import type { OpenQuestion } from '../store/items/waiting.ts';
import type { Access } from './access.ts';

/** What waits for a person. */
export interface Waiting {
  /** Their open action items, in the order of `store.actionItems.list`. */
  items: ActionItem[];
  /** Questions asked of them and not answered, the latest first. */
  questions: OpenQuestion[];
}

const DAY_MS = 24 * 60 * 60_000;
/** Older questions wait for nobody any more. */
export const QUESTION_DAYS = 60;
const MOST_ITEMS = 500;

/**
 * What waits for a person in the channels that they may read in Slack today. No model is called.
 * @throws RecallError retryable where Slack does not say what they may read
 */
export async function readWaiting(
  {
    store,
    access,
  }: { store: Pick<WorkspaceStore, 'actionItems' | 'waiting'>; access: Pick<Access, 'readable' | 'reach'> },
  { workspaceId, userId, now }: { workspaceId: string; userId: string; now: Date },
): Promise<Waiting> {
  const whose = { kind: 'person', userId } as const;
  const since = new Date(now.getTime() - QUESTION_DAYS * DAY_MS);
  const [itemChannels, asked] = await Promise.all([
    store.actionItems.channelsOf({ workspaceId, whose, viewer: userId }),
    store.waiting.questionsAskedOf({ workspaceId, userId, since }),
  ]);
  const [reach, channelIds] = await Promise.all([
    access.reach(workspaceId, userId),
    access.readable(workspaceId, userId, [...itemChannels, ...asked.map(({ channelId }) => channelId)]),
  ]);
  const page = { doneSince: null, limit: MOST_ITEMS, offset: 0 };
  const { items } = await store.actionItems.list({
    workspaceId,
    whose,
    viewer: userId,
    reach,
    channelIds,
    now,
    ...page,
  });
  return { items, questions: asked.filter(({ channelId }) => channelIds.has(channelId)) };
}
