/** When each digest of a workspace was posted, in milliseconds since the epoch, by channel; more than once is once too often. */
export type Posts = ReadonlyMap<string, readonly number[]>;

export interface Measured {
  small: readonly Posts[];
  /** Null where there is none; `allowedMs` is how long Slack's limits make it take. */
  large: { posts: Posts; allowedMs: number } | null;
  /** How many digests there are in all. */
  expected: number;
  dueAt: number;
  openedMs: number;
  spreadMs: number;
  smallTookMs: number;
  largeTookMs: number | null;
  /** How long recaps took that a person asked for, before and meanwhile. */
  idle: readonly number[];
  asked: readonly number[];
}

const MOST_ASKED_MS = 2000;
const MOST_TIMES_THE_AVERAGE = 2;
const MOST_TIMES_WHAT_SLACK_ALLOWS = 1.25;

/** Prints what was measured, and which promise is not kept. @returns the exit code */
export function judge(measured: Measured): 0 | 1 {
  const { small, large, expected, openedMs, spreadMs, smallTookMs, largeTookMs, idle, asked } = measured;
  const all = [...small, ...(large ? [large.posts] : [])];
  const counts = all.flatMap((posts) => [...posts.values()].map((times) => times.length));
  const posted = counts.filter((count) => count > 0).length;
  const twice = counts.filter((count) => count > 1).length;
  const waits = small.map((posts) => mean([...posts.values()].flat()) - measured.dueAt);
  const longest = Math.max(...waits) / mean(waits);
  const median = medianOf(asked);
  console.log(`${expected} digests of ${all.length} workspaces, spread over ${spreadMs / 1000} s`);
  console.log(`posted: ${posted}, twice: ${twice}, opened within ${seconds(openedMs)}`);
  console.log(`all but the large workspace’s within ${(smallTookMs / spreadMs).toFixed(2)} × the spread`);
  console.log(
    `longest wait of one of these workspaces: ${longest.toFixed(2)} × the average of ${seconds(mean(waits))}`,
  );
  if (large && largeTookMs !== null) {
    const times = largeTookMs / large.allowedMs;
    console.log(
      `the ${large.posts.size} of the large workspace: ${times.toFixed(2)} × what Slack’s limits make of it`,
    );
  }
  console.log(
    `a recap that a person asks for meanwhile, median: ${seconds(median)}, ${(median / medianOf(idle)).toFixed(1)} × the idle one`,
  );
  const broken = [
    ...(posted === expected ? [] : [`${expected - posted} digests were not posted`]),
    ...(twice === 0 ? [] : [`${twice} digests were posted twice`]),
    ...(median < MOST_ASKED_MS ? [] : [`a recap that a person asks for takes ${seconds(median)}`]),
    ...(longest < MOST_TIMES_THE_AVERAGE ? [] : ['a workspace waits twice as long as the average']),
    ...(large && largeTookMs !== null && largeTookMs > large.allowedMs * MOST_TIMES_WHAT_SLACK_ALLOWS
      ? ['the large workspace takes longer than Slack’s limits make it']
      : []),
  ];
  for (const promise of broken) console.error(`not kept: ${promise}`);
  return broken.length === 0 ? 0 : 1;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
