/** F1 of the overlap between a text and a reference, from 0 to 1. */
export interface Rouge {
  rouge1: number;
  rouge2: number;
  rougeL: number;
}

/**
 * ROUGE-1, ROUGE-2 and sentence-level ROUGE-L (Lin, 2004) as F1, over lower-case letters and digits, without stemming.
 * See https://aclanthology.org/W04-1013/.
 */
export function rouge(text: string, reference: string): Rouge {
  const given = tokensOf(text);
  const wanted = tokensOf(reference);
  return {
    rouge1: f1(overlap(given, wanted), given.length, wanted.length),
    rouge2: f1(overlap(pairsOf(given), pairsOf(wanted)), given.length - 1, wanted.length - 1),
    rougeL: f1(longestCommonSubsequence(given, wanted), given.length, wanted.length),
  };
}

/** The mean of each measure; zeros for no scores at all. */
export function meanRouge(scores: readonly Rouge[]): Rouge {
  const mean = (measure: keyof Rouge) =>
    scores.reduce((sum, score) => sum + score[measure], 0) / Math.max(1, scores.length);
  return { rouge1: mean('rouge1'), rouge2: mean('rouge2'), rougeL: mean('rougeL') };
}

export function tokensOf(text: string): string[] {
  return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}

function pairsOf(tokens: readonly string[]): string[] {
  return tokens.slice(1).map((token, i) => `${tokens[i]} ${token}`);
}

function overlap(given: readonly string[], wanted: readonly string[]): number {
  const left = new Map<string, number>();
  for (const token of wanted) left.set(token, (left.get(token) ?? 0) + 1);
  let shared = 0;
  for (const token of given) {
    const count = left.get(token) ?? 0;
    if (count === 0) continue;
    shared += 1;
    left.set(token, count - 1);
  }
  return shared;
}

function longestCommonSubsequence(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const token of a) {
    const next = [0];
    b.forEach((other, j) => {
      next.push(token === other ? (row[j] ?? 0) + 1 : Math.max(next[j] ?? 0, row[j + 1] ?? 0));
    });
    row = next;
  }
  return row.at(-1) ?? 0;
}

function f1(shared: number, given: number, wanted: number): number {
  if (shared === 0) return 0;
  const precision = shared / given;
  const recall = shared / wanted;
  return (2 * precision * recall) / (precision + recall);
}
