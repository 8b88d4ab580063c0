/** The most characters of a person's notes that one message holds. */
const LONGEST_PART = 3500;

/** Cuts notes into parts of at most `longest` characters: between lines, else between words, else between characters. */
export function partsOf(text: string, longest = LONGEST_PART): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > longest) {
    const end = endOfPart(rest, longest);
    parts.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return rest === '' ? parts : [...parts, rest];
}

function endOfPart(text: string, longest: number): number {
  const head = text.slice(0, longest + 1);
  const line = head.lastIndexOf('\n');
  if (line > longest / 2) return line;
  const blank = head.search(/\s\S*$/);
  if (blank > longest / 2) return blank;
  return isHalf(text.charCodeAt(longest - 1)) ? longest - 1 : longest;
}

/** The first half of a character that takes two. */
function isHalf(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}
