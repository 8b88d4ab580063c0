import type { ContextBlock, KnownBlock, RichTextElement, RichTextSection } from '@slack/types';
import type { ActionItem } from '../../../domain/action-item.ts';
import { type DigestThread, type ThreadCounts, threadsThatMattered } from '../../../domain/digest/threads.ts';
import type { Recap, RecapPoint } from '../../../domain/recap.ts';
import type { Coverage, MessageRef, MessageTs } from '../../../domain/transcript.ts';
import { shorten } from '../../limits.ts';
import { messageUrl } from '../../links.ts';
import { channelMention } from '../asking/progress.ts';
import { itemLine } from '../items/items.ts';
import { type Group, paginate } from '../paginate.ts';
import { coverageLine } from '../recap/figures.ts';
import { actionItemGroup, type ItemLife } from '../recap/recap-items.ts';
import { numbering, sourceLinks } from '../recap/source-links.ts';
import { bulletsBlock, listBlock, section, toElements } from '../rich-text.ts';
import type { Speech } from '../speech.ts';
import type { Chunk } from './digest-pages.ts';

export interface ChannelRecap {
  conversationId: string;
  recap: Recap;
  coverage: Coverage;
  /** What became of the action items, in the order of `recap.actionItems`. */
  items: readonly ItemLife[];
  /** Action items of earlier recaps of the channel: those that were done in the period, and those that are open and overdue. */
  carriedOver: { closed: readonly ActionItem[]; overdue: readonly ActionItem[] };
  /** How many messages and people its threads have in the period, by their roots; empty where that is not known. */
  threads: ReadonlyMap<MessageTs, ThreadCounts>;
  /** How many people wrote, and in how many threads; null where that is not known. */
  numbers: { people: number; threads: number } | null;
  /** How far back a thread may have begun whose replies count; null where only what began in the period does. */
  lookedBackTo: Date | null;
  /** From when on it is told of, where that is before the period, since it could not be read for the one before; else null. */
  missedFrom: Date | null;
  /** How many points were struck because their messages were deleted or edited. */
  struck: number;
}

/** The digest that a channel is part of. */
export interface AroundChannel {
  /** Whether it covers no other channel, so that its head names this one. */
  isOnly: boolean;
  /** Where links to messages start, such as `https://acme.slack.com/`. */
  workspaceUrl: string;
  now: Date;
  speech: Speech;
}

const LONGEST_TEXT = 1000;
/** So much of a list stays together, in characters, to be moved to another message as one. */
const CHUNK_ROOM = 3500;
const MOST_THREADS = 7;
const MOST_CARRIED = 8;

/** What a digest tells of a channel in which something happened. */
export function channelChunks(channel: ChannelRecap & { channelId: string }, shown: AroundChannel): Chunk[] {
  const { speech } = shown;
  const place = channelMention({ id: channel.channelId }, speech);
  const lists = groupsOf(channel, shown).flatMap((group) =>
    paginate([group], {
      firstRoom: CHUNK_ROOM,
      room: CHUNK_ROOM,
      continued: (heading) => speech.words.recap.headingContinued(speech, { heading }),
    }).map((page) =>
      page.flatMap(({ heading, items, draw }) => draw?.(heading, items) ?? [listBlock(heading, items)]),
    ),
  );
  const [first = [], ...others] = lists;
  return [
    { place, blocks: [...headOf(channel, shown), ...first], isHead: true },
    ...others.map((blocks) => ({ place, blocks })),
    { place, blocks: [context(numbersOf(channel, shown))] },
  ];
}

/** What a digest with news of other channels tells of one in which nothing happened: what has come of its action items. */
export function quietChannelChunks(
  { channelId, carriedOver }: Pick<ChannelRecap, 'carriedOver'> & { channelId: string },
  shown: AroundChannel,
): Chunk[] {
  const { speech } = shown;
  const { digests: words } = speech.words;
  const place = channelMention({ id: channelId }, speech);
  const headline = section([{ type: 'channel', channel_id: channelId }, text(`  ${words.quietHere}`)]);
  const lists = carriedGroups(carriedOver, shown).map(({ heading, items }) => listBlock(heading, items));
  const blocks: KnownBlock[] = [{ type: 'divider' }, { type: 'rich_text', elements: [headline] }, ...lists];
  return [{ place, blocks, isHead: true }];
}

function headOf(
  { channelId, recap }: ChannelRecap & { channelId: string },
  { isOnly }: AroundChannel,
): KnownBlock[] {
  const headline: KnownBlock = {
    type: 'rich_text',
    elements: [
      section([
        ...(isOnly ? [] : [{ type: 'channel', channel_id: channelId } as const, text('  ')]),
        ...toElements(shorten(recap.headline, LONGEST_TEXT), { bold: true }),
      ]),
    ],
  };
  return isOnly ? [headline] : [{ type: 'divider' }, headline];
}

function groupsOf(channel: ChannelRecap & { channelId: string }, shown: AroundChannel): Group[] {
  const { recap, channelId, conversationId, items } = channel;
  const { speech, workspaceUrl } = shown;
  const { digests: words, recap: headings } = speech.words;
  const number = numbering();
  const linkTo = (source: MessageRef) => messageUrl(workspaceUrl, channelId, source);
  const links = ({ sources }: RecapPoint) => sourceLinks(sources, number, linkTo);
  const cite = (point: RecapPoint, extra: RichTextElement[] = []) =>
    section([...toElements(shorten(point.text, LONGEST_TEXT)), ...extra, ...links(point)]);
  const { threads, others } = threadsThatMattered(recap, channel.threads);
  const lesser = threads.slice(MOST_THREADS).flatMap(({ points }) => points);
  const drawn = { items, conversationId, speech, linksOf: links, markOf: () => [] };
  return [
    threadGroup(threads.slice(0, MOST_THREADS), { cite, linkTo, speech }),
    {
      heading: threads.length > 0 ? words.others : headings.points,
      items: [...lesser, ...others].map((point) => cite(point)),
    },
    {
      heading: headings.decisions,
      items: recap.decisions.map((one) => cite(one, one.by ? [text(' — '), person(one.by)] : [])),
    },
    { ...actionItemGroup(recap.actionItems, drawn), heading: words.newItems },
    ...carriedGroups(channel.carriedOver, shown),
    {
      heading: headings.openQuestions,
      items: recap.openQuestions.map((one) =>
        cite(one, one.askedOf ? [text(` — ${headings.askedOf} `), person(one.askedOf)] : []),
      ),
    },
  ].filter((group) => group.items.length > 0);
}

/** Threads as a list of two levels: what was said first, and below it what else was. */
function threadGroup(
  threads: readonly DigestThread[],
  {
    cite,
    linkTo,
    speech,
  }: {
    cite(point: RecapPoint, extra?: RichTextElement[]): RichTextSection;
    linkTo(source: MessageRef): string;
    speech: Speech;
  },
): Group {
  const below = new Set<RichTextSection>();
  const lines = threads.flatMap(({ rootTs, points, counts }) => {
    const label = counts
      ? speech.words.digests.threadOf(speech, { count: counts.messages, second: counts.people })
      : speech.words.digests.thread;
    const link: RichTextElement = { type: 'link', url: linkTo({ ts: rootTs, threadTs: null }), text: label };
    return points.map((point, index) => {
      const line = cite(point, index === 0 ? [text(' · '), link] : []);
      if (index > 0) below.add(line);
      return line;
    });
  });
  return {
    heading: speech.words.digests.threads,
    items: lines,
    draw: (heading, onPage) => [
      bulletsBlock(
        heading,
        onPage.map((line) => ({ line, indent: below.has(line) ? 1 : 0 })),
      ),
    ],
  };
}

function carriedGroups({ overdue, closed }: ChannelRecap['carriedOver'], shown: AroundChannel): Group[] {
  const { digests: words } = shown.speech.words;
  return [carriedGroup(words.overdue, overdue, shown), carriedGroup(words.closed, closed, shown)].filter(
    (group) => group.items.length > 0,
  );
}

function carriedGroup(
  heading: string,
  items: readonly ActionItem[],
  { speech, workspaceUrl }: AroundChannel,
): Group {
  const lines = items.slice(0, MOST_CARRIED).map((item) => {
    const linksOf = (): RichTextElement[] =>
      sourceLinks(
        item.sources.slice(0, 1),
        () => 1,
        (source) => messageUrl(workspaceUrl, item.channelId, source),
      ).map((element) =>
        element.type === 'link' ? { ...element, text: speech.words.items.source } : element,
      );
    return itemLine({ ...item, changedBy: item.changed?.by ?? null }, { speech, now: null, linksOf });
  });
  const hidden = items.length - lines.length;
  const rest = hidden > 0 ? [section([text(speech.words.digests.more(speech, { count: hidden }))])] : [];
  return { heading, items: [...lines, ...rest] };
}

function numbersOf(
  { coverage, numbers, lookedBackTo, missedFrom, struck }: ChannelRecap,
  { speech, now }: AroundChannel,
): string {
  const { digests: words } = speech.words;
  return [
    coverageLine(coverage, speech),
    ...(numbers
      ? [
          words.people(speech, { count: numbers.people }),
          words.threadCount(speech, { count: numbers.threads }),
        ]
      : []),
    ...(lookedBackTo ? [words.lookedBack(speech, { day: speech.day(lookedBackTo, now) })] : []),
    ...(missedFrom ? [words.missed(speech, { date: speech.moment(missedFrom, now) })] : []),
    ...(struck > 0 ? [words.struck(speech, { count: struck })] : []),
  ].join(' · ');
}

function text(words: string): RichTextElement {
  return { type: 'text', text: words };
}

function person(id: string): RichTextElement {
  return { type: 'user', user_id: id };
}

/** `words` are mrkdwn. */
function context(words: string): ContextBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text: words, verbatim: true }] };
}
