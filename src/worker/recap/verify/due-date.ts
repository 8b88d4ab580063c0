import * as chrono from 'chrono-node';
import { DateTime } from 'luxon';
import type { CalendarDate } from '../../../core/domain/recap.ts';
import { type Person, type TranscriptMessage, timeOf } from '../../../core/domain/transcript.ts';

const FURTHEST_YEARS = 5;
const LEAD_IN = /^(?:by|before|until|till|due|on)\s+/i;

export interface DueContext {
  /** The messages that the task rests on, oldest first; at least one. */
  sources: readonly TranscriptMessage[];
  people: ReadonlyMap<string, Person>;
  /** IANA zone for authors of whom Slack tells none. */
  timeZone: string;
  now: Date;
}

/**
 * A task's due date as a real calendar date, or null. Words such as `Friday` are meant from the day of the last message
 * that the task rests on, in its author's zone. A date before the day on which the task first came up, or years away,
 * is an engine's mistake.
 */
export function dueDate(due: string, context: DueContext): CalendarDate | null {
  const [first, last] = [context.sources.at(0), context.sources.at(-1)];
  if (first === undefined || last === undefined) return null;
  const day = calendarDay(due.trim(), localTime(last, context));
  if (day === null) return null;
  const earliest = localTime(first, context).toISODate() ?? '';
  const latest = DateTime.fromJSDate(context.now).plus({ years: FURTHEST_YEARS }).toISODate() ?? '';
  return day >= earliest && day <= latest ? day : null;
}

function calendarDay(due: string, said: DateTime): CalendarDate | null {
  if (/^\d{4}-\d{2}-\d{2}$/.test(due)) {
    return DateTime.fromISO(due, { zone: 'utc' }).isValid ? due : null;
  }
  return dayInWords(due.replace(LEAD_IN, ''), said);
}

/** Only a text that is a date and nothing else counts, since any sentence may hold something like one. */
function dayInWords(words: string, said: DateTime): CalendarDate | null {
  const reference = { instant: said.toJSDate(), timezone: said.offset };
  const [found] = chrono.parse(words, reference, { forwardDate: true });
  if (found === undefined || found.text.length !== words.length) return null;
  return DateTime.fromJSDate(found.start.date(), { zone: said.zone }).toISODate();
}

function localTime(message: TranscriptMessage, { people, timeZone }: DueContext): DateTime {
  const authorZone = message.author === null ? null : people.get(message.author)?.timeZone;
  const said = DateTime.fromJSDate(timeOf(message.ts));
  const local = said.setZone(authorZone ?? timeZone);
  return local.isValid ? local : said.setZone('utc');
}
