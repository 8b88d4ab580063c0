import { afterEach, expect, it } from 'vitest';
import { COMMAND } from '../../src/core/slack/ids.ts';
import { describeOnEachBackend, describeWithRedis } from '../support/backends.ts';
import { digestsIn } from '../support/digests.ts';
import { GENERAL, MARA } from '../support/meeting-workspace.ts';
import { wordsOf } from '../support/reading.ts';
import { type RecallUnderTest, startRecall } from '../support/recall.ts';
import { until } from '../support/until.ts';

let recall: RecallUnderTest;
afterEach(() => recall.close());

const type = (text: string) =>
  recall.simulator.as(MARA).runCommand({ channel: GENERAL, command: COMMAND, text: `digest ${text}` });
const told = (words: string) =>
  until(() => recall.simulator.world.ephemerals(GENERAL, MARA).at(-1)?.text.includes(words), { what: words });

/** Of every day, not due within this hour. */
async function setUpForLater(): Promise<void> {
  await type(`daily ${(new Date().getUTCHours() + 1) % 24}:00 UTC`);
  await told('Done.');
}

describeOnEachBackend('a digest out of turn', (backend) => {
  it('stands in the channel once it is made, with the buttons of its action items', async () => {
    recall = await startRecall({ backend });
    await setUpForLater();
    await type('now');
    const [posted] = await until(() => {
      const all = digestsIn(recall);
      return all.length > 0 ? all : null;
    });
    const words = wordsOf(posted ?? { text: '' });
    expect(words).toContain('Then we launch on Thursday.');
    expect(words).toContain('Threads that mattered');
    expect(words).toContain(`Set up by <@${MARA}>`);
  });
});

describeWithRedis('a digest out of turn that the queue cannot take', () => {
  it('comes once the queue is back', async () => {
    recall = await startRecall({ backend: 'redis' });
    await setUpForLater();
    await recall.redis?.kill();
    await type('now');
    await told('On its way');
    await recall.redis?.restart();
    await until(() => digestsIn(recall).length === 1, { limitMs: 30_000 });
  });
});
