import type { ContextBlock, KnownBlock, RichTextElement, RichTextSection } from '@slack/types';
import type { ChangeMark } from '../../../domain/compare-recaps.ts';
import type { RecapActionItem, RecapDecision, RecapPoint } from '../../../domain/recap.ts';
import type { OutgoingMessage } from '../../client.ts';
import { LIMITS, shorten } from '../../limits.ts';
import { escapeMrkdwn } from '../../mrkdwn.ts';
import { type Group, paginate } from '../paginate.ts';
import { listBlock, section, toElements } from '../rich-text.ts';
import type { Speech } from '../speech.ts';
import { coverageLine, receiptLine } from './figures.ts';
import { CONTROLS_RESERVE, controlsBlock, type RecapControls, struckBlock } from './recap-buttons.ts';
import { actionItemGroup } from './recap-items.ts';
import { dueOf, escapeKeepingPeople, standingItems } from './recap-plain.ts';
import type { RecapToShow } from './recap-to-show.ts';
import { numbering, sourceLinks } from './source-links.ts';
import { successorElements } from './successor.ts';

export type { RecapToShow } from './recap-to-show.ts';

type Cite = (point: RecapPoint, extra?: RichTextElement[], style?: { strike?: true }) => RichTextSection;

/** What the last message must keep free for tags and figures, each of which may take half of it. */
const FOOTER_RESERVE = 1200;
/** Longer than what `verify` lets through; no text may fill a message alone. */
const LONGEST_TEXT = 1000;
const LONGEST_FALLBACK = 500;

/**
 * The Slack messages that show a recap: one, or several where it would go over Slack's limits. Sources are numbered
 * links, the same number for the same message throughout.
 */
export function recapMessages(shown: RecapToShow): OutgoingMessage[] {
  const number = numbering();
  const cite: Cite = (point, extra = [], style = {}) => {
    const { text, sources } = point;
    return section([
      ...markOf(shown.changes?.marks.get(point)),
      ...toElements(shorten(text, LONGEST_TEXT), style),
      ...extra,
      ...sourceLinks(sources, number, shown.linkTo),
    ]);
  };
  const head = headBlocks(shown);
  const room = LIMITS.blocksTotal - FOOTER_RESERVE - (shown.controls ? CONTROLS_RESERVE : 0);
  const { speech } = shown;
  const links = ({ sources }: RecapPoint) => sourceLinks(sources, number, shown.linkTo);
  const groups = [...groupsOf(shown, cite, links), ...closedGroup(shown, cite)];
  const pages = paginate(groups, {
    firstRoom: room - JSON.stringify(head).length,
    room,
    continued: (heading) => speech.words.recap.headingContinued(speech, { heading }),
  });
  return pages.map((groups, page) => ({
    text: fallbackText(shown, page),
    blocks: [
      ...(page === 0 ? head : []),
      ...groups.flatMap(({ heading, items, draw }) => draw?.(heading, items) ?? [listBlock(heading, items)]),
      ...(page === pages.length - 1 ? footer(shown) : []),
    ],
  }));
}

function groupsOf(shown: RecapToShow, cite: Cite, links: (point: RecapPoint) => RichTextElement[]): Group[] {
  const { recap, changes, items, controls, speech } = shown;
  const markedBy = (point: RecapPoint) => markOf(changes?.marks.get(point));
  const headings = speech.words.recap;
  return [
    { heading: headings.points, items: recap.points.map((point) => cite(point)) },
    {
      heading: headings.decisions,
      items: recap.decisions.map((decision, position) =>
        decisionLine(decision, shown.supersededBy?.[position] ?? null, { cite, speech }),
      ),
    },
    items
      ? actionItemGroup(recap.actionItems, {
          items,
          conversationId: controls?.conversationId ?? null,
          speech,
          linksOf: links,
          markOf: markedBy,
        })
      : {
          heading: headings.actionItems,
          items: recap.actionItems.map((item) => cite(item, whoAndWhen(item, speech))),
        },
    {
      heading: headings.openQuestions,
      items: recap.openQuestions.map((question) =>
        cite(question, question.askedOf ? [words(` — ${headings.askedOf} `), user(question.askedOf)] : []),
      ),
    },
  ].filter(({ items }) => items.length > 0);
}

function decisionLine(
  decision: RecapDecision,
  successor: string | null,
  { cite, speech }: { cite: Cite; speech: Speech },
): RichTextSection {
  const by = decision.by ? [words(' — '), user(decision.by)] : [];
  if (successor === null) return cite(decision, by);
  const { elements } = cite(decision, by, { strike: true });
  return section([...elements, ...successorElements(successor, speech)]);
}

/** New and changed items carry an emoji; in a first recap there is nothing to tell apart. */
function markOf(mark: ChangeMark | undefined): RichTextElement[] {
  if (mark === 'new') return [{ type: 'emoji', name: 'new' }, words(' ')];
  return mark === 'changed' ? [{ type: 'emoji', name: 'pencil2' }, words(' ')] : [];
}

function closedGroup({ changes, speech }: RecapToShow, cite: Cite): Group[] {
  if (!changes || changes.closed.length === 0) return [];
  return [{ heading: speech.words.recap.noLongerOpen, items: changes.closed.map((item) => cite(item)) }];
}

function whoAndWhen({ assignee, due }: RecapActionItem, speech: Speech): RichTextElement[] {
  return [
    ...(assignee ? [words(' — '), user(assignee)] : []),
    ...(due ? [words(assignee ? ', ' : ' — '), words(dueOf(due, speech), true)] : []),
  ];
}

function headBlocks({ recap, about }: RecapToShow): KnownBlock[] {
  const headline: KnownBlock = {
    type: 'rich_text',
    elements: [
      section([
        { type: 'emoji', name: 'memo' },
        words(' '),
        ...toElements(shorten(recap.headline, LONGEST_TEXT), { bold: true }),
      ]),
    ],
  };
  return about === null ? [headline] : [context(about), headline];
}

function footer(shown: RecapToShow): KnownBlock[] {
  const { struck = 0, remark, controls, speech } = shown;
  return [
    ...(struck > 0 ? [struckBlock(struck, controls, speech)] : []),
    ...figures(shown),
    ...(remark ? [context(remark)] : []),
    ...(controls ? [controlsBlock(withoutSecondUpdate(controls, struck), speech)] : []),
  ];
}

/** Where points were struck, the button stands beside that. */
function withoutSecondUpdate(controls: RecapControls, struck: number): RecapControls {
  return { ...controls, canUpdate: controls.canUpdate && struck === 0 };
}

function figures({ recap, coverage, receipt, speech }: RecapToShow): KnownBlock[] {
  const tags = recap.tags.map((tag) => `\`${escapeMrkdwn(tag.replaceAll('`', ''))}\``).join('  ');
  const counts = escapeMrkdwn(`${coverageLine(coverage, speech)} · ${receiptLine(receipt, speech)}`);
  return [tags, counts]
    .filter((line) => line !== '')
    .map((line) => context(shorten(line, FOOTER_RESERVE / 2)));
}

function fallbackText(shown: RecapToShow, page: number): string {
  const { recap, speech } = shown;
  const { notification, decisionCount, actionItemCount, continued } = speech.words.recap;
  const counts = [
    { count: recap.decisions.length, say: decisionCount },
    { count: standingItems(shown).length, say: actionItemCount },
  ].flatMap(({ count, say }) => (count > 0 ? [say(speech, { count })] : []));
  const remark = page === 0 ? counts.join(', ') : continued;
  const headline = shorten(escapeKeepingPeople(recap.headline), LONGEST_FALLBACK);
  return notification(speech, { headline, remark: remark || null });
}

function words(text: string, bold = false): RichTextElement {
  return { type: 'text', text, ...(bold ? { style: { bold: true } } : {}) };
}

function user(id: string): RichTextElement {
  return { type: 'user', user_id: id };
}

/** `text` is mrkdwn. */
function context(text: string): ContextBlock {
  return {
    type: 'context',
    elements: [{ type: 'mrkdwn', text: shorten(text, LIMITS.contextText), verbatim: true }],
  };
}
