import type { AnyBlock } from '@slack/types';
import { DateTime } from 'luxon';
import {
  COMMAND,
  INPUT_MODE,
  INPUT_NOTE_TEXTS,
  INPUT_NOTE_TITLE,
  SHORTCUT_RECALL_THREAD,
} from '../../../core/slack/ids.ts';
import type { Stop, ThreadStop } from './stops.ts';
import {
  channelAnswers,
  directAnswers,
  ephemeralAnswers,
  holdsRecap,
  nameOf,
  openForm,
  type PlanVisit,
  placeOf,
  runCommand,
  type Tour,
  threadAnswers,
  untilThere,
} from './visit.ts';

const FEW_LINES = 12;
/** Far enough back that the day named is not today, wherever the asker lives. */
const DAYS_BACK = 2;
const REACTION = 'recall';

export const recapThread: PlanVisit = (tour) => {
  const { shortcut } = tour.stops;
  const length = tour.simulator.world.replies(shortcut.channelId, shortcut.threadTs).length + 1;
  return {
    title: `${nameOf(tour, shortcut.askedBy)} uses “Recall this thread” on a thread of ${length} messages in ${placeOf(tour, shortcut.channelId)}`,
    act: () => useThreadShortcut(tour, shortcut),
    answers: () => threadAnswers(tour, shortcut),
    isComplete: holdsRecap,
  };
};

function useThreadShortcut({ simulator }: Tour, { channelId, threadTs, askedBy }: ThreadStop) {
  return simulator
    .as(askedBy)
    .useMessageShortcut({ callbackId: SHORTCUT_RECALL_THREAD, channel: channelId, ts: threadTs });
}

export const recapChannel: PlanVisit = (tour) => {
  const { recall } = tour.stops;
  const words = `since ${weekdayOf(tour, recall.askedBy)}`;
  return {
    title: `${nameOf(tour, recall.askedBy)} types ${COMMAND} ${words} in ${placeOf(tour, recall.channelId)}`,
    act: () => runCommand(tour, recall, words),
    answers: () => [...ephemeralAnswers(tour, recall), ...directAnswers(tour, recall)],
    isComplete: holdsRecap,
    lines: FEW_LINES,
  };
};

function weekdayOf({ simulator: { world } }: Tour, userId: string): string {
  const zone = world.person(userId)?.timeZone ?? 'utc';
  return DateTime.now()
    .setZone(zone)
    .minus({ days: DAYS_BACK })
    .setLocale('en')
    .toFormat('cccc')
    .toLowerCase();
}

export const mentionRecall: PlanVisit = (tour) => {
  const { simulator, stops } = tour;
  const { mention } = stops;
  if (mention === null) return null;
  const { channelId, threadTs, askedBy, words } = mention;
  return {
    title: `${nameOf(tour, askedBy)} writes “@Recall ${words}” in a thread in ${placeOf(tour, channelId)}`,
    act: () =>
      simulator
        .as(askedBy)
        .say({ channel: channelId, threadTs, text: `<@${simulator.app.botUserId}> ${words}` }),
    answers: () => threadAnswers(tour, mention),
    isComplete: holdsRecap,
    lines: FEW_LINES,
  };
};

export const reactWithRecall: PlanVisit = (tour) => {
  const { reaction } = tour.stops;
  if (reaction === null) return null;
  const { channelId, threadTs, askedBy, allowedBy } = reaction;
  return {
    title: `${nameOf(tour, allowedBy)} allows it with ${COMMAND} settings in ${placeOf(tour, channelId)}; ${nameOf(tour, askedBy)} reacts to a thread with :${REACTION}:`,
    async act() {
      await allowReaction(tour, { channelId, askedBy: allowedBy });
      await tour.simulator.as(askedBy).react({ channel: channelId, ts: threadTs, name: REACTION });
    },
    answers: () => threadAnswers(tour, reaction),
    isComplete: holdsRecap,
    lines: FEW_LINES,
  };
};

async function allowReaction(tour: Tour, stop: Stop): Promise<void> {
  const actor = tour.simulator.as(stop.askedBy);
  const before = ephemeralAnswers(tour, stop).length;
  await runCommand(tour, stop, 'settings');
  const { id: viewId, blocks } = await openForm(tour, stop.askedBy);
  if (isAllowed(blocks)) return void (await actor.closeView({ viewId }));
  await actor.submitView({ viewId, values: { [INPUT_MODE]: 'on' } });
  await untilThere('word that it is allowed', () => ephemeralAnswers(tour, stop)[before]);
}

/** A database that was kept from an earlier tour has it allowed already. */
function isAllowed(blocks: readonly AnyBlock[]): boolean {
  return blocks.some(
    (block) =>
      block.type === 'input' &&
      'element' in block &&
      block.element.type === 'radio_buttons' &&
      block.element.initial_option?.value === 'on',
  );
}

export const recapNotes: PlanVisit = (tour) => {
  const { note } = tour.stops;
  if (note === null) return null;
  const { askedBy, title, text } = note;
  return {
    title: `${nameOf(tour, askedBy)} types ${COMMAND} note, and pastes what was said in a meeting`,
    async act() {
      await runCommand(tour, note, 'note');
      const { id: viewId } = await openForm(tour, askedBy);
      const [firstField] = INPUT_NOTE_TEXTS;
      await tour.simulator
        .as(askedBy)
        .submitView({ viewId, values: { [INPUT_NOTE_TITLE]: title, [firstField]: text } });
    },
    answers: () =>
      directAnswers(tour, note).filter(
        (answer) => !answer.text.includes(title) && !answer.text.includes(text),
      ),
    isComplete: holdsRecap,
    lines: FEW_LINES,
  };
};

/** What was asked for there stays failed: what an admin then finds, and can have tried again. */
export const askWhereNotInvited: PlanVisit = (tour) => {
  const { notInvited } = tour.stops;
  if (notInvited === null) return null;
  const { channelId, askedBy, words } = notInvited;
  const { app } = tour.simulator;
  return {
    title: `${nameOf(tour, askedBy)} types ${COMMAND} ${words} in ${placeOf(tour, channelId)}, where Recall is no member, and then invites it`,
    async act() {
      const before = ephemeralAnswers(tour, notInvited).length;
      await runCommand(tour, notInvited, words);
      await untilThere('word that Recall is no member', () => ephemeralAnswers(tour, notInvited)[before]);
      await tour.simulator.as(askedBy).bring({ channel: channelId, user: app.botUserId });
    },
    answers: () => [...ephemeralAnswers(tour, notInvited), ...channelAnswers(tour, notInvited)],
    isComplete: (fresh) => fresh.length > 1,
    lines: FEW_LINES,
  };
};
