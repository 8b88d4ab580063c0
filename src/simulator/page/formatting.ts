import { escapeHtml, Html, html } from './html.ts';
import { emoji } from './inline.ts';

/** Pairs of marks and the element they make of what stands between them. */
export interface Mark {
  pattern: RegExp;
  tag: 'b' | 'i' | 's';
}

const BEFORE = String.raw`(^|[\s()[\]{}"'*_~;>\uE001–—-])`;
const AFTER = String.raw`(?=$|[\s()[\]{}"'.,;:!?*_~&<\uE000–—-])`;

export const MRKDWN_MARKS: readonly Mark[] = [
  { pattern: new RegExp(String.raw`${BEFORE}\*(?!\s)([^*\n]*?[^*\s])\*${AFTER}`, 'g'), tag: 'b' },
  { pattern: new RegExp(String.raw`${BEFORE}_(?!\s)([^_\n]*?[^_\s])_${AFTER}`, 'g'), tag: 'i' },
  { pattern: new RegExp(String.raw`${BEFORE}~(?!\s)([^~\n]*?[^~\s])~${AFTER}`, 'g'), tag: 's' },
];

export const MARKDOWN_MARKS: readonly Mark[] = [
  { pattern: /()\*\*(?!\s)([^\n]*?\S)\*\*/g, tag: 'b' },
  { pattern: /()~~(?!\s)([^\n]*?\S)~~/g, tag: 's' },
  { pattern: new RegExp(String.raw`${BEFORE}[*_](?!\s)([^*_\n]*?[^*_\s])[*_]${AFTER}`, 'g'), tag: 'i' },
];

/** A part of a line that is finished already, such as a link or code: formatting goes around it but never into it. */
export type Piece = Html | string;

const HOLDERS = /[\uE000\uE001]/g;
const HELD = /\uE000(\d+)\uE001/g;

/**
 * Applies emoji and marks to a line of which some pieces are finished. While the marks are looked for, a number between
 * two characters of Unicode's private use area holds the place of each finished piece; in the text itself these two
 * characters are taken out.
 */
export function formatLine(pieces: readonly Piece[], marks: readonly Mark[]): Html {
  const finished: Html[] = [];
  const hold = (piece: Html): string => `\uE000${finished.push(piece) - 1}\uE001`;
  const held = pieces.map((piece) => (piece instanceof Html ? hold(piece) : heldText(piece, hold))).join('');
  let markup = escapeHtml(held);
  for (const { pattern, tag } of marks) markup = markup.replaceAll(pattern, `$1<${tag}>$2</${tag}>`);
  return new Html(markup.replaceAll(HELD, (_, index: string) => `${finished[Number(index)] ?? ''}`));
}

function heldText(text: string, hold: (piece: Html) => string): string {
  return text
    .replaceAll(HOLDERS, '')
    .replaceAll(/:([a-z0-9+_'-]+(?:::skin-tone-\d)?):/g, (shortcode, name: string) =>
      isTime(name) ? shortcode : hold(emoji(name)),
    );
}

/** In `09:15:30` there is no emoji, though there are two colons. */
function isTime(name: string): boolean {
  return /^\d{1,2}$/.test(name);
}

/** Splits a text at a pattern with one group: what lies between stays text, what was found is made by `make`. */
export function cutOut(
  pieces: readonly Piece[],
  pattern: RegExp,
  make: (found: RegExpMatchArray) => Piece,
): Piece[] {
  return pieces.flatMap((piece) => {
    if (piece instanceof Html) return [piece];
    const parts: Piece[] = [];
    let end = 0;
    for (const found of piece.matchAll(pattern)) {
      parts.push(piece.slice(end, found.index), make(found));
      end = found.index + found[0].length;
    }
    return [...parts, piece.slice(end)];
  });
}

export function joined(parts: readonly Html[], separator: Html): Html {
  return html`${parts.flatMap((part, index) => (index === 0 ? [part] : [separator, part]))}`;
}
