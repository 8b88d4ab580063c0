import type { ActionsBlock, KnownBlock, ModalView, RichTextElement } from '@slack/types';
import type { Decision } from '../../../domain/action-item.ts';
import type { OutgoingMessage } from '../../client.ts';
import {
  ACTION_LEDGER_BACK,
  ACTION_LEDGER_MORE,
  ACTION_SUPERSEDE,
  ACTION_UNSUPERSEDE,
  INPUT_SUCCESSOR,
  VIEW_SUPERSEDE,
} from '../../ids.ts';
import { shorten } from '../../limits.ts';
import { messageUrl } from '../../links.ts';
import { channelMention, plain } from '../asking/progress.ts';
import { type PageOf, pageButtons } from '../pager.ts';
import { successorElements } from '../recap/successor.ts';
import { section, toElements } from '../rich-text.ts';
import type { Speech } from '../speech.ts';
import { asTyped, plainText } from './finding.ts';

export interface LedgerToShow {
  channelId: string;
  words: string;
  decisions: readonly Decision[];
  page: PageOf;
  workspaceUrl: string;
  now: Date;
  speech: Speech;
  /** The value of a button that shows the page that begins at `offset`. */
  pageValue(offset: number): string;
  /** The value of a button that is for one decision. */
  decisionValue(decision: Decision): string;
}

const LONGEST_TEXT = 1000;
const LONGEST_OPTION = 75;

/** A page of a channel's decisions, each with who, when and where, and what takes its place. */
export function ledgerMessage(shown: LedgerToShow): OutgoingMessage {
  const { channelId, decisions, page, speech, pageValue } = shown;
  const { decisions: words, finding } = speech.words;
  const place = channelMention({ id: channelId }, speech);
  const looked = asTyped(shown.words);
  if (decisions.length === 0) {
    return plain(looked ? words.noneWith(speech, { place, words: looked }) : words.none(speech, { place }));
  }
  const about = { count: page.total, place };
  const heading = looked ? words.ledgerOf(speech, { ...about, words: looked }) : words.ledger(speech, about);
  return {
    text: heading,
    blocks: [
      ...plain(heading).blocks,
      ...decisions.flatMap((decision) => [decisionBlock(decision, shown), controls(decision, shown)]),
      ...pageButtons(page, {
        back: (offset) => ({ id: ACTION_LEDGER_BACK, value: pageValue(offset) }),
        more: (offset) => ({ id: ACTION_LEDGER_MORE, value: pageValue(offset) }),
        labels: finding,
      }),
    ],
  };
}

function decisionBlock(decision: Decision, { workspaceUrl, now, speech }: LedgerToShow): KnownBlock {
  const { text, by, madeAt, channelId, sources, onlyFor } = decision;
  const [first] = sources.toSorted((a, b) => Number(a.ts) - Number(b.ts));
  const day = speech.day(madeAt, now);
  const when: RichTextElement = first
    ? { type: 'link', url: messageUrl(workspaceUrl, channelId, first), text: day }
    : plainText(day);
  return block([
    ...statement({ text, supersededBy: decision.supersededBy }, speech, [
      plainText(' — '),
      ...(by ? [{ type: 'user', user_id: by } satisfies RichTextElement, plainText(', ')] : []),
      when,
      ...(onlyFor === null ? [] : [plainText(` · ${speech.words.finding.forYouAlone}`)]),
    ]),
  ]);
}

/** What was decided, struck through where another takes its place, and which. */
function statement(
  { text, supersededBy }: { text: string; supersededBy: { text: string } | null },
  speech: Speech,
  remarks: RichTextElement[] = [],
): RichTextElement[] {
  const elements = toElements(shorten(text, LONGEST_TEXT));
  if (!supersededBy) return [...elements, ...remarks];
  return [...elements.map(struck), ...remarks, ...successorElements(supersededBy.text, speech)];
}

function struck(element: RichTextElement): RichTextElement {
  return element.type === 'text' ? { ...element, style: { ...element.style, strike: true } } : element;
}

function block(elements: RichTextElement[]): KnownBlock {
  return { type: 'rich_text', elements: [section(elements)] };
}

function controls(decision: Decision, { speech, decisionValue }: LedgerToShow): ActionsBlock {
  const { decisions: words } = speech.words;
  const isSuperseded = decision.supersededBy !== null;
  return {
    type: 'actions',
    elements: [
      {
        type: 'button',
        action_id: ACTION_SUPERSEDE,
        text: { type: 'plain_text', text: isSuperseded ? words.supersedeAnew : words.supersede },
        value: decisionValue(decision),
      },
      ...(isSuperseded
        ? [
            {
              type: 'button',
              action_id: ACTION_UNSUPERSEDE,
              text: { type: 'plain_text', text: words.undo },
              value: decisionValue(decision),
            } satisfies ActionsBlock['elements'][number],
          ]
        : []),
    ],
  };
}

/** The modal until it is known what there is to choose from. */
export function supersedeLoadingView({ speech }: { speech: Speech }): ModalView {
  return saying(speech.words.decisions.loading, speech);
}

/** The decisions that may take the place of one. `metadata` comes back with the choice. */
export function supersedeView({
  decision,
  successors,
  metadata,
  now,
  speech,
}: {
  decision: Decision;
  successors: readonly Decision[];
  metadata: string;
  now: Date;
  speech: Speech;
}): ModalView {
  const { decisions: words } = speech.words;
  const quote = block(statement(decision, speech));
  if (successors.length === 0) {
    const { blocks, ...view } = saying(words.noOther, speech);
    return { ...view, blocks: [quote, ...blocks] };
  }
  return {
    type: 'modal',
    callback_id: VIEW_SUPERSEDE,
    private_metadata: metadata,
    title: { type: 'plain_text', text: words.title },
    submit: { type: 'plain_text', text: words.save },
    close: { type: 'plain_text', text: words.cancel },
    blocks: [
      quote,
      {
        type: 'input',
        block_id: INPUT_SUCCESSOR,
        label: { type: 'plain_text', text: words.question },
        element: {
          type: 'static_select',
          action_id: INPUT_SUCCESSOR,
          options: successors.map((one) => ({
            text: { type: 'plain_text', text: optionOf(one, now, speech), emoji: false },
            value: one.id,
          })),
        },
      },
    ],
  };
}

/** What stands in the modal once it is done, or where it could not be. `text` is mrkdwn. */
export function saying(text: string, speech: Speech): ModalView {
  const { decisions: words } = speech.words;
  return {
    type: 'modal',
    title: { type: 'plain_text', text: words.title },
    close: { type: 'plain_text', text: words.close },
    blocks: plain(text).blocks,
  };
}

/** Says that one decision has taken the place of another. */
export function supersededView({
  text,
  by,
  speech,
}: {
  text: string;
  by: string;
  speech: Speech;
}): ModalView {
  const { blocks, ...view } = saying(speech.words.decisions.saved, speech);
  return { ...view, blocks: [...blocks, block(statement({ text, supersededBy: { text: by } }, speech))] };
}

function optionOf({ madeAt, text }: Decision, now: Date, speech: Speech): string {
  return shorten(`${speech.day(madeAt, now)}: ${withoutMentions(text)}`, LONGEST_OPTION);
}

/** Options show no names for ids. */
function withoutMentions(text: string): string {
  return text.replace(/<@[UW][A-Z0-9]+>/g, '@…');
}
