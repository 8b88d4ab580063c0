import { unescapeMrkdwn } from '../../../core/slack/mrkdwn.ts';
import { linksIn } from './links.ts';

const LINE_BREAKING = /[\t\n\v\f\r\u0085\u2028\u2029]/gu;
/** Control, format (bidi, zero-width, tags), private-use and lone surrogate characters, and all that shows as nothing. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]/gu;
const STACKED_MARKS = /(\p{M}{3})\p{M}+/gu;

/** Takes out what a reader cannot see, and keeps lines apart. */
export function visible(text: string): string {
  return text
    .replace(LINE_BREAKING, '\n')
    .replace(/[^\S\n]/gu, ' ')
    .replace(/[^\n]+/gu, (line) => line.replace(INVISIBLE, ''))
    .replace(STACKED_MARKS, '$1');
}

/** Resolves Slack's escapes, also those that were escaped twice. */
export function unescaped(text: string): string {
  const once = unescapeMrkdwn(text);
  return once === text ? text : unescaped(once);
}

const TABLE_RULE = /^[\s|:-]*\|[\s|:-]*$/;
const TABLE_ROW = /^\s*\|(.*)\|\s*$/;
const LINE_MARK = /^(?:\s*(?:#{1,6}|[-*•>]|\d{1,2}[.)])\s+)+/;
const MARKDOWN_LINK = /!?\[([^[\]\n]{0,200})\]\(([^()\s]{1,1000})\)/g;

/** Markdown that Slack would show as signs, as words on one line. */
export function withoutMarkdown(text: string): string {
  return text
    .replace(/```[\w-]*/g, '')
    .split('\n')
    .filter((line) => !TABLE_RULE.test(line))
    .map((line) =>
      line.replace(TABLE_ROW, (_row, cells: string) =>
        cells
          .split('|')
          .map((cell) => cell.trim())
          .join(', '),
      ),
    )
    .map((line) => line.replace(LINE_MARK, ''))
    .join(' ')
    .replace(/\*\*(\S(?:.*?\S)?)\*\*/g, '$1')
    .replace(MARKDOWN_LINK, (whole, label: string, url: string) =>
      linksIn(url).length > 0 ? labelled(url, label) : whole,
    );
}

/** A link with its label as plain text. */
export function labelled(url: string, label: string): string {
  const words = label.trim();
  return words === '' || words === url ? url : `${words} (${url})`;
}

export function onOneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

/** Whether there is anything to read in it. */
export function saysSomething(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
