import { parseCron, toCron } from '../../domain/digest/cron.ts';
import type { Digest, DigestChoice } from '../../domain/digest/digest.ts';
import { ERROR_CODES, type ErrorCode, RecallError } from '../../domain/errors.ts';
import type { Digest as Row } from '../generated/client.ts';

export function toDigest(row: Row): Digest {
  const parsed = parseCron(row.cron, row.timeZone);
  if (parsed.kind === 'refused') throw new RecallError('internal', `digest ${row.id}: ${parsed.reason}`);
  return {
    id: row.id,
    workspaceId: row.workspaceId,
    channelIds: row.channelIds,
    postTo: row.postTo,
    isPersonal: row.isPersonal,
    schedule: parsed.schedule,
    covers: row.covers,
    wishes: { focus: row.focus, length: row.length, language: row.language },
    tellsQuiet: row.tellsQuiet,
    state: row.state,
    pausedFor: toErrorCode(row.pausedFor),
    pausedIn: row.pausedIn,
    author: row.author,
    nextDueAt: row.nextDueAt,
    lastPeriodEnd: row.lastPeriodEnd,
    failures: row.failures,
  };
}

/**
 * The columns of what is given of a choice, and of nothing else that comes with it.
 * @throws RecallError `bad_input` for a schedule without a day, or with a time or zone that is none
 */
export function choiceColumns(choice: Partial<DigestChoice>) {
  const { channelIds, postTo, isPersonal, schedule, covers, wishes, tellsQuiet } = choice;
  return {
    ...(channelIds === undefined ? {} : { channelIds }),
    ...(postTo === undefined ? {} : { postTo }),
    ...(isPersonal === undefined ? {} : { isPersonal }),
    ...(covers === undefined ? {} : { covers }),
    ...(tellsQuiet === undefined ? {} : { tellsQuiet }),
    ...(wishes === undefined ? {} : wishColumns(wishes)),
    ...(schedule === undefined ? {} : scheduleColumns(schedule)),
  };
}

function wishColumns({ focus, length, language }: DigestChoice['wishes']) {
  return { focus, length, language };
}

export function scheduleColumns(schedule: DigestChoice['schedule']) {
  const cron = toCron(schedule);
  if (cron === null) throw new RecallError('bad_input', 'a digest without a day or a time');
  return { cron, timeZone: schedule.timeZone };
}

export function toErrorCode(stored: string | null): ErrorCode | null {
  return stored === null ? null : (ERROR_CODES.find((code) => code === stored) ?? 'internal');
}
