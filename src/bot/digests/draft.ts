import { NO_WISHES, RECAP_LENGTHS } from '../../core/domain/conversation.ts';
import type { Digest, DigestChoice } from '../../core/domain/digest/digest.ts';
import { PERIOD_KINDS } from '../../core/domain/digest/period.ts';
import { type DigestDays, rhythmOf, type Schedule } from '../../core/domain/digest/schedule.ts';
import {
  INPUT_DIGEST_CHANNELS,
  INPUT_DIGEST_COVERS,
  INPUT_DIGEST_DAYS,
  INPUT_DIGEST_OTHER,
  INPUT_DIGEST_QUIET,
  INPUT_DIGEST_TIME,
  INPUT_DIGEST_WEEKDAYS,
  INPUT_DIGEST_WHERE,
  INPUT_DIGEST_ZONE,
  INPUT_FOCUS,
  INPUT_LENGTH,
} from '../../core/slack/ids.ts';
import {
  DIGEST_DAYS,
  DIGEST_WHERES,
  type DigestDraft,
  type DigestProblem,
  WEEKDAYS,
} from '../../core/slack/messages/digest/digest-form.ts';
import { EVERY_DAY, WORKDAYS } from '../command-words/digest-words.ts';
import { readTimeZone } from '../command-words/time-zone.ts';
import type { FormState } from '../form-state.ts';

export type DraftOutcome =
  | { kind: 'choice'; choice: DigestChoice }
  /** What is wrong, by the id of the field. */
  | { kind: 'problems'; problems: Record<string, DigestProblem> };

const USUAL_TIME = '09:00';
const MONDAY = 1;

/** What the form starts with; `hereId` is the channel that it was opened in, null for a direct message. */
export function newDraft({
  hereId,
  schedule,
  timeZone,
}: {
  hereId: string | null;
  /** The one that was typed; null for the usual. */
  schedule: Schedule | null;
  timeZone: string;
}): DigestDraft {
  return {
    ...daysOf(schedule?.days ?? WORKDAYS),
    time: schedule?.time ?? USUAL_TIME,
    zone: schedule?.timeZone ?? timeZone,
    covers: 'since_last',
    channelIds: hereId === null ? [] : [hereId],
    where: hereId === null ? 'direct' : 'here',
    otherId: null,
    focus: null,
    length: NO_WISHES.length,
    tellsQuiet: false,
  };
}

/** What the form starts with for a digest that is to be changed. */
export function draftOf(digest: Digest, hereId: string | null): DigestDraft {
  const { schedule, covers, channelIds, postTo, wishes, tellsQuiet } = digest;
  const isHere = postTo !== null && postTo === hereId;
  return {
    ...daysOf(schedule.days),
    time: schedule.time,
    zone: schedule.timeZone,
    covers,
    channelIds,
    where: postTo === null ? 'direct' : isHere ? 'here' : 'other',
    otherId: isHere ? null : postTo,
    focus: wishes.focus,
    length: wishes.length,
    tellsQuiet,
  };
}

/** What stands in the form; what makes no sense counts as empty. */
export function readDraft(form: FormState): DigestDraft {
  const picked = form.choices(INPUT_DIGEST_WEEKDAYS);
  return {
    days: oneOf(DIGEST_DAYS, form.choice(INPUT_DIGEST_DAYS)) ?? 'workdays',
    weekdays: WEEKDAYS.filter((day) => picked.includes(String(day))),
    time: form.time(INPUT_DIGEST_TIME),
    zone: form.text(INPUT_DIGEST_ZONE) ?? '',
    covers: oneOf(PERIOD_KINDS, form.choice(INPUT_DIGEST_COVERS)) ?? 'since_last',
    channelIds: form.conversations(INPUT_DIGEST_CHANNELS),
    where: oneOf(DIGEST_WHERES, form.choice(INPUT_DIGEST_WHERE)) ?? 'direct',
    otherId: form.conversation(INPUT_DIGEST_OTHER),
    focus: form.text(INPUT_FOCUS),
    length: oneOf(RECAP_LENGTHS, form.choice(INPUT_LENGTH)) ?? NO_WISHES.length,
    tellsQuiet: form.choice(INPUT_DIGEST_QUIET) === 'line',
  };
}

/** What a draft asks for, or what is wrong with it. A digest that goes to its author alone is their personal one. */
export function choiceOf(draft: DigestDraft, hereId: string | null): DraftOutcome {
  const { time, where, focus, length, covers, channelIds, tellsQuiet } = draft;
  const timeZone = draft.zone === '' ? null : readTimeZone(draft.zone);
  const postTo = where === 'direct' ? null : where === 'here' ? hereId : draft.otherId;
  const problems = {
    ...weekdayProblem(draft),
    ...(time === null ? { [INPUT_DIGEST_TIME]: 'time_missing' as const } : {}),
    ...(timeZone === null ? { [INPUT_DIGEST_ZONE]: 'zone_unknown' as const } : {}),
    ...(channelIds.length === 0 ? { [INPUT_DIGEST_CHANNELS]: 'channels_missing' as const } : {}),
    ...(where !== 'direct' && postTo === null ? { [INPUT_DIGEST_OTHER]: 'other_missing' as const } : {}),
  };
  if (time === null || timeZone === null || Object.keys(problems).length > 0) {
    return { kind: 'problems', problems };
  }
  const choice: DigestChoice = {
    channelIds: [...channelIds],
    postTo,
    isPersonal: postTo === null,
    schedule: { days: chosenDays(draft), time, timeZone },
    covers,
    wishes: { focus, length, language: null },
    tellsQuiet,
  };
  return { kind: 'choice', choice };
}

function weekdayProblem({ days, weekdays }: DigestDraft): Record<string, DigestProblem> {
  if (days !== 'weekly' && days !== 'monthly') return {};
  if (weekdays.length === 0) return { [INPUT_DIGEST_WEEKDAYS]: 'weekdays_missing' };
  return days === 'monthly' && weekdays.length > 1 ? { [INPUT_DIGEST_WEEKDAYS]: 'weekdays_many' } : {};
}

function chosenDays({ days, weekdays }: DigestDraft): DigestDays {
  switch (days) {
    case 'workdays':
      return WORKDAYS;
    case 'every_day':
      return EVERY_DAY;
    case 'weekly':
      return { kind: 'weekly', weekdays };
    case 'monthly':
      return { kind: 'monthly', weekday: weekdays[0] ?? MONDAY };
  }
}

function daysOf(days: DigestDays): Pick<DigestDraft, 'days' | 'weekdays'> {
  const rhythm = rhythmOf(days);
  switch (rhythm.kind) {
    case 'weekly':
      return { days: 'weekly', weekdays: rhythm.weekdays };
    case 'monthly':
      return { days: 'monthly', weekdays: [rhythm.weekday] };
    default:
      return { days: rhythm.kind, weekdays: [MONDAY] };
  }
}

function oneOf<Value extends string>(values: readonly Value[], chosen: string | null): Value | null {
  return values.find((value) => value === chosen) ?? null;
}
