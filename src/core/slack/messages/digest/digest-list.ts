import type { Button, KnownBlock } from '@slack/types';
import type { Digest } from '../../../domain/digest/digest.ts';
import { outlook } from '../../../domain/digest/outlook.ts';
import type { OutgoingMessage } from '../../client.ts';
import {
  ACTION_DIGEST_EDIT,
  ACTION_DIGEST_NOW,
  ACTION_DIGEST_PAUSE,
  ACTION_DIGEST_REMOVE,
  ACTION_DIGEST_RESUME,
} from '../../ids.ts';
import { mentionOf } from '../../mrkdwn.ts';
import { channelMention, plain } from '../asking/progress.ts';
import { actions, button } from '../items/items.ts';
import { type Speech, speechFor } from '../speech.ts';
import { outlookWords, placesOf, scheduleWords, whereWords } from './digest-outlook.ts';
import { whyPausedWords } from './digest-why.ts';

export interface ListedDigest {
  digest: Digest;
  /** Whether who reads it may change it. */
  mayChange: boolean;
}

/** A message of 50 blocks holds so many with their buttons. */
const MOST_LISTED = 15;

/** The digests of a channel, or a person's own where `channelId` is null; `remark` stands above them, as mrkdwn. */
export function digestListMessage({
  channelId,
  listed,
  remark,
  now,
  speech,
}: {
  channelId: string | null;
  listed: readonly ListedDigest[];
  remark: string | null;
  now: Date;
  speech: Speech;
}): OutgoingMessage {
  const { digests: words } = speech.words;
  const place = channelId === null ? null : channelMention({ id: channelId }, speech);
  const above = remark === null ? [] : plain(remark).blocks;
  if (listed.length === 0) {
    const none = plain(place === null ? words.noneOfYours : words.none(speech, { place }));
    return { text: remark ?? none.text, blocks: [...above, ...none.blocks] };
  }
  const heading = place === null ? words.yours : words.list(speech, { place });
  const hidden = listed.length - MOST_LISTED;
  return {
    text: remark ?? heading,
    blocks: [
      ...above,
      ...plain(heading).blocks,
      ...listed.slice(0, MOST_LISTED).flatMap((each) => blocksOf(each, now, speech)),
      ...(hidden > 0 ? plain(words.moreOfThem(speech, { count: hidden })).blocks : []),
    ],
  };
}

/** One digest in two lines, as mrkdwn. */
function digestLines(digest: Digest, now: Date, speech: Speech): string {
  const { digests: words } = speech.words;
  const there = speechFor({ locale: speech.locale, timeZone: digest.schedule.timeZone });
  const place = placesOf(digest.channelIds, speech);
  const state =
    digest.state === 'active'
      ? words.next(speech, { date: there.moment(comingOf(digest, now), now) })
      : pausedWords(digest, speech);
  return [
    words.of(speech, { place, where: whereWords(digest, speech) }),
    `${scheduleWords(digest.schedule, speech)} · ${state} · ${words.by(speech, { person: mentionOf(digest.author) })}`,
  ].join('\n');
}

/** What is due and not opened yet counts; a due that would only repeat a period does not. */
function comingOf({ schedule, covers, lastPeriodEnd, nextDueAt }: Digest, now: Date): Date {
  const after = new Date(Math.min(nextDueAt.getTime() - 1, now.getTime()));
  const [next] = outlook({ schedule, kind: covers, lastPeriodEnd, after, count: 1 }).coming;
  return next?.due ?? nextDueAt;
}

function pausedWords(digest: Digest, speech: Speech): string {
  const { digests: words } = speech.words;
  const { pausedFor: code, pausedIn: channelId, channelIds, author } = digest;
  if (code === null) return words.isPaused;
  const why = whyPausedWords({ code, channelId, channelIds, author, reader: 'others', speech });
  return words.isPausedFor(speech, { why });
}

/** Told to whoever set it up or changed it: what will happen. */
export function digestSetUpMessage(
  digest: Digest,
  { isNew, now, speech }: { isNew: boolean; now: Date; speech: Speech },
): OutgoingMessage {
  const { setUp, changed, paused } = speech.words.digests;
  const says = (isNew ? setUp : changed)(speech, { what: outlookWords(digest, { now, speech }) });
  if (digest.state === 'active') return plain(says);
  return plain(`${says}\n${paused(speech, { place: placesOf(digest.channelIds, speech) })}`);
}

/** What came of something that was done to a digest, as mrkdwn. */
export function digestActWords(
  act: 'pause' | 'resume' | 'now' | 'off',
  digest: Digest,
  { now, speech }: { now: Date; speech: Speech },
): string {
  const { digests: words } = speech.words;
  const place = placesOf(digest.channelIds, speech);
  switch (act) {
    case 'pause':
      return words.paused(speech, { place });
    case 'resume':
      return words.resumed(speech, { what: outlookWords(digest, { now, speech }) });
    case 'now':
      return words.started(speech, { place, where: whereWords(digest, speech) });
    case 'off':
      return words.removed(speech, { place });
  }
}

/** Told to whoever may not change it, as mrkdwn. */
export function mayNotChangeDigestWords({ author }: Pick<Digest, 'author'>, speech: Speech): string {
  return speech.words.digests.mayNotChange(speech, {
    person: mentionOf(author),
    who: speech.words.settings.admins,
  });
}

/** One digest of the person who looks at it, with its buttons. */
export function ownDigestBlocks(digest: Digest, now: Date, speech: Speech): KnownBlock[] {
  return blocksOf({ digest, mayChange: true }, now, speech);
}

function blocksOf({ digest, mayChange }: ListedDigest, now: Date, speech: Speech): KnownBlock[] {
  const lines = plain(digestLines(digest, now, speech)).blocks;
  return mayChange ? [...lines, actions(`recall_digest/${digest.id}`, buttonsOf(digest, speech))] : lines;
}

function buttonsOf({ id, state }: Digest, speech: Speech): Button[] {
  const { digests: words } = speech.words;
  const remove: Button = {
    ...button(ACTION_DIGEST_REMOVE, words.remove, id),
    style: 'danger',
    confirm: {
      title: { type: 'plain_text', text: words.removeTitle },
      text: { type: 'plain_text', text: words.removeText },
      confirm: { type: 'plain_text', text: words.removeIt },
      deny: { type: 'plain_text', text: words.keepIt },
      style: 'danger',
    },
  };
  return [
    button(ACTION_DIGEST_EDIT, words.edit, id),
    state === 'active'
      ? button(ACTION_DIGEST_PAUSE, words.pause, id)
      : button(ACTION_DIGEST_RESUME, words.resume, id),
    button(ACTION_DIGEST_NOW, words.now, id),
    remove,
  ];
}
