import type { KnownBlock, RichTextElement } from '@slack/types';
import type { MessageRef } from '../../../domain/transcript.ts';
import type { OutgoingMessage } from '../../client.ts';
import { ACTION_FIND_BACK, ACTION_FIND_MORE, ACTION_FIND_TAG } from '../../ids.ts';
import { LIMITS, shorten } from '../../limits.ts';
import { messageUrl } from '../../links.ts';
import { escapeMrkdwn } from '../../mrkdwn.ts';
import { plain } from '../asking/progress.ts';
import { type PageOf, pageButtons } from '../pager.ts';
import { section } from '../rich-text.ts';
import type { Speech } from '../speech.ts';
import { excerptElements, type Marks } from './excerpt.ts';

/** Something that was found, as far as it is shown. */
export interface FindingToShow {
  kind: 'recap' | 'decision' | 'action_item';
  channelId: string;
  /** Words that were looked for stand between `marks`. */
  text: string;
  at: Date;
  isPrivate: boolean;
  isDone: boolean;
  /** The message that carries the recap, and the one that it rests on; null where there is none. */
  shown: (MessageRef & { channelId: string }) | null;
  source: MessageRef | null;
}

export interface LookedFor {
  words: string;
  tags: readonly string[];
  channelIds: readonly string[];
}

export interface Found {
  lookedFor: LookedFor;
  findings: readonly FindingToShow[];
  page: PageOf;
  marks: Marks;
  workspaceUrl: string;
  now: Date;
  speech: Speech;
  /** The value of a button that shows the page that begins at `offset`. */
  pageValue(offset: number): string;
}

const LONGEST_LABEL = 75;

/** A page of what was found, each with where and when, an excerpt, and where it opens. */
export function foundMessage(found: Found): OutgoingMessage {
  const { lookedFor, findings, page, speech, pageValue } = found;
  const { finding: words } = speech.words;
  const what = whatOf(lookedFor, speech);
  if (findings.length === 0) return plain(words.nothing(speech, { what: asTyped(what) }));
  const heading = words.found(speech, { count: page.total, what });
  const range = { first: page.offset + 1, last: page.offset + findings.length, total: page.total };
  const isPaged = page.total > findings.length;
  return {
    text: shorten(escapeMrkdwn(heading), LIMITS.messageText),
    blocks: [
      line([
        { type: 'text', text: heading, style: { bold: true } },
        ...inChannels(lookedFor),
        ...(isPaged ? [plainText(` · ${words.range(speech, range)}`)] : []),
      ]),
      ...findings.map((one) => findingBlock(one, found)),
      ...pageButtons(page, {
        back: (offset) => ({ id: ACTION_FIND_BACK, value: pageValue(offset) }),
        more: (offset) => ({ id: ACTION_FIND_MORE, value: pageValue(offset) }),
        labels: words,
      }),
    ],
  };
}

/** Told where nothing to look for was named. */
export function findExplanation({ speech }: { speech: Speech }): OutgoingMessage {
  return plain(speech.words.finding.explanation);
}

/** The tags there are, to pick one from. */
export function tagsMessage({
  tags,
  speech,
}: {
  tags: readonly { name: string; count: number }[];
  speech: Speech;
}): OutgoingMessage {
  const { finding: words } = speech.words;
  if (tags.length === 0) return plain(words.noTags);
  const label = ({ name, count }: (typeof tags)[number]) => `#${name} (${speech.number(count)})`;
  return {
    text: words.tags,
    blocks: [
      line([
        { type: 'text', text: words.tags, style: { bold: true } },
        plainText(`\n${words.tagsExplained}\n`),
        ...tags.flatMap(({ name, count }): RichTextElement[] => [
          { type: 'text', text: `#${name}`, style: { code: true } },
          plainText(` ${speech.number(count)}   `),
        ]),
      ]),
      {
        type: 'actions',
        elements: [
          {
            type: 'static_select',
            action_id: ACTION_FIND_TAG,
            placeholder: { type: 'plain_text', text: words.pickTag },
            options: tags.map((tag) => ({
              text: { type: 'plain_text', text: shorten(label(tag), LONGEST_LABEL), emoji: false },
              value: tag.name,
            })),
          },
        ],
      },
    ],
  };
}

function findingBlock(
  one: FindingToShow,
  { marks, now, workspaceUrl, speech }: Pick<Found, 'marks' | 'now' | 'workspaceUrl' | 'speech'>,
): KnownBlock {
  const { finding: words } = speech.words;
  const { kind, channelId, at, shown, source } = one;
  const remarks = [...(one.isDone ? [words.done] : []), ...(one.isPrivate ? [words.forYouAlone] : [])];
  const links = [
    ...(shown ? [{ url: messageUrl(workspaceUrl, shown.channelId, shown), label: words.openRecap }] : []),
    ...(source ? [{ url: messageUrl(workspaceUrl, channelId, source), label: words.openSource }] : []),
  ];
  return line([
    { type: 'text', text: words.kinds[kind], style: { bold: true } },
    plainText(` · ${[speech.day(at, now), ...remarks].join(' · ')} · `),
    placeElement(channelId, speech),
    plainText('\n'),
    ...excerptElements(one.text, marks),
    ...links.flatMap(({ url, label }, position): RichTextElement[] => [
      plainText(position === 0 ? '\n' : ' · '),
      { type: 'link', url, text: label },
    ]),
  ]);
}

/** A channel, or that it was the person's own notes. */
export function placeElement(channelId: string, speech: Speech): RichTextElement {
  if (channelId.startsWith('D')) return plainText(speech.words.finding.notes);
  return { type: 'channel', channel_id: channelId };
}

/** What a person typed, in a sentence of mrkdwn: no character of it formats anything. */
export function asTyped(text: string): string {
  return escapeMrkdwn(text).replace(/[*_~`]/g, ' ');
}

function whatOf({ words, tags }: LookedFor, speech: Speech): string {
  const { finding } = speech.words;
  const parts = [
    ...(words === '' ? [] : [finding.words(speech, { words })]),
    ...tags.map((tag) => `#${tag}`),
  ];
  return parts.length === 0 ? finding.anything : parts.join(' ');
}

function inChannels({ channelIds }: LookedFor): RichTextElement[] {
  return channelIds.flatMap((id): RichTextElement[] => [
    plainText(' · '),
    { type: 'channel', channel_id: id },
  ]);
}

function line(elements: RichTextElement[]): KnownBlock {
  return { type: 'rich_text', elements: [section(elements)] };
}

export function plainText(text: string): RichTextElement {
  return { type: 'text', text };
}
