import type { ActionItem } from '../../core/domain/action-item.ts';
import type { ItemChange } from '../../core/domain/action-item-change.ts';
import { asRecallError } from '../../core/domain/errors.ts';
import { endedReminderMessage, reminderMessage } from '../../core/slack/messages/items/reminders.ts';
import { speechOf } from '../../core/slack/messages/speech.ts';
import type { ListenerDeps } from '../listeners/listener.ts';
import { act, lookAt } from './act.ts';

/** How many of an item's reminders are kept up to date. */
const MOST_REMINDERS = 4;

export interface ItemChanged {
  before: ActionItem;
  item: ActionItem;
  by: string;
  change: ItemChange;
}

/**
 * Shows a change everywhere: in the recap's messages, on the App Homes of those it concerns, in its reminders; makes it to the same
 * task in other recaps, too; and tells a person who was given the item. Never throws: each that fails is logged.
 */
export async function afterChange(changed: ItemChanged, deps: ListenerDeps): Promise<void> {
  const rest = [tellAssignee(changed, deps), changeTwins(changed, deps)];
  await Promise.all([show(changed, deps), logged(rest, deps)]);
}

/** Whoever has seen to a task in one recap is not to be asked for it by another. */
async function changeTwins({ item, by, change }: ItemChanged, deps: ListenerDeps): Promise<void> {
  for (const { id: itemId } of await deps.store.actionItems.twinsOf(item, by)) {
    const outcome = await act({ itemId, userId: by, change }, deps);
    if (outcome.kind === 'changed') await show({ ...outcome, by, change }, deps);
  }
}

async function show(changed: ItemChanged, deps: ListenerDeps): Promise<void> {
  const { before, item, by } = changed;
  const { workspaceId, recaps, home } = deps;
  const concerned = [before.assignee, item.assignee, by].filter((id) => id !== null);
  await logged(
    [
      recaps.refresh(item.conversationId),
      home.refresh(workspaceId, new Set(concerned)),
      showInReminders(changed, deps),
    ],
    deps,
  );
}

async function logged(works: readonly Promise<void>[], { events }: ListenerDeps): Promise<void> {
  await Promise.all(
    works.map((work) =>
      work.catch((error: unknown) => events.notShown({ what: 'action item', error: asRecallError(error) })),
    ),
  );
}

/** The reminders were for whoever had the item, as long as they may read where it comes from. */
async function showInReminders({ before, item }: ItemChanged, deps: ListenerDeps): Promise<void> {
  const { workspaceId, store, people, slack, workspaceUrl, now } = deps;
  const reader = before.assignee;
  if (reader === null) return;
  const posted = await store.reminders.postedFor(item.id, MOST_REMINDERS);
  if (posted.length === 0) return;
  const speech = await speechOf(people, slack, { workspaceId, userId: reader });
  const isTheirs = item.assignee === reader && (await lookAt(item.id, reader, deps)).kind === 'found';
  for (const { channelId, ts, kind: about } of posted) {
    const message = isTheirs
      ? reminderMessage({ item, about, givenBy: null, workspaceUrl, now: now(), speech })
      : endedReminderMessage({ isGone: false, speech });
    await slack.update({ channelId, ts, message }).catch((error) => {
      if (asRecallError(error).code !== 'message_gone') throw error;
    });
  }
}

/** A person who gave it to themselves knows; of what is private, nobody else hears. */
async function tellAssignee({ before, item, by }: ItemChanged, deps: ListenerDeps): Promise<void> {
  const { workspaceId, people, slack, workspaceUrl, now } = deps;
  const { assignee } = item;
  if (assignee === null || assignee === before.assignee || assignee === by || item.onlyFor !== null) return;
  const speech = await speechOf(people, slack, { workspaceId, userId: assignee });
  const message = reminderMessage({ item, about: 'assigned', givenBy: by, workspaceUrl, now: now(), speech });
  await slack.post({ channelId: await slack.openDirectMessage(assignee), message });
}
