import type { Digest } from '../../../domain/digest/digest.ts';
import { outlook } from '../../../domain/digest/outlook.ts';
import { minuteOf, type Rhythm, rhythmOf, type Schedule } from '../../../domain/digest/schedule.ts';
import type { Weekday } from '../../../domain/digest/zone.ts';
import { escapeMrkdwn } from '../../mrkdwn.ts';
import { channelMention } from '../asking/progress.ts';
import { type Speech, speechFor } from '../speech.ts';

export type PlannedDigest = Pick<
  Digest,
  'channelIds' | 'postTo' | 'isPersonal' | 'schedule' | 'covers' | 'tellsQuiet' | 'lastPeriodEnd'
>;

const SHOWN_DATES = 3;
const MOST_NAMED = 5;
/** A Monday. */
const A_MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 24 * 60 * 60_000;

/** What will happen, in plain words, with the next three dates; as mrkdwn. */
export function outlookWords(digest: PlannedDigest, { now, speech }: { now: Date; speech: Speech }): string {
  const { digests: words } = speech.words;
  const { schedule, covers, lastPeriodEnd, isPersonal, tellsQuiet } = digest;
  const { coming, leavesGaps } = outlook({
    schedule,
    kind: covers,
    lastPeriodEnd,
    after: now,
    count: SHOWN_DATES,
  });
  const there = inZone(speech, schedule.timeZone);
  const dates = coming.map(({ due, isMoved }) => {
    const date = there.moment(due, now);
    return isMoved ? words.moved(speech, { date }) : date;
  });
  return [
    words.willCome(speech, {
      place: placesOf(digest.channelIds, speech),
      what: scheduleWords(schedule, speech),
      where: whereWords(digest, speech),
      about: words.covers[covers],
    }),
    ...(isPersonal ? [words.withYours] : []),
    ...(leavesGaps ? [words.gaps] : []),
    tellsQuiet ? words.quietTold : words.quietSilent,
    words.next(speech, { date: dates.join(' · ') }),
  ].join(' ');
}

/** “every Monday at 9:00 AM (Europe/Berlin time)”, as mrkdwn. */
export function scheduleWords({ days, time, timeZone }: Schedule, speech: Speech): string {
  const clock = new Date(A_MONDAY + (minuteOf(time) ?? 0) * 60_000);
  return speech.words.digests.at(speech, {
    what: rhythmWords(rhythmOf(days), speech),
    date: inZone(speech, 'UTC').time(clock),
    zone: escapeMrkdwn(timeZone.replaceAll('_', ' ')),
  });
}

/** The channels of a digest, as mrkdwn. */
export function placesOf(channelIds: readonly string[], speech: Speech): string {
  const named = channelIds.slice(0, MOST_NAMED).map((id) => channelMention({ id }, speech));
  const count = channelIds.length - named.length;
  return speech.list(count > 0 ? [...named, speech.words.digests.more(speech, { count })] : named);
}

/** “in #general”, or “to you” for its author. */
export function whereWords({ postTo }: Pick<Digest, 'postTo'>, speech: Speech): string {
  const { digests: words } = speech.words;
  return postTo === null
    ? words.toYou
    : words.toPlace(speech, { place: channelMention({ id: postTo }, speech) });
}

export function weekdayName(weekday: Weekday, speech: Speech): string {
  const day = new Date(A_MONDAY + (weekday - 1) * DAY_MS);
  return new Intl.DateTimeFormat(speech.locale, { weekday: 'long', timeZone: 'UTC' }).format(day);
}

function rhythmWords(rhythm: Rhythm, speech: Speech): string {
  const { rhythms } = speech.words.digests;
  switch (rhythm.kind) {
    case 'weekly':
      return rhythms.weekly(speech, {
        days: speech.list(rhythm.weekdays.map((day) => weekdayName(day, speech))),
      });
    case 'monthly':
      return rhythms.monthly(speech, { day: weekdayName(rhythm.weekday, speech) });
    default:
      return rhythms[rhythm.kind];
  }
}

/** The same reader, with the clock of another zone. */
function inZone(speech: Speech, timeZone: string): Speech {
  return speechFor({ locale: speech.locale, timeZone });
}
