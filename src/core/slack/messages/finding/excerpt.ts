import type { RichTextElement } from '@slack/types';
import { shorten } from '../../limits.ts';
import { toElements } from '../rich-text.ts';

/** What stands around words that were looked for. */
export interface Marks {
  start: string;
  end: string;
}

const LONGEST_LINE = 280;

/**
 * A text that was found, as rich text with the words that were looked for in bold: its first line, and the first further one that has
 * such words. Nothing in the text is taken as markup.
 */
export function excerptElements(text: string, marks: Marks): RichTextElement[] {
  const lines = withWholeMentions(text, marks)
    .split('\n')
    .filter((line) => line.trim() !== '');
  const [first = '', ...others] = lines;
  const further = others.find((line) => line.includes(marks.start));
  const shown = further === undefined ? [first] : [first, further];
  return shown.flatMap((line, position) => [
    ...(position > 0 ? [{ type: 'text', text: '\n' } satisfies RichTextElement] : []),
    ...inBold(around(line, marks), marks),
  ]);
}

/** Somebody's id may be among the words; a mention is shown by its name. */
function withWholeMentions(text: string, { start, end }: Marks): string {
  return text.replace(new RegExp(`<@${start}?([UW][A-Z0-9]+)${end}?>`, 'g'), '<@$1>');
}

/** The part of a long line that has the first of the words. It is cut at spaces, which no mention has. */
function around(line: string, { start }: Marks): string {
  if (line.length <= LONGEST_LINE) return line;
  const found = line.indexOf(start);
  if (found < LONGEST_LINE / 2) return shorten(line, LONGEST_LINE);
  const space = line.lastIndexOf(' ', found - LONGEST_LINE / 4);
  return space < 0 ? shorten(line, LONGEST_LINE) : `…${shorten(line.slice(space), LONGEST_LINE)}`;
}

function inBold(line: string, { start, end }: Marks): RichTextElement[] {
  return line.split(start).flatMap((piece, position) => {
    const [marked = '', ...after] = position === 0 ? ['', ...piece.split(end)] : piece.split(end);
    return [...toElements(marked, { bold: true }), ...toElements(after.join(''))];
  });
}
