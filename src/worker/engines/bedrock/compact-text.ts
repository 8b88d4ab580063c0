import { type MrkdwnPiece, mentionOf, parseMrkdwn } from '../../../core/slack/mrkdwn.ts';
import { onOneLine, visible } from '../../recap/verify/plain-text.ts';

/** Longest text of one message that a prompt holds, in UTF-16 units; about a tenth of what Slack allows is ever used. */
const LONGEST_TEXT = 12_000;
const LONGEST_NAME = 80;
const LONGEST_CODE_LINES = 40;
const SHOWN_CODE_LINES = 15;
/** Lines of a message after its first are set in, so that none of them can look like a message of its own. */
const INDENT = '    ';

const CODE_BLOCK = /```([\s\S]*?)```/g;

/**
 * A Slack message as the model reads it: names of entities resolved, links as `label (url)`, words on one line, code
 * blocks with their lines kept and the middle of long ones left out (and said so).
 */
export function compactText(text: string): string {
  const plain = visible(parseMrkdwn(text).map(pieceText).join(''));
  const shown = plain.length > LONGEST_TEXT ? visible(middleLeftOut(plain)) : plain;
  const pieces: string[] = [];
  let end = 0;
  for (const match of shown.matchAll(CODE_BLOCK)) {
    pieces.push(onOneLine(shown.slice(end, match.index)), codeBlock(match[1] ?? ''));
    end = match.index + match[0].length;
  }
  pieces.push(onOneLine(shown.slice(end)));
  return joined(pieces.filter((piece) => piece !== ''));
}

/** A block begins on a line of its own, and so does what follows it. */
function joined(pieces: readonly string[]): string {
  return pieces.reduce((text, piece) => {
    if (piece.startsWith('\n')) return text + piece;
    return text.includes('\n') ? `${text}\n${INDENT}${piece}` : `${text} ${piece}`.trim();
  }, '');
}

function pieceText(piece: MrkdwnPiece): string {
  switch (piece.kind) {
    case 'text':
      return piece.text;
    case 'user':
      return mentionOf(piece.id);
    case 'channel':
      return `#${piece.label || piece.id}`;
    case 'ping':
      return `@${piece.name}`;
    case 'link':
      return piece.label === null || piece.label === piece.url ? piece.url : `${piece.label} (${piece.url})`;
  }
}

function middleLeftOut(text: string): string {
  const half = LONGEST_TEXT / 2;
  const leftOut = text.length - LONGEST_TEXT;
  return `${text.slice(0, half)} [${leftOut} characters left out] ${text.slice(-half)}`;
}

function codeBlock(code: string): string {
  const lines = code.split('\n').filter((line) => line.trim() !== '');
  if (lines.length <= 1) return `\`${onOneLine(code)}\``;
  const shown = lines.length > LONGEST_CODE_LINES ? codeMiddleLeftOut(lines) : lines;
  return ['```', ...shown, '```'].map((line) => `\n${INDENT}${line.trimEnd()}`).join('');
}

function codeMiddleLeftOut(lines: string[]): string[] {
  const leftOut = lines.length - 2 * SHOWN_CODE_LINES;
  return [
    ...lines.slice(0, SHOWN_CODE_LINES),
    `[${leftOut} lines left out]`,
    ...lines.slice(-SHOWN_CODE_LINES),
  ];
}

/** Words as one line of at most `limit` UTF-16 units: names of people and files, or what an answer claims. */
export function compactLine(text: string, limit = LONGEST_NAME): string {
  const line = onOneLine(visible(text));
  return line.length > limit ? `${visible(line.slice(0, limit - 1))}…` : line;
}
