import type { Simulator } from '../../simulator/index.ts';
import type { Terminal } from './terminal.ts';
import { showMessage } from './terminal-message.ts';
import {
  askWhereNotInvited,
  mentionRecall,
  reactWithRecall,
  recapChannel,
  recapNotes,
  recapThread,
} from './tour/asking.ts';
import { findWords, listActions, listDecisions, listWaiting, openHome } from './tour/finding.ts';
import { bringUpToDate, deleteSource, markDone, shareRecap } from './tour/result.ts';
import type { TourStops } from './tour/stops.ts';
import { type Answer, type PlanVisit, untilThere, type Visit } from './tour/visit.ts';

/** In this order: later visits show what came of earlier ones. */
const VISITS: readonly PlanVisit[] = [
  recapThread,
  markDone,
  bringUpToDate,
  deleteSource,
  recapChannel,
  shareRecap,
  mentionRecall,
  reactWithRecall,
  recapNotes,
  listDecisions,
  findWords,
  listActions,
  listWaiting,
  openHome,
  askWhereNotInvited,
];

/** Does what a person would do, and prints what Slack then shows. Throws where an answer does not come. */
export async function takeTour(simulator: Simulator, stops: TourStops, terminal: Terminal): Promise<void> {
  const tour = { simulator, stops };
  for (const plan of VISITS) {
    const visit = plan(tour);
    if (visit !== null) await pay(visit, (answer) => showMessage(answer, simulator.world, terminal), terminal);
  }
}

type Show = (answer: Answer) => string[];

async function pay({ title, act, answers, expected = 1, lines }: Visit, show: Show, terminal: Terminal) {
  terminal.heading(title);
  const before = new Map(answers().map((answer) => [answer.ts, { as: JSON.stringify(answer), lines: show(answer) }]));
  const start = performance.now();
  await act();
  const acknowledged = performance.now() - start;
  const fresh = await untilThere('answer', () => {
    const found = answers().filter((answer) => before.get(answer.ts)?.as !== JSON.stringify(answer));
    return found.length >= expected && found.every(({ isFinal }) => isFinal) ? found : undefined;
  });
  const took = performance.now() - start;
  for (const answer of fresh) {
    terminal.paragraph(excerptOf(show(answer), { before: before.get(answer.ts)?.lines, atMost: lines }));
  }
  terminal.note(`acknowledged after ${acknowledged.toFixed(0)} ms, answered after ${took.toFixed(0)} ms`);
}

/** Of a message that stood before, what has changed; of any other its beginning. */
function excerptOf(
  [where = '', ...lines]: string[],
  { before, atMost = Number.POSITIVE_INFINITY }: { before: string[] | undefined; atMost: number | undefined },
): string[] {
  if (before !== undefined) {
    const stood = new Set(before);
    return [where, '…', ...lines.filter((line) => !stood.has(line)), '…'];
  }
  const more = lines.length - atMost;
  return more > 1 ? [where, ...lines.slice(0, atMost), `… ${more} more lines`] : [where, ...lines];
}
