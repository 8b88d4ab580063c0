import { expect, it } from 'vitest';
import { meetingWorkspace, BO, GENERAL } from '../support/meeting-workspace.ts';
import { startRecall } from '../support/recall.ts';
import { recapOf, threadSaying } from '../support/result.ts';
import { sortingEngine } from '../support/sorting-engine.ts';
it('x', async () => {
  const thread = threadSaying('One.', 'Two.', 'Decided: yes');
  const recall = await startRecall({ backend: 'postgres', seed: meetingWorkspace({ messages: thread }), engine: sortingEngine() });
  const rootTs = thread[0]?.ts ?? '';
  await recapOf(recall, { rootTs });
  await recall.simulator.as(BO).say({ channel: GENERAL, threadTs: rootTs, text: 'One more thing.' });
  await recapOf(recall, { rootTs });
  for (const line of recall.logLines) if (/"level":(4|5)0|"warn|"error/.test(line)) console.log(line.slice(0, 1500));
  expect(1).toBe(1);
  await recall.close();
});
