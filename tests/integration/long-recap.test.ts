import { afterEach, beforeEach, expect, it } from 'vitest';
import { BO, GENERAL, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { type RecallUnderTest, startRecall } from '../support/recall.ts';
import { recapOf, wordsIn } from '../support/result.ts';
import { sortingEngine } from '../support/sorting-engine.ts';

/** What a recap takes at most; see src/worker/recap/verify/limits.ts */
const MOST_ITEMS = 20;

let recall: RecallUnderTest;

beforeEach(async () => {
  recall = await startRecall({ backend: 'postgres', seed: meetingWorkspace(), engine: sortingEngine() });
});
afterEach(() => recall.close());

it('sixty long tasks become twenty, in as many messages as Slack needs, each once', async () => {
  const long = (number: number) =>
    `Task: item ${number}. ${`Word${number * 7} place${number * 11} `.repeat(33)}`.slice(0, 500);
  const root = await recall.simulator.as(MARA).say({ channel: GENERAL, text: 'A long list' });
  for (let number = 1; number <= 60; number += 1)
    await recall.simulator.as(BO).say({ channel: GENERAL, threadTs: root.ts, text: long(number) });
  await recapOf(recall, { rootTs: root.ts });
  const words = wordsIn(recall, root.ts);
  expect(words.length).toBeGreaterThan(10_000);
  for (let number = 1; number <= MOST_ITEMS; number += 1)
    expect(words.split(`item ${number}.`), `item ${number}`).toHaveLength(2);
  expect(words).not.toContain(`item ${MOST_ITEMS + 1}.`);
  expect(recall.inThread(GENERAL, root.ts).length).toBeGreaterThan(1);
  expect(recall.logLines.filter((line) => line.includes('Slack refused the blocks'))).toEqual([]);
});
