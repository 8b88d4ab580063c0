import { afterEach, expect, it } from 'vitest';
import { describeOnEachBackend } from '../support/backends.ts';
import { after, allSettled, digestsIn, MINUTE_MS, setUp } from '../support/digests.ts';
import {
  DAY_MS,
  type MovableClock,
  movableClock,
  recapThread,
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

  it('to one person is a direct message with what happened, what they have to do and what they are asked', async () => {
    clock = movableClock();
    const [thread = []] = threadsOf([`TASK <@${MARA}> order tea`, 'ok']);
    recall = await startWithTasks([thread], { backend, now: clock.now });
    await recapThread(recall, thread[0]?.ts ?? '');
    await recall.database.query(`UPDATE "Recap" SET "openQuestions" = $1`, [
      JSON.stringify([
        { text: 'Which tea?', askedOf: MARA, sources: [{ ts: thread[0]?.ts, threadTs: thread[0]?.ts }] },
      ]),
    ]);
    const digest = await setUp(recall, { channelIds: [GENERAL], postTo: null, isPersonal: true });
    clock.moveTo(after(digest.nextDueAt, 1000));
    const posted = await until(() =>
      recall.inDirectMessage(MARA).find(({ metadata }) => metadata?.event_type === 'recall_digest'),
    );
    const words = wordsOf(posted);
    expect(words).toContain(`Digest of <#${GENERAL}>`);
    expect(words).toContain('New action items');
    expect(words).toMatch(/What waits for you[\s\S]*order tea[\s\S]*Which tea\?/);
    expect(digestsIn(recall)).toEqual([]);
    expect(recall.inDirectMessage(BO)).toEqual([]);
  });
});
