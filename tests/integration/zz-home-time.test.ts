import { it } from 'vitest';
import { startRecall } from '../support/recall.ts';
import { connectedWorkspace } from '../support/small-workspace.ts';
import { storeRecap } from '../support/stored-recap.ts';
import { until } from '../support/until.ts';
import { appendFileSync } from 'node:fs';
const say = (s: string) => appendFileSync('/tmp/home-time.txt', s + '\n');
it.each(['many', 'one'])('time %s', async (how) => {
  const recall = await startRecall({ backend: 'postgres', seed: connectedWorkspace(), services: ['bot'] });
  const t0 = performance.now();
  const n = how === 'many' ? 50 : 1;
  for (let r = 0; r < n; r += 1)
  await storeRecap(recall.store, { ask: { channel: { id: r % 2 ? 'C0GENERAL' : 'C0HARBOUR', name: 'general' }, askedBy: 'U0MARA', audience: 'channel' },
    recap: { openQuestions: [{text: 'q?', askedOf: 'U0MARA', sources: [{ ts: `17000${r}.000100`, threadTs: null }]}], actionItems: Array.from({ length: 500 / n }, (_, i) => ({ text: `T ${i}`, assignee: 'U0MARA', due: null, sources: [{ ts: `17000${r}0${i}.000100`, threadTs: null }] })) } });
  say(`${how} stored ${performance.now() - t0}`);
  for (let i = 0; i < 4; i += 1) {
    const c = () => recall.simulator.calls.filter(({ method }) => method === 'views.publish').length;
    const before = c(); const t = performance.now();
    await recall.simulator.as('U0MARA').openHome();
    await until(() => c() > before);
    say(`TIME ${performance.now() - t} ${recall.simulator.calls.length}`);
    await new Promise((r) => setTimeout(r, 1000));
  }
  if (i500) {
    const q = { workspaceId: 'T0ACME', whose: { kind: 'person', userId: 'U0MARA' } as const, viewer: 'U0MARA', channelIds: ['C0GENERAL', 'C0HARBOUR'], now: new Date(), doneSince: null, limit: 10, offset: 0 };
    for (let i = 0; i < 3; i += 1) { const t = performance.now(); await recall.store.actionItems.list(q); say(`list ${performance.now() - t}`); }
    const t = performance.now(); await recall.store.waiting.questionsAskedOf({ workspaceId: 'T0ACME', userId: 'U0MARA', since: new Date(0) }); say(`questions ${performance.now() - t}`);
  }
  await recall.close();
}, 60000);
const i500 = true;
