const MAX_WORD_LENGTH = 14;

/** The word of the vocabulary that a misspelt one in lower case may have meant; null for none. */
export function nearestWord(word: string, vocabulary: readonly string[]): string | null {
  if (!/^[a-z]{3,}$/.test(word) || word.length > MAX_WORD_LENGTH) return null;
  const [best] = vocabulary
    .map((candidate) => ({ candidate, distance: wordDistance(word, candidate) }))
    .filter(({ candidate, distance }) => distance <= slipsAllowed(word, candidate))
    .toSorted((a, b) => a.distance - b.distance);
  return best?.candidate ?? null;
}

/** The beginning of a word counts as one slip. */
function wordDistance(word: string, candidate: string): number {
  return word.length >= 4 && candidate.startsWith(word) ? 1 : editDistance(word, candidate);
}

function slipsAllowed(word: string, candidate: string): number {
  if (word.length === 3) return candidate.length === 4 ? 1 : 0;
  return word.length < 6 ? 1 : 2;
}

/** How many letters to change, add, drop or swap with their neighbour to make one string the other. */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1];
      const isSwap = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row[j] = Math.min(
        at(previous, j) + 1,
        at(row, j - 1) + 1,
        at(previous, j - 1) + (isSame ? 0 : 1),
        isSwap ? at(before, j - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    before = previous;
    previous = row;
  }
  return at(previous, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
