import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import type { Finished, FinishedCursor } from '../../core/store/metrics.ts';
import { createFinishedCounts } from './finished.ts';

const START = new Date('2026-03-02T09:00:00Z');
const at = (seconds: number) => new Date(START.getTime() + seconds * 1000);

/** A store of a few rows, in the order in which they ended. */
function storeOf(rows: Finished[]) {
  return {
    async finishedAfter(after: Date | FinishedCursor, { limit }: { limit: number }): Promise<Finished[]> {
      const from = after instanceof Date ? { finishedAt: after, id: '' } : after;
      return rows
        .filter(
          ({ finishedAt, id }) =>
            finishedAt > from.finishedAt || (+finishedAt === +from.finishedAt && id > from.id),
        )
        .toSorted((a, b) => +a.finishedAt - +b.finishedAt || a.id.localeCompare(b.id))
        .slice(0, limit);
    },
  };
}

function aRow(id: string, seconds: number, changes: Partial<Finished> = {}): Finished {
  const row = { id, finishedAt: at(seconds), trigger: 'command', state: 'done', errorCode: null, seconds: 4 };
  return { ...row, ...changes };
}

function counting(rows: Finished[]) {
  const registry = new Registry();
  const counts = createFinishedCounts({ store: storeOf(rows), registry, since: START });
  const totalOf = async (labels: object) => {
    const { values = [] } =
      (await registry.getMetricsAsJSON()).find(({ name }) => name.endsWith('_total')) ?? {};
    return values
      .filter((each) =>
        Object.entries(labels).every(([key, value]) => Reflect.get(each.labels, key) === value),
      )
      .reduce((sum, { value }) => sum + value, 0);
  };
  return { counts, registry, totalOf };
}

describe('the counts of what ended', () => {
  it('count each end once, whenever it is found within a minute', async () => {
    const rows = [aRow('before', -1), aRow('a', 10), aRow('b', 70)];
    const { counts, totalOf } = counting(rows);
    await counts.catchUp();
    await counts.catchUp();
    expect(await totalOf({ outcome: 'done' })).toBe(2);
    rows.push(aRow('written down late', 30));
    await Promise.all([counts.catchUp(), counts.catchUp()]);
    expect(await totalOf({ outcome: 'done' })).toBe(3);
  });

  it('count each end once where somebody asks again while the first reading still goes on', async () => {
    const store = storeOf([aRow('a', 10)]);
    const registry = new Registry();
    let readings = 0;
    const answers: (() => void)[] = [];
    const slow: typeof store = {
      async finishedAfter(...asked) {
        readings += 1;
        await new Promise<void>((resolve) => answers.push(resolve));
        return store.finishedAfter(...asked);
      },
    };
    const counts = createFinishedCounts({ store: slow, registry, since: START });
    const [first, second] = [counts.catchUp(), counts.catchUp()];
    expect(readings).toBe(1);
    for (const answer of answers) answer();
    await Promise.all([first, second]);
    expect(await registry.metrics()).toMatch(/_total\{.*outcome="done".*\} 1$/m);
  });

  it('count a conversation again that ended again, and never go down', async () => {
    const rows = [aRow('a', 10, { state: 'failed', errorCode: 'engine_denied' })];
    const { counts, totalOf } = counting(rows);
    await counts.catchUp();
    rows.splice(0, 1, aRow('a', 20));
    await counts.catchUp();
    expect(await totalOf({ outcome: 'failed', error: 'engine_denied' })).toBe(1);
    expect(await totalOf({ outcome: 'done', error: 'none' })).toBe(1);
  });

  it('catch up with more than fits a page', async () => {
    const rows = Array.from({ length: 2500 }, (_, index) => aRow(`c${index}`, 1 + (index % 7)));
    const { counts, totalOf } = counting(rows);
    await counts.catchUp();
    expect(await totalOf({})).toBe(2500);
  });

  it('time what a person waited for alone', async () => {
    const rows = [
      aRow('a', 1, { seconds: 3 }),
      aRow('b', 2, { trigger: 'schedule', seconds: 100 }),
      aRow('c', 3, { state: 'failed', errorCode: 'timed_out', seconds: 300 }),
    ];
    const { counts, registry } = counting(rows);
    await counts.catchUp();
    const text = await registry.metrics();
    expect(text).toContain('recall_recap_seconds_bucket{le="2",trigger="command"} 0');
    expect(text).toContain('recall_recap_seconds_bucket{le="5",trigger="command"} 1');
    expect(text).toContain('recall_recap_seconds_sum{trigger="command"} 3');
    expect(text).not.toContain('recall_recap_seconds_count{trigger="schedule"}');
  });
});
