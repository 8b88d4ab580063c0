import { DateTime } from 'luxon';
import { afterEach, expect, it } from 'vitest';
import { ACTION_ITEM_DONE } from '../../src/core/slack/ids.ts';
import { createStore } from '../../src/core/store/index.ts';
import { describeOnEachBackend } from '../support/backends.ts';
import {
  buttonsOf,
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
import type { Backend, RecallUnderTest } from '../support/recall.ts';
import { HASTY_LOOKS } from '../support/recall-pace.ts';
import { until } from '../support/until.ts';

/** Where Bo is, who has the items. */
const ZONE = 'Asia/Tokyo';

let recall: RecallUnderTest;
let clock: MovableClock;
afterEach(() => recall.close());

/** Two mornings from now, so that today's items of others are not in the way. */
function dueDay(): DateTime {
  return DateTime.now().setZone(ZONE).plus({ days: 2 }).startOf('day');
}

async function withTask(backend: Backend, due = dueDay(), extra: readonly string[] = []) {
  clock = movableClock();
  const threads = threadsOf([`TASK <@${BO}> by ${due.toISODate()} tell support`, 'Sure.', ...extra]);
  recall = await startWithTasks(threads, { backend, now: clock.now, pace: HASTY_LOOKS });
  const root = threads[0]?.[0]?.ts ?? '';
  const { ts } = await recapThread(recall, root);
  const shown = () => recall.simulator.world.message(GENERAL, ts) ?? { text: '', blocks: [] };
  return { due, root, shown };
}

const inbox = (userId = BO) => recall.inDirectMessage(userId).map((message) => wordsOf(message));
const runsSoFar = async () => {
  const before = looks();
  await until(() => looks() >= before + 3);
};
/** How often the workers have looked for reminders; each look asks the queue anew. */
function looks(): number {
  return recall.logLines.filter((line) => line.includes('looked for reminders')).length;
}

describeOnEachBackend('a reminder', (backend) => {
  it('comes at nine on the due date where the assignee is, and once more when it is overdue', async () => {
    const { due, shown } = await withTask(backend);
    clock.moveTo(due.set({ hour: 8, minute: 58 }).toJSDate());
    await runsSoFar();
    expect(inbox()).toEqual([]);
    clock.moveTo(due.set({ hour: 9, minute: 1 }).toJSDate());
    await until(() => inbox().length === 1);
    expect(inbox()[0]).toContain('due today');
    expect(inbox()[0]).toContain('tell support');
    expect(inbox()[0]).toContain('https://acme.slack.com/archives/');
    expect(buttonsOf(recall.inDirectMessage(BO)[0] ?? {})).toEqual(['Done']);
    await recall.startWorker();
    clock.moveTo(due.plus({ days: 1 }).set({ hour: 9, minute: 1 }).toJSDate());
    await until(() => inbox().length === 2);
    expect(inbox()[1]).toContain('overdue since');
    clock.moveTo(due.plus({ days: 2 }).set({ hour: 10 }).toJSDate());
    await runsSoFar();
    expect(inbox()).toHaveLength(2);
    const at = { channel: recall.simulator.world.directChannel(BO)?.id ?? '' };
    const [first, second] = recall.inDirectMessage(BO);
    await recall.simulator.as(BO).click({ ...at, ts: second?.ts ?? '', actionId: ACTION_ITEM_DONE });
    await until(() => struckIn(shown()).includes('tell support'));
    await until(() =>
      recall.inDirectMessage(BO).every((message) => struckIn(message).includes('tell support')),
    );
    expect(first).toBeDefined();
  });

  it('is posted once by two workers that look at the same time, and not again after a restart', async () => {
    const { due } = await withTask(backend);
    const first = await recall.startWorker();
    clock.moveTo(due.set({ hour: 9, minute: 1 }).toJSDate());
    await until(() => inbox().length > 0);
    await first.close();
    await recall.startWorker();
    await runsSoFar();
    expect(inbox()).toHaveLength(1);
  });

  it('is found where a worker died between the post and writing it down', async () => {
    const { due } = await withTask(backend);
    clock.moveTo(due.set({ hour: 9, minute: 1 }).toJSDate());
    await until(() => inbox().length === 1);
    await until(async () => (await unposted()).length === 0);
    await recall.database.query('UPDATE "Reminder" SET ts = NULL, "channelId" = NULL');
    clock.moveTo(due.set({ hour: 9, minute: 30 }).toJSDate());
    await until(async () => (await unposted()).length === 0);
    expect(inbox()).toHaveLength(1);
  });

  it('comes where a worker died before the post', async () => {
    const { due } = await withTask(backend);
    await recall.database.query(
      `INSERT INTO "Reminder" ("itemId", kind, due, "claimedAt") SELECT id, 'due', due, $1 FROM "ActionItem"`,
      [due.set({ hour: 9 }).toJSDate()],
    );
    clock.moveTo(due.set({ hour: 9, minute: 1 }).toJSDate());
    await runsSoFar();
    expect(inbox()).toEqual([]);
    clock.moveTo(due.set({ hour: 9, minute: 5 }).toJSDate());
    await until(() => inbox().length === 1);
  });
});

describeOnEachBackend('no reminder', (backend) => {
  it('comes for what is done, is nobody’s, cannot be read any more, or was due long ago', async () => {
    const { due } = await withTask(backend, dueDay(), [
      `TASK by ${dueDay().toISODate()} somebody should`,
      `TASK <@${MARA}> by ${dueDay().toISODate()} tidy up`,
    ]);
    const store = createStore({ databaseUrl: recall.database.url });
    const rows = await recall.database.query<{ id: string; text: string }>(
      'SELECT id, text FROM "ActionItem"',
    );
    const itemId = rows.find(({ text }) => text === 'tidy up')?.id ?? '';
    const workspaceId = recall.simulator.world.team.id;
    await store.actionItems.change({
      workspaceId,
      itemId,
      change: { kind: 'done' },
      by: MARA,
      at: clock.now(),
    });
    await store.close();
    await recall.simulator.as(BO).leave(GENERAL);
    clock.moveTo(due.set({ hour: 20 }).toJSDate());
    await runsSoFar();
    expect([inbox(BO), inbox(MARA)]).toEqual([[], []]);
    await recall.simulator.as(MARA).bring({ channel: GENERAL, user: BO });
    clock.moveTo(due.plus({ days: 4, hours: 10 }).toJSDate());
    await runsSoFar();
    expect(inbox()).toEqual([]);
  });
});

describeOnEachBackend('an item that somebody else cannot see', (backend) => {
  it('reminds nobody of it, nor anybody whose account has ended', async () => {
    clock = movableClock();
    const due = dueDay();
    const threads = threadsOf(
      [`TASK <@${MARA}> by ${due.toISODate()} buy a present`, 'ok'],
      [`TASK <@${BO}> by ${due.toISODate()} tell support`, 'ok'],
    );
    recall = await startWithTasks(threads, { backend, now: clock.now, pace: HASTY_LOOKS });
    await recapThread(recall, threads[0]?.[0]?.ts ?? '');
    await recall.database.query(`UPDATE "ActionItem" SET "onlyFor" = $1`, [BO]);
    await recapThread(recall, threads[1]?.[0]?.ts ?? '');
    await recall.simulator.deactivate(BO);
    clock.moveTo(due.set({ hour: 23 }).toJSDate());
    await runsSoFar();
    expect([inbox(BO), inbox(MARA)]).toEqual([[], []]);
  });
});

describeOnEachBackend('a snoozed item', (backend) => {
  it('waits for the end of the snooze, which stands for the reminders before it', async () => {
    const { due } = await withTask(backend);
    const store = createStore({ databaseUrl: recall.database.url });
    const [row] = await recall.database.query<{ id: string }>('SELECT id FROM "ActionItem"');
    const wakesAt = due.plus({ days: 1 }).set({ hour: 15 }).toJSDate();
    await store.actionItems.change({
      workspaceId: recall.simulator.world.team.id,
      itemId: row?.id ?? '',
      change: { kind: 'snoozed', until: wakesAt },
      by: BO,
      at: clock.now(),
    });
    await store.close();
    clock.moveTo(new Date(wakesAt.getTime() - DAY_MS / 24));
    await runsSoFar();
    expect(inbox()).toEqual([]);
    clock.moveTo(new Date(wakesAt.getTime() + 60_000));
    await until(() => inbox().length === 1);
    expect(inbox()[0]).toContain('overdue since');
    await runsSoFar();
    expect(inbox()).toHaveLength(1);
  });
});

function unposted() {
  return recall.database.query('SELECT 1 FROM "Reminder" WHERE ts IS NULL');
}
