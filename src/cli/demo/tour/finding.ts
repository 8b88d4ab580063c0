import { COMMAND } from '../../../core/slack/ids.ts';
import type { Stop } from './stops.ts';
import {
  ephemeralAnswers,
  nameOf,
  type PlanVisit,
  placeOf,
  runCommand,
  type Tour,
  type Visit,
} from './visit.ts';

const FEW_LINES = 14;

export const listDecisions: PlanVisit = (tour) => look(tour, tour.stops.shortcut, 'decisions');

export const findWords: PlanVisit = (tour) => {
  const { find } = tour.stops;
  return find && look(tour, find, `find ${find.words}`);
};

export const listActions: PlanVisit = (tour) => look(tour, tour.stops.shortcut, 'actions here');

export const listWaiting: PlanVisit = (tour) => {
  const { waiting } = tour.stops;
  return waiting && look(tour, waiting, 'waiting');
};

function look(tour: Tour, stop: Stop, words: string): Visit {
  return {
    title: `${nameOf(tour, stop.askedBy)} types ${COMMAND} ${words} in ${placeOf(tour, stop.channelId)}`,
    act: () => runCommand(tour, stop, words),
    answers: () => ephemeralAnswers(tour, stop),
    lines: FEW_LINES,
  };
}

export const openHome: PlanVisit = (tour) => {
  const { world } = tour.simulator;
  const userId = tour.stops.waiting?.askedBy ?? tour.stops.recall.askedBy;
  return {
    title: `${nameOf(tour, userId)} opens Recall in the sidebar: the App Home`,
    act: () => tour.simulator.as(userId).openHome(),
    answers() {
      const home = world.homeView(userId);
      if (home === undefined) return [];
      return [{ ts: home.hash, text: '', blocks: home.blocks, where: 'Home tab', isFinal: true }];
    },
    lines: 24,
  };
};
