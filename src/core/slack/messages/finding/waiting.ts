import type { KnownBlock, RichTextElement } from '@slack/types';
import type { ActionItem } from '../../../domain/action-item.ts';
import type { RecapQuestion } from '../../../domain/recap.ts';
import type { MessageRef } from '../../../domain/transcript.ts';
import type { OutgoingMessage } from '../../client.ts';
import { ACTION_WAITING_BACK, ACTION_WAITING_MORE } from '../../ids.ts';
import type { ItemPlace } from '../../item-places.ts';
import { shorten } from '../../limits.ts';
import { messageUrl } from '../../links.ts';
import { plain } from '../asking/progress.ts';
import { itemBlocks } from '../items/items.ts';
import { pageButtons } from '../pager.ts';
import { section, toElements } from '../rich-text.ts';
import type { Speech } from '../speech.ts';
import { placeElement } from './finding.ts';

export interface WaitingToShow {
  items: readonly ActionItem[];
  questions: readonly (RecapQuestion & { channelId: string; at: Date })[];
  /** Counted through items and then questions. */
  offset: number;
  size: number;
  workspaceUrl: string;
  now: Date;
  speech: Speech;
  /** What is told of where the items' buttons stand. */
  place: ItemPlace;
}

const LONGEST_TEXT = 1000;

/** A page of what waits for a person: their open action items with their buttons, then the questions asked of them. */
export function waitingMessage(shown: WaitingToShow): OutgoingMessage {
  const { items, questions, offset, size, speech } = shown;
  const { finding: words } = speech.words;
  if (items.length + questions.length === 0) return plain(words.nothingWaits);
  const counts = [
    ...(items.length > 0 ? [words.waitingItems(speech, { count: items.length })] : []),
    ...(questions.length > 0 ? [words.waitingQuestions(speech, { count: questions.length })] : []),
  ];
  const heading = `*${words.waiting}*: ${speech.list(counts)}`;
  const ofQuestions = Math.max(0, offset - items.length);
  const itemsHere = items.slice(offset, offset + size);
  const questionsHere = questions.slice(ofQuestions, ofQuestions + size - itemsHere.length);
  return {
    text: heading,
    blocks: [
      ...plain(heading).blocks,
      ...itemsHere.flatMap((item) => blocksOfItem(item, shown)),
      ...questionsHere.map((question) => questionBlock(question, shown)),
      ...pageButtons(
        { offset, size, total: items.length + questions.length },
        {
          back: (to) => ({ id: ACTION_WAITING_BACK, value: String(to) }),
          more: (to) => ({ id: ACTION_WAITING_MORE, value: String(to) }),
          labels: words,
        },
      ),
    ],
  };
}

function blocksOfItem(item: ActionItem, { speech, place, now, workspaceUrl }: WaitingToShow): KnownBlock[] {
  const linksOf = () => whereTo(item, { workspaceUrl, speech });
  return itemBlocks([{ ...item, changedBy: item.changed?.by ?? null }], {
    speech,
    place,
    now,
    linksOf,
    isOwn: true,
  });
}

function questionBlock(
  question: WaitingToShow['questions'][number],
  { workspaceUrl, now, speech }: WaitingToShow,
): KnownBlock {
  return {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_list',
        style: 'bullet',
        elements: [
          section([
            { type: 'emoji', name: 'question' },
            { type: 'text', text: ' ' },
            ...toElements(shorten(question.text, LONGEST_TEXT)),
            { type: 'text', text: ` — ${speech.day(question.at, now)}` },
            ...whereTo(question, { workspaceUrl, speech }),
          ]),
        ],
      },
    ],
  };
}

/** The channel, and the first message that it rests on. */
function whereTo(
  { channelId, sources }: { channelId: string; sources: readonly MessageRef[] },
  { workspaceUrl, speech }: Pick<WaitingToShow, 'workspaceUrl' | 'speech'>,
): RichTextElement[] {
  const [first] = sources;
  const label = speech.words.finding.openSource;
  return [
    { type: 'text', text: ' · ' },
    placeElement(channelId, speech),
    ...(first
      ? ([
          { type: 'text', text: ' · ' },
          { type: 'link', url: messageUrl(workspaceUrl, channelId, first), text: label },
        ] satisfies RichTextElement[])
      : []),
  ];
}
