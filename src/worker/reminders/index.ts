import type { Access } from '../../core/display/access.ts';
import type { ActionItem, ReminderKey } from '../../core/domain/action-item.ts';
import { stampOf } from '../../core/domain/action-item-change.ts';
import { asRecallError, type ErrorCode } from '../../core/domain/errors.ts';
import { withContext } from '../../core/runtime/context.ts';
import type { Events } from '../../core/runtime/events.ts';
import type { Slack } from '../../core/slack/client.ts';
import { findReminders } from '../../core/slack/history.ts';
import { endedReminderMessage, reminderMessage } from '../../core/slack/messages/items/reminders.ts';
import { type Speech, speechOf } from '../../core/slack/messages/speech.ts';
import type { People } from '../../core/slack/people.ts';
import type { Store, WorkspaceStore } from '../../core/store/index.ts';
import type { ItemWindow, PostedReminder } from '../../core/store/items/reminders.ts';
import { LATEST_MS, reminderBy } from './plan.ts';

export interface ReminderDeps {
  /** Whose items they are is seen when they are looked for; what is done about one is done within its workspace. */
  store: { reminders: Pick<Store['reminders'], 'itemsIn'> };
  partOf(workspaceId: string): { store: WorkspaceStore; access: Pick<Access, 'mayRead'> };
  people: People;
  events: Events;
  slackFor(workspaceId: string, signal: AbortSignal): Slack;
  now(): Date;
}

export interface Reminding {
  /** Reminds everybody who is to be reminded by now; each once, however often and wherever this runs. */
  run(signal: AbortSignal): Promise<void>;
}

const DAY_MS = 24 * 60 * 60_000;
/** Longer than a post can take: a claim that is older and came to no post is that of a worker that is gone. */
const STALE_MS = 2 * 60_000;
/** What Slack says of people whom it takes no message for. */
const FINAL: ReadonlySet<ErrorCode> = new Set(['not_permitted', 'not_in_channel']);

type Part = ReturnType<ReminderDeps['partOf']>;

interface Reminded {
  store: WorkspaceStore;
  item: ActionItem;
  assignee: string;
  key: ReminderKey;
  slack: Slack;
  workspaceUrl: string;
  speech: Speech;
}

export function createReminding(deps: ReminderDeps): Reminding {
  const { people, partOf, events, slackFor, now } = deps;

  /** Whom to remind, where they are a person who can still read what it is about. */
  async function readerOf(item: ActionItem, slack: Slack, access: Part['access']): Promise<string | null> {
    const { workspaceId, assignee, onlyFor } = item;
    if (assignee === null || (onlyFor !== null && onlyFor !== assignee)) return null;
    const member = (await people.named(slack, workspaceId, [assignee])).get(assignee);
    if (member?.standing !== 'full' && member?.standing !== 'guest') return null;
    return (await access.mayRead(workspaceId, assignee, item.channelId)) ? assignee : null;
  }

  async function remind(
    item: ActionItem,
    { slack, workspaceUrl }: Pick<Reminded, 'slack' | 'workspaceUrl'>,
  ): Promise<void> {
    const { workspaceId } = item;
    const { store, access } = partOf(workspaceId);
    if (item.assignee === null) return;
    const speech = await speechOf(people, slack, { workspaceId, userId: item.assignee });
    const planned = reminderBy(item, { now: now(), timeZone: speech.timeZone });
    if (!planned || (await store.reminders.isDone({ itemId: item.id, ...planned }, staleBefore()))) return;
    const assignee = await readerOf(item, slack, access);
    if (assignee === null || (await store.actionItems.isTwin(item, assignee))) return;
    const { kind, due } = planned;
    const claim = await store.reminders.claim(
      item,
      { kind, due },
      { now: now(), staleBefore: staleBefore() },
    );
    if (claim === 'refused') return;
    const key = { itemId: item.id, kind, due };
    const isTakenOver = claim === 'taken_over';
    await post({ store, item, assignee, key, slack, workspaceUrl, speech }, isTakenOver).catch(
      async (cause) => {
        if (!FINAL.has(asRecallError(cause).code)) throw cause;
        await store.reminders.record(key, null);
      },
    );
  }

  async function post(reminded: Reminded, isTakenOver: boolean): Promise<void> {
    const { store, item, assignee, key, slack, workspaceUrl, speech } = reminded;
    const channelId = await slack.openDirectMessage(assignee);
    const found = isTakenOver ? await postedBefore(reminded, channelId) : null;
    const shown = { item, about: key.kind, givenBy: null, workspaceUrl, now: now(), speech };
    const ts =
      found ?? (await slack.post({ channelId, message: reminderMessage(shown), tag: { reminder: key } }));
    await store.reminders.record(key, { channelId, ts });
    events.reminded({ kind: key.kind });
    await catchUp(reminded, { channelId, ts });
  }

  /** The post of a worker that did not come to write it down; a recap that was brought up to date since gave the item another id. */
  async function postedBefore(
    { store, key, item: { workspaceId }, slack }: Reminded,
    channelId: string,
  ): Promise<string | null> {
    for (const { reminder, ts } of await findReminders(slack, channelId)) {
      if (reminder.kind !== key.kind || reminder.due !== key.due) continue;
      if (reminder.itemId === key.itemId) return ts;
      if ((await store.actionItems.find(workspaceId, reminder.itemId))?.id === key.itemId) return ts;
    }
    return null;
  }

  /** Whoever changed the item while this was being posted found no message to bring up to date. */
  async function catchUp(
    { store, item, assignee, key, slack, workspaceUrl, speech }: Reminded,
    at: PostedReminder,
  ) {
    const latest = await store.actionItems.find(item.workspaceId, item.id);
    if (latest && stampOf(latest) === stampOf(item)) return;
    const message =
      latest?.assignee === assignee
        ? reminderMessage({ item: latest, about: key.kind, givenBy: null, workspaceUrl, now: now(), speech })
        : endedReminderMessage({ isGone: latest === null, speech });
    await slack.update({ ...at, message });
  }

  function staleBefore(): Date {
    return new Date(now().getTime() - STALE_MS);
  }

  return {
    async run(signal) {
      const workspaces = new Map<string, Awaited<ReturnType<Store['workspaces']['findActive']>>>();
      for await (const item of deps.store.reminders.itemsIn(windowAround(now()))) {
        if (signal.aborted) return;
        const { workspaceId } = item;
        const known = workspaces.get(workspaceId);
        const workspace =
          known === undefined ? await partOf(workspaceId).store.workspaces.findActive(workspaceId) : known;
        workspaces.set(workspaceId, workspace);
        if (!workspace) continue;
        await withContext({ workspaceId, channelId: item.channelId }, () =>
          remind(item, { slack: slackFor(workspaceId, signal), workspaceUrl: workspace.url }),
        ).catch((cause: unknown) => {
          const error = asRecallError(cause);
          if (error.code === 'database_unavailable') throw error;
          events.reminderFailed({ error });
        });
      }
      events.lookedForReminders();
    },
  };
}

/** Wide enough for every zone. */
function windowAround(now: Date): ItemWindow {
  const dateAfter = (ms: number) => new Date(now.getTime() + ms).toISOString().slice(0, 10);
  return {
    dueFrom: dateAfter(-LATEST_MS - 2 * DAY_MS),
    dueTo: dateAfter(DAY_MS),
    snoozedFrom: new Date(now.getTime() - LATEST_MS),
    snoozedTo: now,
  };
}
