// Nine o'clock: many digests of many workspaces that are due in one minute, and those of one large workspace among them, with an engine that
// answers at once, before simulated Slacks with Slack's limits, one for each workspace, everything in one process. How long they took, how
// long each workspace waited against the average, and how long a recap that a person asks for meanwhile takes against the same on an
// idle Recall. The large one waits for Slack's limits, which hold for each workspace: it may take a quarter longer than those allow, and
// must not hold up the others. Exit 1 where one of the promises in `bench/digests/verdict.ts` is not kept.
// In `npm run bench` they are few; the whole of it are 10,000 of 500 workspaces over 240 seconds, and 400 of the large one.
//   tsx bench/digests.ts [digests] [workspaces] [seconds that they are spread over] [digests of the large workspace]
import { setTimeout as sleep } from 'node:timers/promises';
import { spreadWindowMs } from '../src/core/domain/digest/spread.ts';
import { startBenchRecall } from './digests/recall.ts';
import { judge } from './digests/verdict.ts';
import { createWorkspaces, type Workspace } from './digests/workspaces.ts';

const [digestCount = 500, workspaceCount = 50, spreadSeconds = 30, largeCount = 40] = process.argv
  .slice(2)
  .map(Number);
const ASK_EVERY_MS = 2000;
const LARGE = 'T0LARGE';
/** So long after the last of them a second post of one is waited for. */
const LISTEN_MS = 3000;
/** What is not posted after so many times the spread does not come. */
const GIVE_UP_AFTER = 20;

const spreadMs = spreadSeconds * 1000;
const recall = await startBenchRecall({ spreadMs });
const workspaces = createWorkspaces(recall);
for (let index = 0; index < workspaceCount; index += 1) {
  const digests = Math.ceil((digestCount - index) / workspaceCount);
  await workspaces.add(`T0${String(index).padStart(6, '0')}`, digests);
}
const small = [...workspaces.all()];
const large = largeCount > 0 ? await workspaces.add(LARGE, largeCount) : null;

const idle = await askFor(5);
const dueAt = await workspaces.makeDigests();
await sleep(dueAt - Date.now());
const start = performance.now();
await recall.open();
const openedMs = performance.now() - start;
const asked: number[] = [];
const smallTookMs = await untilPosted(small, spreadMs * GIVE_UP_AFTER);
const largeTookMs = large && (await untilPosted([large], spreadWindowMs(largeCount, spreadMs) * 2));
await sleep(LISTEN_MS);
process.exitCode = judge({
  small: small.map((workspace) => workspace.posted()),
  large: large && { posts: large.posted(), allowedMs: spreadWindowMs(largeCount, spreadMs) },
  expected: digestCount + largeCount,
  ...{ dueAt, openedMs, spreadMs, smallTookMs, largeTookMs, idle, asked },
});
await recall.close();
await workspaces.close();

/** Asks for recaps until all of them are posted, or the time is up. @returns how long that took since they were opened, in milliseconds */
async function untilPosted(waiting: readonly Workspace[], limitMs: number): Promise<number> {
  const isDone = () => waiting.every((workspace) => workspace.hasAll());
  while (!isDone() && performance.now() - start < limitMs) {
    asked.push(...(await askFor(1)));
    await recall.sweep();
    await sleep(ASK_EVERY_MS);
  }
  return performance.now() - start;
}

/** How long each of so many recaps takes that a person asks for, one after the other, in milliseconds. */
async function askFor(times: number): Promise<number[]> {
  const took: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const workspace = small[Math.floor(Math.random() * small.length)];
    if (workspace) took.push(await recall.askIn(workspace.id));
  }
  return took;
}
