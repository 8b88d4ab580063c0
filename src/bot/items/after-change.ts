import type { ActionItem } from '../../core/domain/action-item.ts';
import { asRecallError } from '../../core/domain/errors.ts';
import { endedReminderMessage, reminderMessage } from '../../core/slack/messages/reminders.ts';
import { speechOf } from '../../core/slack/messages/speech.ts';
import type { ListenerDeps } from '../listeners/listener.ts';

/** How many of an item's reminders are kept up to date. */
const MOST_REMINDERS = 4;

export interface ItemChanged {
  before: ActionItem;
  item: ActionItem;
  by: string;
}

/**
 * Shows a change everywhere: in the recap's messages, on the App Homes of those it concerns, in its reminders; and tells a person who
 * was given the item. Never throws: each that fails is logged.
 */
export async function afterChange(changed: ItemChanged, deps: ListenerDeps): Promise<void> {
  const { before, item, by } = changed;
  const { workspaceId, recaps, home, events } = deps;
  const concerned = [before.assignee, item.assignee, by].filter((id) => id !== null);
  await Promise.all(
    [
      recaps.refresh(item.conversationId),
      home.refresh(workspaceId, new Set(concerned)),
      showInReminders(changed, deps),
      tellAssignee(changed, deps),
    ].map((shown) =>
      shown.catch((error: unknown) => events.notShown({ what: 'action item', error: asRecallError(error) })),
    ),
  );
}

/** The reminders were for whoever had the item. */
async function showInReminders({ before, item }: ItemChanged, deps: ListenerDeps): Promise<void> {
  const { workspaceId, store, people, slack, workspaceUrl, now } = deps;
  const reader = before.assignee;
  if (reader === null) return;
  const posted = await store.reminders.postedFor(item.id, MOST_REMINDERS);
  if (posted.length === 0) return;
  const speech = await speechOf(people, slack, { workspaceId, userId: reader });
  for (const { channelId, ts, kind: about } of posted) {
    const message =
      item.assignee === reader
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
