import { readableText } from '../../core/slack/mrkdwn.ts';
import { firstCharacters } from './typed-text.ts';

export interface Modified {
  /** What is left: the window or the link. */
  words: string;
  isPublic: boolean;
  focus: string | null;
}

const MAX_FOCUS = 300;

const FOCUS_MARK = /(?:^| )(?:about|regarding|(?:with (?:a )?)?focus(?:ing|ed)?(?: on\b|:)?)(?: |$|(?<=:))/i;
const QUOTED_END = /(?:^| )"([^"]+)"$/;
const FLAG_FIRST = /^-{0,2}(public(?:ly)?|private(?:ly)?)(?:,? |$)/i;
const FLAG_LAST = /(?:^|,? )-{0,2}((?:not )?public(?:ly)?|private(?:ly)?)[.!]?$/i;
/** `the launch goes public`, `open to the public`: the word belongs to the one before it, and nothing is posted for all to see. */
const BELONGS_BEFORE =
  /\b(?:the|a|an|to|in|on|of|for|from|with|and|or|is|was|are|be|being|been|our|more|less|go|goes|going|gone|went|made|make|making|about) $/i;

/**
 * Takes `public` and what to focus on out of a command for a recap. `public` counts first and last in the command, outside of
 * quotes; a focus starts with `about` or `focus on`, or stands in quotes at the end.
 */
export function takeModifiers(text: string): Modified {
  const mark = FOCUS_MARK.exec(text);
  const before = takeFlags(mark === null ? text : text.slice(0, mark.index));
  if (mark !== null) {
    const after = takeFocus(text.slice(mark.index + mark[0].length).trim());
    return { words: before.words, isPublic: before.isPublic || after.isPublic, focus: after.focus };
  }
  const quoted = QUOTED_END.exec(before.words);
  if (quoted === null) return { ...before, focus: null };
  const rest = takeFlags(before.words.slice(0, quoted.index));
  return {
    words: rest.words,
    isPublic: before.isPublic || rest.isPublic,
    focus: plainFocus(quoted[1] ?? ''),
  };
}

function takeFlags(text: string): { words: string; isPublic: boolean } {
  const first = FLAG_FIRST.exec(text);
  const middle = first === null ? text : text.slice(first[0].length);
  const last = FLAG_LAST.exec(middle);
  const flags = [first?.[1], last?.[1]]
    .filter((flag) => flag !== undefined)
    .map((flag) => flag.toLowerCase());
  return {
    words: (last === null ? middle : middle.slice(0, last.index).replace(/(?:^| )in$/i, '')).trim(),
    isPublic: flags.length > 0 && flags.every((flag) => flag.startsWith('public')),
  };
}

function takeFocus(text: string): { isPublic: boolean; focus: string | null } {
  const quoted = /^"([^"]*)"/.exec(text);
  if (quoted !== null) {
    const rest = takeFlags(text.slice(quoted[0].length).trim());
    return { isPublic: rest.isPublic, focus: plainFocus(`${quoted[1] ?? ''} ${rest.words}`) };
  }
  const flag = FLAG_LAST.exec(text);
  if (flag === null || BELONGS_BEFORE.test(`${text.slice(0, flag.index)} `)) {
    return { isPublic: false, focus: plainFocus(text) };
  }
  const isPublic = flag[1]?.toLowerCase().startsWith('public') ?? false;
  return { isPublic, focus: plainFocus(text.slice(0, flag.index)) };
}

function plainFocus(text: string): string | null {
  const plain = readableText(text, new Map()).replaceAll('"', '').replace(/ {2,}/g, ' ').trim();
  return firstCharacters(plain, MAX_FOCUS) || null;
}
