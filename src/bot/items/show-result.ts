import type { ActionItem } from '../../core/domain/action-item.ts';
import type { ItemChange } from '../../core/domain/action-item-change.ts';
import type { OutgoingMessage } from '../../core/slack/client.ts';
import { type ItemPlace, readItemBlockId } from '../../core/slack/item-places.ts';
import { plain } from '../../core/slack/messages/asking/progress.ts';
import { itemNotice } from '../../core/slack/messages/items/item-list.ts';
import { endedReminderMessage, reminderMessage } from '../../core/slack/messages/items/reminders.ts';
import type { Speech } from '../../core/slack/messages/speech.ts';
import { mentionOf } from '../../core/slack/mrkdwn.ts';
import { waitingPage } from '../commands/waiting.ts';
import type { ListenerDeps } from '../listeners/listener.ts';
import type { Outcome } from './act.ts';
import { allItemsModal } from './all.ts';
import { itemList } from './list.ts';
import { type Origin, tellerAt } from './origin.ts';
import { respondTo } from './respond.ts';

export interface Result {
  outcome: Outcome;
  change: ItemChange;
  userId: string;
  origin: Origin;
  speech: Speech;
}

/** Brings up to date what the person pressed in, and says what happened where that does not show it. */
export async function showResult(result: Result, deps: ListenerDeps): Promise<void> {
  const { outcome, userId, origin } = result;
  const place = readItemBlockId(origin.blockId);
  const says = sayingOf(result, place, deps);
  await Promise.all([
    redraw(place, result, deps),
    says === null ? null : tellerAt(origin, userId, deps.slack)(says),
    outcome.kind === 'changed' ? null : deps.home.refresh(deps.workspaceId, [userId]),
  ]);
}

/** Why nothing was changed, as mrkdwn; null where something was. */
export function whyNot({ outcome, change, userId, speech }: Omit<Result, 'origin'>): string | null {
  const { items } = speech.words;
  switch (outcome.kind) {
    case 'changed':
      return null;
    case 'gone':
      return items.gone;
    case 'may_not':
      return items.mayNot;
    case 'not_theirs':
      return items.notTheirs(speech, { person: mentionOf(outcome.owner) });
    case 'unchanged':
      return whatIs(outcome.item, { change, userId, speech });
  }
}

/** How an item stands that somebody else was first with. */
function whatIs(item: ActionItem, { change, userId, speech }: Pick<Result, 'change' | 'userId' | 'speech'>) {
  const { items } = speech.words;
  const { told } = items;
  const who = whoChanged(item, { userId, speech });
  if (change.kind === 'reopened') return told.openAlready;
  if (item.state === 'done') return told.doneAlready(speech, { who });
  return item.state === 'dropped' ? told.droppedAlready(speech, { who }) : told.sameAlready;
}

export function whoChanged(
  { changed }: Pick<ActionItem, 'changed'>,
  { userId, speech }: Pick<Result, 'userId' | 'speech'>,
): string {
  const { you, someone } = speech.words.items;
  if (changed === null) return someone;
  return changed.by === userId ? you : mentionOf(changed.by);
}

function sayingOf(result: Result, place: ItemPlace, deps: ListenerDeps): OutgoingMessage | null {
  const { outcome, change, speech } = result;
  if (outcome.kind === 'changed') {
    const isSeen = place.kind === 'reminder' || place.kind === 'notice';
    if (change.kind !== 'dropped' || isSeen) return null;
    return itemNotice(outcome.item, { speech, now: deps.now(), workspaceUrl: deps.workspaceUrl });
  }
  const text = whyNot(result);
  return text === null ? null : plain(text);
}

async function redraw(place: ItemPlace, result: Result, deps: ListenerDeps): Promise<void> {
  const { outcome, userId, origin, speech } = result;
  const { workspaceId, slack, workspaceUrl } = deps;
  const shown = { speech, now: deps.now(), workspaceUrl };
  switch (place.kind) {
    case 'list':
      if (origin.responseUrl === null) return;
      return respondTo(
        origin.responseUrl,
        await itemList({ ...place, viewer: userId, speech }, deps),
        'in_place',
      );
    case 'waiting': {
      if (origin.responseUrl === null) return;
      const person = { workspaceId, userId, speech, now: shown.now };
      return respondTo(origin.responseUrl, await waitingPage(place.offset, person, deps), 'in_place');
    }
    case 'all': {
      if (origin.view === null) return;
      const view = await allItemsModal({ ...place, userId, speech }, deps);
      await slack.updateView({ viewId: origin.view.id, view });
      return;
    }
    case 'notice':
      if (origin.responseUrl === null || !('item' in outcome)) return;
      return respondTo(origin.responseUrl, itemNotice(outcome.item, shown), 'in_place');
    case 'reminder':
      return redrawReminder(place, result, deps);
    default:
      return;
  }
}

async function redrawReminder(
  { about, by }: Extract<ItemPlace, { kind: 'reminder' }>,
  { outcome, userId, origin, speech }: Result,
  { slack, workspaceUrl, now }: ListenerDeps,
): Promise<void> {
  if (origin.message === null || outcome.kind === 'may_not' || outcome.kind === 'not_theirs') return;
  // Posted reminders are brought up to date after every change, wherever it was made.
  if (outcome.kind === 'changed' && about !== 'assigned') return;
  const isTheirs = outcome.kind !== 'gone' && outcome.item.assignee === userId;
  const message = isTheirs
    ? reminderMessage({ item: outcome.item, about, givenBy: by, workspaceUrl, now: now(), speech })
    : endedReminderMessage({ isGone: outcome.kind === 'gone', speech });
  const { channelId, ts } = origin.message;
  await slack.update({ channelId, ts, message });
}
