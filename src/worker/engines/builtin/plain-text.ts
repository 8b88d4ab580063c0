import type { Person } from '../../../core/domain/transcript.ts';
import { type MrkdwnPiece, parseMrkdwn } from '../../../core/slack/mrkdwn.ts';

const CODE_BLOCK = /```[\s\S]*?(?:```|$)/g;
const INLINE_CODE = /`([^`\n]+)`/g;
const QUOTED_LINE = /^\s*(?:>|&gt;).*$/gm;
const STRUCK_OUT = /(^|\s)~[^~\n]+~(?=$|[\s.,;:!?])/g;
const EMPHASIS = /(^|[\s("'])([*_])(?=\S)([^\n]*?\S)\2(?=$|[\s.,;:!?)"'])/g;
const EMOJI_NAME = /(^|[\s.,!?)]):[a-z0-9_+'-]*[a-z_+][a-z0-9_+'-]*:(?::skin-tone-\d:)?/gi;
const EMOJI = /\p{Extended_Pictographic}|[\u{1F1E6}-\u{1F1FF}]|[\u{1F3FB}-\u{1F3FF}]|\u200D|\uFE0F/gu;
const LIST_MARK = /^\s*(?:[•◦▪‣*+-]|\d{1,2}[.)])\s+/;
/** Marks and letters that show nothing, or that change how what follows is shown. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}]|[\uE004-\uF8FF]/gu;

/** Marks that end a sentence, and what stands for them within inline code such as `null?`. */
const SENTENCE_ENDS = '.?!:';
const VEIL = '\uE000\uE001\uE002\uE003';

function veiled(code: string): string {
  return code.replace(/[.?!:]/g, (mark) => VEIL[SENTENCE_ENDS.indexOf(mark)] ?? mark);
}

/** Turns the marks within inline code back into what they were. */
export function unveiled(text: string): string {
  return text.replace(/[\uE000-\uE003]/g, (mark) => SENTENCE_ENDS[VEIL.indexOf(mark)] ?? mark);
}

/**
 * The lines of a message that say something in words, with people as `@U…` where they are of the transcript. Code
 * blocks, quotes of others, struck-out words, emoji and emphasis marks are gone.
 */
export function linesOf(mrkdwn: string, people: ReadonlyMap<string, Person>): string[] {
  const said = mrkdwn
    .replace(CODE_BLOCK, '\n')
    .replace(INLINE_CODE, (_, code: string) => veiled(code))
    .replace(QUOTED_LINE, '')
    .replace(STRUCK_OUT, '$1');
  return parseMrkdwn(said)
    .map((piece) => plainPiece(piece, people))
    .join('')
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map(tidyLine)
    .filter((line) => line !== '');
}

function plainPiece(piece: MrkdwnPiece, people: ReadonlyMap<string, Person>): string {
  switch (piece.kind) {
    case 'text':
      return piece.text;
    case 'user':
      return people.has(piece.id) ? `@${piece.id}` : (piece.label ?? 'someone');
    case 'channel':
      return `#${piece.label ?? piece.id}`;
    case 'ping':
      return piece.name;
    case 'link':
      return piece.label ?? hostOf(piece.url);
  }
}

function hostOf(url: string): string {
  return /^[a-z]+:\/*([^/?#\s]+)/i.exec(url)?.[1]?.replace(/^www\./, '') ?? url;
}

function tidyLine(line: string): string {
  return line
    .replace(LIST_MARK, '')
    .replace(EMPHASIS, '$1$3')
    .replace(EMOJI_NAME, '$1 ')
    .replace(EMOJI, ' ')
    .replaceAll('`', '')
    .replaceAll('\t', ' ')
    .replace(INVISIBLE, '')
    .replace(/[’‘]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/\s+/g, ' ')
    .trim();
}
