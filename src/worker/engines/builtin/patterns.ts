/** Any of these phrases as part of a pattern; each argument may hold several, separated by `|`. */
export function either(...phrases: string[]): string {
  return `(?:${phrases.join('|')})`;
}

/** Matches any of these phrases, as whole words. */
export function containing(...phrases: string[]): RegExp {
  return new RegExp(`\\b${either(...phrases)}\\b`, 'u');
}

/** Matches a text that starts with any of these phrases. */
export function startingWith(...phrases: string[]): RegExp {
  return new RegExp(`^${either(...phrases)}\\b`, 'u');
}

/** The words of these lists, which are separated by spaces. */
export function wordSet(...lists: string[]): ReadonlySet<string> {
  return new Set(lists.flatMap((list) => list.split(' ')));
}

/** What is left of a link without words, such as `docs.example.org`: it says little where it cannot be followed. */
export const HOST_WORD =
  '(?<![\\p{L}\\p{N}@.])(?:[\\p{L}\\p{N}-]+\\.)+(?:com|org|net|io|dev|de|fr|es|edu|gov|ai|app|co|me|be|ly|us|uk|eu|ca|test|info)(?![\\p{L}\\p{N}]|\\.\\p{L})';
