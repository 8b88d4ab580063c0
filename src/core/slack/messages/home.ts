import type { Button, HomeView, KnownBlock, ModalView } from '@slack/types';
import type { ActionItem } from '../../domain/action-item.ts';
import type { Digest } from '../../domain/digest/digest.ts';
import type { ErrorCode } from '../../domain/errors.ts';
import {
  ACTION_HOME_PAGE_BACK,
  ACTION_HOME_PAGE_MORE,
  ACTION_OPT_IN,
  ACTION_OPT_OUT,
  ACTION_SHOW_RECAP,
} from '../ids.ts';
import { shorten } from '../limits.ts';
import { mrkdwnLink } from '../mrkdwn.ts';
import { refusalMessage } from './asking/failure.ts';
import { plain } from './asking/progress.ts';
import { ownDigestBlocks } from './digest/digest-list.ts';
import { homeItemBlocks } from './items/item-list.ts';
import { section, toElements } from './rich-text.ts';
import type { Speech } from './speech.ts';

/** How many action items stand on a page. */
export const ITEMS_A_PAGE = 10;
/** How many questions and how many recaps are shown. */
export const MOST_QUESTIONS = 8;
export const MOST_RECAPS = 6;
export const MOST_DIGESTS = 5;
/** Slack takes so many blocks in a view. */
const MOST_BLOCKS = 100;
const LONGEST_LINE = 300;

export interface HomeToShow {
  /** A page of the person's open action items. */
  items: readonly ActionItem[];
  /** Such as `https://acme.slack.com/`. */
  workspaceUrl: string;
  /** Which page, counted from 0, and how many items there are on all of them. */
  page: number;
  total: number;
  /** Questions asked of the person; `total` counts those that are not shown, too. */
  waiting: { questions: HomeQuestion[]; total: number };
  recaps: HomeRecap[];
  /** Those that the person set up. */
  digests: readonly Digest[];
  isOptedOut: boolean;
  now: Date;
  speech: Speech;
}
export interface HomeQuestion {
  text: string;
  /** Where it was asked, as mrkdwn. */
  where: string;
}
export interface HomeRecap {
  conversationId: string;
  headline: string;
  /** What was read, as mrkdwn. */
  what: string;
  madeAt: Date;
  /** Where it stands in Slack; null where it does not. */
  url: string | null;
}

/** What a person sees when they open Recall itself. */
export function homeView(shown: HomeToShow): HomeView {
  const blocks = [
    ...pageOfItems(shown),
    ...waitingBlocks(shown),
    ...recapBlocks(shown),
    ...digestBlocks(shown),
    ...settingsBlocks(shown),
    heading(shown.speech.words.home.howToAsk),
    ...plain(shown.speech.words.home.ways).blocks,
  ];
  return { type: 'home', blocks: blocks.slice(0, MOST_BLOCKS) };
}

/** The same where it cannot be known. */
export function failedHomeView({ code, speech }: { code: ErrorCode; speech: Speech }): HomeView {
  const why = refusalMessage({ code, channelId: null, speech }).text;
  return { type: 'home', blocks: plain(speech.words.home.failed(speech, { why })).blocks };
}

/** A recap in a modal; a line that it is on its way where `blocks` is null. */
export function recapModal({ blocks, speech }: { blocks: KnownBlock[] | null; speech: Speech }): ModalView {
  const { home, settings } = speech.words;
  return {
    type: 'modal',
    title: { type: 'plain_text', text: home.recapTitle },
    close: { type: 'plain_text', text: settings.close },
    blocks: (blocks ?? plain(settings.loading).blocks).slice(0, MOST_BLOCKS),
  };
}

/** The same where there is none to show. */
export function refusedRecapModal({ code, speech }: { code: ErrorCode; speech: Speech }): ModalView {
  const why = refusalMessage({ code, channelId: null, speech }).text;
  return recapModal({ blocks: plain(why).blocks, speech });
}

function pageOfItems({ items, workspaceUrl, page, total, now, speech }: HomeToShow): KnownBlock[] {
  const { home } = speech.words;
  if (items.length === 0) return [heading(home.items), ...plain(home.noItems).blocks];
  const first = page * ITEMS_A_PAGE + 1;
  const last = first + items.length - 1;
  const turns = [
    ...(page > 0 ? [button({ id: ACTION_HOME_PAGE_BACK, label: home.back, value: String(page - 1) })] : []),
    ...(last < total
      ? [button({ id: ACTION_HOME_PAGE_MORE, label: home.more, value: String(page + 1) })]
      : []),
  ];
  return [
    heading(home.items),
    ...homeItemBlocks(items, { speech, now, workspaceUrl }),
    ...(turns.length === 0
      ? []
      : [
          context(home.page(speech, { first, last, total })),
          { type: 'actions', elements: turns } satisfies KnownBlock,
        ]),
  ];
}

function waitingBlocks({ waiting: { questions, total }, speech }: HomeToShow): KnownBlock[] {
  if (questions.length === 0) return [];
  const { home } = speech.words;
  const hidden = total - questions.length;
  return [
    heading(home.waiting),
    ...questions.flatMap(({ text, where }) => [line(text), context(where)]),
    ...(hidden > 0 ? [context(home.moreWaiting(speech, { count: hidden }))] : []),
  ];
}

function recapBlocks({ recaps, now, speech }: HomeToShow): KnownBlock[] {
  const { home } = speech.words;
  if (recaps.length === 0) return [heading(home.recaps), ...plain(home.noRecaps).blocks];
  return [
    heading(home.recaps),
    ...recaps.flatMap(({ conversationId, headline, what, madeAt, url }): KnownBlock[] => {
      const link = url === null ? [] : [mrkdwnLink(url, home.openRecap)];
      return [
        line(headline, { bold: true }),
        context([what, speech.moment(madeAt, now), ...link].join(' · ')),
        {
          type: 'actions',
          elements: [button({ id: ACTION_SHOW_RECAP, label: home.showRecap, value: conversationId })],
        },
      ];
    }),
  ];
}

function digestBlocks({ digests, now, speech }: HomeToShow): KnownBlock[] {
  const { digests: words } = speech.words;
  if (digests.length === 0) return [heading(words.home), ...plain(words.homeNone).blocks];
  const hidden = digests.length - MOST_DIGESTS;
  return [
    heading(words.home),
    ...digests.slice(0, MOST_DIGESTS).flatMap((digest) => ownDigestBlocks(digest, now, speech)),
    ...(hidden > 0 ? [context(words.moreOfThem(speech, { count: hidden }))] : []),
    context(words.homeHow),
  ];
}

function settingsBlocks({ isOptedOut, speech }: HomeToShow): KnownBlock[] {
  const { home } = speech.words;
  const toggle = isOptedOut
    ? button({ id: ACTION_OPT_IN, label: home.useAgain, value: 'in' })
    : button({ id: ACTION_OPT_OUT, label: home.leaveOut, value: 'out' });
  return [
    heading(home.settings),
    {
      type: 'section',
      text: { type: 'mrkdwn', text: isOptedOut ? home.wordsLeftOut : home.wordsUsed },
      accessory: toggle,
    },
    context(home.ofChannels),
  ];
}

function heading(text: string): KnownBlock {
  return { type: 'header', text: { type: 'plain_text', text } };
}

/** A text of a recap, in which nothing but people and links means anything. */
function line(text: string, style: { bold?: true } = {}): KnownBlock {
  return { type: 'rich_text', elements: [section(toElements(shorten(text, LONGEST_LINE), style))] };
}

function context(text: string): KnownBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text, verbatim: true }] };
}

function button({ id, label, value }: { id: string; label: string; value: string }): Button {
  return { type: 'button', action_id: id, text: { type: 'plain_text', text: label }, value };
}
