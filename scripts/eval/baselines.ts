import { tokensOf } from './rouge.ts';

/** A way to choose turns of a dialogue as its summary. */
export type Baseline = (turns: readonly string[]) => string[];

const CHOSEN = 3;

const lead: Baseline = (turns) => turns.slice(0, CHOSEN);

const longest: Baseline = (turns) => bestInOrder(turns, (turn) => turn.length);

/** TextRank (Mihalcea and Tarau, 2004) with its own word-overlap similarity, over turns. */
const textRank: Baseline = (turns) => {
  const scores = rank(turns.map((turn) => tokensOf(turn)));
  return bestInOrder(turns, (_, i) => scores[i] ?? 0);
};

export const BASELINES: Readonly<Record<string, Baseline>> = {
  'lead-3': lead,
  'longest-3': longest,
  TextRank: textRank,
};

function bestInOrder(turns: readonly string[], score: (turn: string, index: number) => number): string[] {
  return turns
    .map((turn, index) => ({ turn, index, score: score(turn, index) }))
    .toSorted((a, b) => b.score - a.score || a.index - b.index)
    .slice(0, CHOSEN)
    .toSorted((a, b) => a.index - b.index)
    .map(({ turn }) => turn);
}

function rank(turns: readonly string[][]): number[] {
  const weights = turns.map((a, i) => turns.map((b, j) => (i === j ? 0 : wordOverlap(a, b))));
  const sums = weights.map((row) => row.reduce((sum, weight) => sum + weight, 0));
  let scores = turns.map(() => 1);
  for (let round = 0; round < 30; round++) {
    scores = turns.map((_, i) => {
      const received = turns.reduce((sum, _turn, j) => {
        const weight = weights[j]?.[i] ?? 0;
        return weight === 0 ? sum : sum + (weight / (sums[j] || 1)) * (scores[j] ?? 0);
      }, 0);
      return 0.15 + 0.85 * received;
    });
  }
  return scores;
}

function wordOverlap(a: readonly string[], b: readonly string[]): number {
  const words = new Set(b);
  const shared = new Set(a.filter((word) => words.has(word))).size;
  const size = Math.log(a.length) + Math.log(b.length);
  return size > 0 ? shared / size : 0;
}
