import { Counter, Histogram, type Registry } from 'prom-client';
import type { Finished, FinishedCursor, MetricsReads } from '../../core/store/metrics.ts';

export interface FinishedCounts {
  /** Counts what came to its end since it was last asked, each end once. Whoever asks while it reads waits for the same reading. */
  catchUp(): Promise<void>;
}

export interface FinishedCountsDeps {
  store: Pick<MetricsReads, 'finishedAfter'>;
  registry: Registry;
  /** What ended before is not counted. */
  since: Date;
}

/** What is written down late, by a worker whose clock is slow or whose transaction takes long, is found within so long. */
const OVERLAP_MS = 60_000;
const PAGE = 1000;
/** More than so many pages are left for the next time. */
const MOST_PAGES = 50;
/** From what nobody waits for to what everybody does. */
const SECONDS = [1, 2, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600];

/**
 * Counts from the start of the process on, as monitors expect of counters. The ends themselves are read, since sums in the database go
 * down when a failed conversation is retried or a workspace is purged.
 */
export function createFinishedCounts({ store, registry, since }: FinishedCountsDeps): FinishedCounts {
  const registers = [registry];
  const finished = new Counter({
    name: 'recall_conversations_finished_total',
    help: 'Conversations that came to their end since this process started; `error` is the code of a failure, else none.',
    labelNames: ['trigger', 'outcome', 'error'] as const,
    registers,
  });
  const seconds = new Histogram({
    name: 'recall_recap_seconds',
    help: 'From the request of a person to the recap, for recaps that were made since this process started.',
    labelNames: ['trigger'] as const,
    buckets: SECONDS,
    registers,
  });
  /** When each of the last ends was, by conversation. */
  const seen = new Map<string, number>();
  let upTo = since;

  function count({ id, finishedAt, trigger, state: outcome, errorCode, seconds: took }: Finished): void {
    if (seen.get(id) === finishedAt.getTime()) return;
    seen.set(id, finishedAt.getTime());
    finished.inc({ trigger, outcome, error: errorCode ?? 'none' });
    if (outcome === 'done' && trigger !== 'schedule') seconds.observe({ trigger }, took);
  }

  function forgetBefore(time: number): void {
    for (const [id, at] of seen) if (at < time) seen.delete(id);
  }

  async function readOn(): Promise<void> {
    let after: Date | FinishedCursor = new Date(Math.max(upTo.getTime() - OVERLAP_MS, since.getTime()));
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const rows = await store.finishedAfter(after, { limit: PAGE });
      for (const row of rows) count(row);
      const last = rows.at(-1);
      if (last && last.finishedAt > upTo) upTo = last.finishedAt;
      if (!last || rows.length < PAGE) break;
      after = last;
    }
    forgetBefore(upTo.getTime() - OVERLAP_MS);
  }

  let underWay: Promise<void> | null = null;
  return {
    catchUp() {
      underWay ??= readOn().finally(() => {
        underWay = null;
      });
      return underWay;
    },
  };
}
