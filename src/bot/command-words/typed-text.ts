import { unescapeMrkdwn } from '../../core/slack/mrkdwn.ts';

/** As long as Slack lets a command be, and a good deal more than anyone types. */
const MAX_LENGTH = 4000;
/** Line breaks and other blanks count as a space. */
const BLANKS = /[\s\p{Z}]+/gu;
/** Controls, marks of writing direction and halves of characters; not the two joiners that spelling and emoji need. */
const INVISIBLE = /[\p{Cc}\p{Cs}\p{Co}]|(?![\u200c\u200d])\p{Cf}/gu;
const CURLY_QUOTES = /[“”„«»]/g;
const CURLY_APOSTROPHES = /[‘’]/g;
const LINK_ENTITY = /<(https?:[^<>|]*)(?:\|[^<>]*)?>/gi;

/** What was typed after the command, on one line; Slack's entities stay as they are. */
export function tidy(text: string): string {
  return text
    .slice(0, MAX_LENGTH)
    .replace(BLANKS, ' ')
    .replace(INVISIBLE, '')
    .replace(CURLY_QUOTES, '"')
    .replace(CURLY_APOSTROPHES, "'")
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** `<https://…|label>` as the bare address that was pasted. */
export function withBareLinks(text: string): string {
  return text.replace(LINK_ENTITY, (_, url: string) => unescapeMrkdwn(url));
}

/** The first `count` characters, none of them cut in half. */
export function firstCharacters(text: string, count: number): string {
  return text.length <= count ? text : Array.from(text).slice(0, count).join('').trimEnd();
}
