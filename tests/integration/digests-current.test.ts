import { afterEach, expect, it } from 'vitest';
import { describeOnEachBackend } from '../support/backends.ts';
import { after, allSettled, digestsIn, MINUTE_MS, setUp } from '../support/digests.ts';
import {
  DAY_MS,
  type MovableClock,
  movableClock,
  startWithTasks,
  struckIn,
  threadsOf,
} from '../support/items.ts';
import { BO, GENERAL, MARA } from '../support/meeting-workspace.ts';
import { wordsOf } from '../support/reading.ts';
import type { RecallUnderTest } from '../support/recall.ts';
import { until } from '../support/until.ts';

let recall: RecallUnderTest;
let clock: MovableClock;
afterEach(() => recall.close());

const latest = () => digestsIn(recall).at(-1) ?? { text: '', blocks: [] };

describeOnEachBackend('a digest that stands', (backend) => {
  it('shows what became of its action items, and the next one what is overdue or done since', async () => {
    clock = movableClock();
    const today = new Date().toISOString().slice(0, 10);
    const threads = threadsOf(
      [`TASK <@${BO}> by ${today} tell support`, 'ok'],
      [`TASK <@${BO}> by ${today} order tea`, 'ok'],
    );
    recall = await startWithTasks(threads, { backend, now: clock.now });
    const digest = await setUp(recall, { tellsQuiet: true });
    clock.moveTo(after(digest.nextDueAt, 1000));
    await until(() => digestsIn(recall).length === 1);
    await allSettled(recall);
    const first = digestsIn(recall)[0]?.ts ?? '';
    const [item] = await recall.database.query<{ id: string }>(
      `SELECT id FROM "ActionItem" WHERE text = 'tell support'`,
    );
    await recall.store.actionItems.change({
      workspaceId: digest.workspaceId,
      itemId: item?.id ?? '',
      change: { kind: 'done' },
      by: MARA,
      at: clock.now(),
    });
    await until(() =>
      struckIn(recall.simulator.world.message(GENERAL, first) ?? {}).includes('tell support'),
    );
    await recall.database.query('UPDATE "Digest" SET "lastPeriodEnd" = $1', [new Date()]);
    await recall.simulator.as(BO).say({ channel: GENERAL, text: `TASK <@${BO}> water the plants` });
    clock.moveTo(after(digest.nextDueAt, DAY_MS + 60 * MINUTE_MS));
    await until(() => digestsIn(recall).length === 2);
    await allSettled(recall);
    expect(digestsIn(recall)).toHaveLength(2);
    const words = wordsOf(latest());
    expect(words).toContain('water the plants');
    expect(words).toMatch(/Overdue from before[\s\S]*order tea/);
    expect(words).toMatch(/Done in this time[\s\S]*tell support/);
  });
});
