import type { Simulator } from '../../simulator/index.ts';
import type { Terminal } from './terminal.ts';
import { showMessage } from './terminal-message.ts';
import { lookAsAdmin } from './tour/admin.ts';
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

/** How long the rest of an answer may take once a part of it is there. */
const PATIENCE_MS = 8000;

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
  lookAsAdmin,
];

/** Does what a person would do, and prints what they then see. Throws where an answer does not come. */
export async function takeTour(simulator: Simulator, stops: TourStops, terminal: Terminal): Promise<void> {
  const tour = { simulator, stops };
  for (const plan of VISITS) {
    const visit = plan(tour);
    if (visit !== null)
      await pay(visit, (answer) => showMessage(answer, simulator.world, terminal), terminal);
  }
}

type Show = (answer: Answer) => string[];

async function pay(visit: Visit, show: Show, terminal: Terminal): Promise<void> {
  const { title, act, answers, lines } = visit;
  terminal.heading(title);
  const before = new Map(
    answers().map((answer) => [answer.ts, { json: JSON.stringify(answer), lines: show(answer) }]),
  );
  const start = performance.now();
  await act();
  const acknowledged = performance.now() - start;
  const fresh = await freshAnswers(visit, ({ ts }) => before.get(ts)?.json);
  const took = performance.now() - start;
  let room = lines ?? Number.POSITIVE_INFINITY;
  for (const answer of fresh) {
    const shown = excerptOf(show(answer), { before: before.get(answer.ts)?.lines, atMost: room });
    terminal.paragraph(shown);
    room = Math.max(0, room - shown.length + 1);
  }
  terminal.note(`acknowledged after ${acknowledged.toFixed(0)} ms, answered after ${took.toFixed(0)} ms`);
}

/** What comes or changes. Of something that went wrong only a part comes, and nothing tells how large. */
function freshAnswers(
  { answers, isComplete = () => true }: Visit,
  before: (answer: Answer) => string | undefined,
): Promise<Answer[]> {
  let since = Number.POSITIVE_INFINITY;
  return untilThere('answer', () => {
    const fresh = answers().filter((answer) => before(answer) !== JSON.stringify(answer));
    if (fresh.length === 0 || !fresh.every(({ isFinal }) => isFinal)) return undefined;
    since = Math.min(since, performance.now());
    return isComplete(fresh) || performance.now() - since > PATIENCE_MS ? fresh : undefined;
  });
}

/** Of a message that stood before, what has changed; of any other its beginning. The first line is kept. */
function excerptOf(
  [where = '', ...lines]: string[],
  { before, atMost }: { before: string[] | undefined; atMost: number },
): string[] {
  if (before !== undefined) {
    const stood = new Set(before);
    return [where, '…', ...lines.filter((line) => !stood.has(line)), '…'];
  }
  const more = lines.length - atMost;
  return more > 1 ? [where, ...lines.slice(0, atMost), `… ${more} more lines`] : [where, ...lines];
}
