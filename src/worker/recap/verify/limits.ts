import type { RecapLength } from '../../../core/domain/conversation.ts';

/** How long and how many the parts of a recap may be. Lengths are UTF-16 units, as Slack counts them. */
export const RECAP_LIMITS = {
  headline: 150,
  text: 500,
  tag: 30,
  decisions: 12,
  actionItems: 20,
  openQuestions: 12,
  tags: 5,
  sourcesEach: 20,
} as const;

/** How many points a recap may have, by the length that was asked for. */
export const MOST_POINTS: Readonly<Record<RecapLength, number>> = { brief: 3, standard: 12, detailed: 18 };

const HARD_CUT_SHARE = 0.5;

/** Cuts `text` at a word so that it has at most `limit` units, the ellipsis included. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const room = limit - 1;
  const space = text.lastIndexOf(' ', room);
  const end = space > limit * HARD_CUT_SHARE ? space : hardCut(text, room);
  return `${text.slice(0, end).trimEnd()}…`;
}

/** Cuts no mention and no link in two: without its end it would be another one. */
function hardCut(text: string, room: number): number {
  for (const { index, 0: word } of text.matchAll(/<@\w+>|[^\s<>]+/g)) {
    if (index >= room) break;
    const isWhole = index + word.length <= room || !/[<.:/]/.test(word);
    if (!isWhole && index > 0) return index;
  }
  const last = text.charCodeAt(room - 1);
  const isHighSurrogate = last >= 0xd800 && last <= 0xdbff;
  return isHighSurrogate ? room - 1 : room;
}
