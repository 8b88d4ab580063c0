import type { CalendarDate, RecapActionItem } from '../../../domain/recap.ts';
import type { OutgoingMessage } from '../../client.ts';
import { LIMITS, shorten } from '../../limits.ts';
import { escapeMrkdwn, mentionOf } from '../../mrkdwn.ts';
import type { Speech } from '../speech.ts';
import { coverageLine, receiptLine } from './figures.ts';
import type { RecapToShow } from './recap-to-show.ts';

/** The whole recap as one plain text within Slack's limit, for when Slack refuses the blocks. */
export function plainRecapMessage(shown: RecapToShow): OutgoingMessage {
  const { recap, coverage, receipt, speech } = shown;
  const { points, decisions, actionItems, openQuestions } = speech.words.recap;
  const group = (heading: string, items: readonly { text: string }[]) =>
    items.length === 0 ? [] : ['', heading, ...items.map(({ text }) => `• ${text}`)];
  const lines = [
    recap.headline,
    ...group(points, recap.points),
    ...group(
      decisions,
      recap.decisions.map(({ text }, position) => ({ text: text + plainSuccessor(position, shown) })),
    ),
    ...group(
      actionItems,
      standingItems(shown).map((item) => ({ text: item.text + plainWhoAndWhen(item, speech) })),
    ),
    ...group(openQuestions, recap.openQuestions),
    '',
    `${coverageLine(coverage, speech)} · ${receiptLine(receipt, speech)}`,
  ];
  return { text: shorten(escapeKeepingPeople(lines.join('\n')), LIMITS.messageText), blocks: [] };
}

/** The action items without those that are no tasks. */
export function standingItems({ recap, items }: RecapToShow): RecapActionItem[] {
  return recap.actionItems.filter((_, position) => items?.[position]?.state !== 'dropped');
}

function plainWhoAndWhen({ assignee, due }: RecapActionItem, speech: Speech): string {
  const remarks = [...(assignee ? [mentionOf(assignee)] : []), ...(due ? [dueOf(due, speech)] : [])];
  return remarks.length > 0 ? ` — ${remarks.join(', ')}` : '';
}

function plainSuccessor(position: number, { supersededBy, speech }: RecapToShow): string {
  const text = supersededBy?.[position] ?? null;
  return text === null ? '' : ` (${speech.words.decisions.supersededBy} ${text})`;
}

export function dueOf(due: CalendarDate, speech: Speech): string {
  return speech.words.recap.due(speech, { date: speech.date(due) });
}

export function escapeKeepingPeople(text: string): string {
  return escapeMrkdwn(text).replace(/&lt;(@[UW][A-Z0-9]+)&gt;/g, '<$1>');
}
