import { setTimeout as sleep } from 'node:timers/promises';
import type { AckFn, ViewOutput, ViewResponseAction, ViewSubmitAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { ActionItem } from '../../../core/domain/action-item.ts';
import { type ItemChange, stampOf } from '../../../core/domain/action-item-change.ts';
import { INPUT_ASSIGNEE, VIEW_DUE, VIEW_REASSIGN, VIEW_SNOOZE } from '../../../core/slack/ids.ts';
import { refusalMessage } from '../../../core/slack/messages/asking/failure.ts';
import {
  dueView,
  type ItemModal,
  loadingItemView,
  reassignView,
  refusedItemView,
  snoozeView,
} from '../../../core/slack/messages/items/item-modals.ts';
import { ANYONE, type Speech, speechFor, speechOf } from '../../../core/slack/messages/speech.ts';
import { act, lookAt, type Outcome } from '../../items/act.ts';
import { afterChange } from '../../items/after-change.ts';
import { type Answer, answerIn } from '../../items/answers.ts';
import { type ItemMetadata, type Origin, readMetadata, tellerAt } from '../../items/origin.ts';
import { reported } from '../../items/reported.ts';
import { showResult, whoChanged, whyNot } from '../../items/show-result.ts';
import { snoozeDays } from '../../items/snooze.ts';
import { openFilled } from '../../open-filled.ts';
import type { Listener, ListenerDeps } from '../listener.ts';

/** Slack takes an answer to a modal within three seconds; what takes longer is told afterwards. */
const ANSWER_WITHIN_MS = 800;

/** *Save* in the modals that ask who has an item, until when, and until when it sleeps. */
export const itemReassigned: Listener = itemModal('reassign', VIEW_REASSIGN);
export const itemDueChanged: Listener = itemModal('due', VIEW_DUE);
export const itemSnoozed: Listener = itemModal('snooze', VIEW_SNOOZE);

interface Asked {
  itemId: string;
  userId: string;
  origin: Origin;
  triggerId: string;
}

/** Opens the modal that asks how an item is to change. */
export async function askFor(which: ItemModal, asked: Asked, deps: ListenerDeps): Promise<void> {
  const { itemId, userId, origin, triggerId } = asked;
  const { workspaceId, people, slack, now } = deps;
  const open = origin.view?.isModal ? slack.pushView : slack.openView;
  const known = speechFor(ANYONE);
  await reported({ userId, tell: tellerAt(origin, userId, slack) }, deps, async () => {
    await openFilled(
      { openView: open, updateView: slack.updateView },
      {
        triggerId,
        loading: loadingItemView(which, known),
        async fill() {
          const [looked, speech] = await Promise.all([
            lookAt(itemId, userId, deps),
            speechOf(people, slack, { workspaceId, userId }),
          ]);
          if (looked.kind === 'found' && looked.item.state === 'open') {
            return viewOf(which, looked.item, { origin, now: now(), speech });
          }
          const outcome: Outcome =
            looked.kind === 'found' ? { kind: 'unchanged', item: looked.item } : looked;
          const why = whyNot({ outcome, change: { kind: 'done' }, userId, speech });
          return refusedItemView(which, why ?? speech.words.items.gone, speech);
        },
        refused: ({ code }) =>
          refusedItemView(which, refusalMessage({ code, channelId: null, speech: known }).text, known),
      },
    );
  });
}

interface Drawing {
  origin: Origin;
  now: Date;
  notice?: string;
  speech: Speech;
}

function viewOf(which: ItemModal, item: ActionItem, { origin, now, notice, speech }: Drawing): ModalView {
  const metadata = (seen: string) => JSON.stringify({ itemId: item.id, seen, origin } satisfies ItemMetadata);
  const shown = { item, metadata, notice, speech };
  switch (which) {
    case 'reassign':
      return reassignView(shown);
    case 'due':
      return dueView(shown);
    case 'snooze':
      return snoozeView(shown, snoozeDays(now, speech.timeZone));
  }
}

function itemModal(which: ItemModal, callbackId: string): Listener {
  return (app, deps) => {
    app.view<ViewSubmitAction>(
      { type: 'view_submission', callback_id: callbackId },
      async ({ ack, view, body }) => {
        const metadata = readMetadata(view.private_metadata);
        if (!metadata) return ack();
        await save(which, { view, metadata, userId: body.user.id, ack }, deps);
      },
    );
  };
}

interface Submitted {
  view: ViewOutput;
  metadata: ItemMetadata;
  userId: string;
  ack: AckFn<ViewResponseAction>;
}

type Saved = { answer: Answer; outcome: Outcome | null; speech: Speech };

async function save(which: ItemModal, submitted: Submitted, deps: ListenerDeps): Promise<void> {
  const { metadata, userId } = submitted;
  const tell = tellerAt(metadata.origin, userId, deps.slack);
  const work = carryOut(which, submitted, deps);
  const inTime = await Promise.race([work.catch(() => null), sleep(ANSWER_WITHIN_MS, null)]);
  const response = inTime && responseTo(which, inTime, submitted, deps);
  await (response ? submitted.ack(response) : submitted.ack());
  await reported({ userId, tell }, deps, async () => {
    const { answer, outcome, speech } = await work;
    if (answer.kind === 'wrong' || outcome === null) return;
    if (outcome.kind !== 'changed' && response) return;
    await Promise.all([
      outcome.kind === 'changed'
        ? afterChange({ ...outcome, by: userId, change: answer.change }, deps)
        : null,
      showResult({ outcome, change: answer.change, userId, origin: metadata.origin, speech }, deps),
    ]);
  });
}

async function carryOut(
  which: ItemModal,
  { view, metadata: { itemId, seen }, userId }: Submitted,
  deps: ListenerDeps,
): Promise<Saved> {
  const { workspaceId, people, slack, now } = deps;
  const speech = await speechOf(people, slack, { workspaceId, userId });
  const answer = answerIn(which, view, { now: now(), speech });
  if (answer.kind === 'wrong') return { answer, outcome: null, speech };
  const unfit = await unfitAssignee(answer.change, itemId, { speech, deps });
  if (unfit !== null) {
    return { answer: { kind: 'wrong', input: INPUT_ASSIGNEE, text: unfit }, outcome: null, speech };
  }
  return { answer, outcome: await act({ itemId, userId, change: answer.change, seen }, deps), speech };
}

/** Whoever gets an item must be able to read where it comes from. @returns what is wrong, or null */
async function unfitAssignee(
  change: ItemChange,
  itemId: string,
  { speech, deps }: { speech: Speech; deps: ListenerDeps },
): Promise<string | null> {
  if (change.kind !== 'assigned' || change.to === null) return null;
  const { workspaceId, store, people, slack, access } = deps;
  const { modals } = speech.words.items;
  const item = await store.actionItems.find(workspaceId, itemId);
  if (!item || item.assignee === change.to) return null;
  const member = (await people.named(slack, workspaceId, [change.to])).get(change.to);
  if (member?.standing === 'bot' || member?.standing === 'gone') return modals.noPerson;
  if (item.onlyFor !== null) return null;
  return (await access.mayRead(workspaceId, change.to, item.channelId)) ? null : modals.cannotRead;
}

/** What the modal shows next; null where it closes. */
function responseTo(
  which: ItemModal,
  { answer, outcome, speech }: Saved,
  { metadata, userId }: Submitted,
  { now }: ListenerDeps,
): ViewResponseAction | null {
  if (answer.kind === 'wrong') return { response_action: 'errors', errors: { [answer.input]: answer.text } };
  if (outcome === null || outcome.kind === 'changed') return null;
  if (outcome.kind === 'unchanged' && outcome.item.state === 'open') {
    const { item } = outcome;
    if (stampOf(item) === metadata.seen) return null;
    const who = whoChanged(item, { userId, speech });
    const notice = speech.words.items.told.changedMeanwhile(speech, { who });
    const view = viewOf(which, item, { origin: metadata.origin, now: now(), notice, speech });
    return { response_action: 'update', view };
  }
  const why = whyNot({ outcome, change: answer.change, userId, speech }) ?? speech.words.items.gone;
  return { response_action: 'update', view: refusedItemView(which, why, speech) };
}
