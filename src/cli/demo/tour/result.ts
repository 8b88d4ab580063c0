import { ACTION_ITEM_DONE, ACTION_RECAP_SHARE, ACTION_RECAP_UPDATE } from '../../../core/slack/ids.ts';
import {
  buttonIn,
  channelAnswers,
  directAnswers,
  ephemeralAnswers,
  holdsRecap,
  nameOf,
  type PlanVisit,
  placeOf,
  threadAnswers,
} from './visit.ts';

const FEW_LINES = 8;

export const markDone: PlanVisit = (tour) => {
  const { shortcut, doneBy } = tour.stops;
  const button = buttonIn(threadAnswers(tour, shortcut), ACTION_ITEM_DONE);
  if (button === undefined) return null;
  return {
    title: `${nameOf(tour, doneBy)} presses “Done” on the first action item: everyone sees it`,
    act: () =>
      tour.simulator.as(doneBy).click({ channel: shortcut.channelId, actionId: ACTION_ITEM_DONE, ...button }),
    answers: () => threadAnswers(tour, shortcut),
  };
};

export const bringUpToDate: PlanVisit = (tour) => {
  const { shortcut } = tour.stops;
  const { channelId, threadTs, askedBy } = shortcut;
  const button = buttonIn(threadAnswers(tour, shortcut), ACTION_RECAP_UPDATE);
  if (button === undefined) return null;
  return {
    title: `${nameOf(tour, askedBy)} writes one more message there, and presses “Update”: the recap is brought up to date`,
    async act() {
      const actor = tour.simulator.as(askedBy);
      const text = "I'll tell Salish Runs what changes for them by Friday.";
      await actor.say({ channel: channelId, threadTs, text });
      await actor.click({ channel: channelId, actionId: ACTION_RECAP_UPDATE, ...button });
    },
    answers: () => [...threadAnswers(tour, shortcut), ...ephemeralAnswers(tour, shortcut)],
    isComplete: (fresh) => fresh.length > 2,
  };
};

export const deleteSource: PlanVisit = (tour) => {
  const { channelId, threadTs, askedBy } = tour.stops.shortcut;
  const own = tour.simulator.world.replies(channelId, threadTs).findLast(({ user }) => user === askedBy);
  if (own === undefined) return null;
  return {
    title: `${nameOf(tour, askedBy)} deletes that message: what rests on it alone is struck`,
    act: () => tour.simulator.as(askedBy).remove({ channel: channelId, ts: own.ts }),
    answers: () => threadAnswers(tour, tour.stops.shortcut),
  };
};

export const shareRecap: PlanVisit = (tour) => {
  const { recall } = tour.stops;
  const direct = tour.simulator.world.directChannel(recall.askedBy);
  const button = buttonIn(directAnswers(tour, recall), ACTION_RECAP_SHARE);
  if (direct === undefined || button === undefined) return null;
  return {
    title: `${nameOf(tour, recall.askedBy)} presses “Share here”: ${placeOf(tour, recall.channelId)} gets the recap, too`,
    act: () =>
      tour.simulator
        .as(recall.askedBy)
        .click({ channel: direct.id, actionId: ACTION_RECAP_SHARE, ...button }),
    answers: () => channelAnswers(tour, recall),
    isComplete: holdsRecap,
    lines: FEW_LINES,
  };
};
