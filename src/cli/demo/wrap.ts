import { stripVTControlCharacters } from 'node:util';

/**
 * Breaks a line at spaces into lines of at most `width` characters; a longer word stands alone. What follows the first line
 * stands under its text: as far in as the line begins, its bullet included. Styles take no room.
 */
export function wrap(line: string, width: number): string[] {
  if (shownLength(line) <= width) return [line];
  const start = /^ *(?:• )?/.exec(line)?.[0] ?? '';
  const indent = ' '.repeat(start.length);
  const [first = '', ...others] = line.slice(start.length).split(/ +/);
  const lines = [start + first];
  for (const word of others) {
    const longer = `${lines.at(-1)} ${word}`;
    if (shownLength(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(indent + word);
  }
  return lines;
}

function shownLength(text: string): number {
  return stripVTControlCharacters(text).length;
}
