import { DateTime } from 'luxon';
import { COMMAND } from '../../core/slack/ids.ts';
import { readableText } from '../../core/slack/mrkdwn.ts';
import { type CommandContext, type RecapWindow, type Trouble, trouble } from './command.ts';
import { readDuration, readUnit } from './duration.ts';
import { type Range, readRange } from './range.ts';
import { type Clock, readSpan } from './span.ts';

/** More words than any window takes; longer ones are not looked at. */
const MAX_WORDS_LENGTH = 200;
const MAX_MESSAGES = 5000;

const POLITE_START =
  /^(?:please |can you )*(?:recap|summari[sz]e|sum up|show me|show|give me|get|catch me up on|catch me up|what happened|what did i miss|what's new)(?: |$)/;
const POLITE_END = /(?:^| )(?:please|thanks|thank you)$/;
const HERE = /^(?:this channel|here)(?: |$)/;
const LEADING_WORDS = /^(?:(?:for|in|over|during|within|on|of) )?(?:the )?/;
const SINCE_LAST =
  /^(?:(?:everything )?since )?(?:(?:my |the )?last (?:recap|time)|i last (?:asked|looked))$/;
const MESSAGES = /^(?:last |past |previous )?(\d{1,9}|\d{1,3}(?:,\d{3})+)(?: (?:messages?|msgs?|posts?))?$/;
const COUNTED = /^(?:last|past|previous) |(?:messages?|msgs?|posts?)$/;
const FUTURE = /\b(?:next|tomorrow|coming|upcoming|following)\b/;

/** The window that the words of a recap's command name; no words are the window since the last recap. */
export function readWindow(typed: string, context: CommandContext): RecapWindow | Trouble {
  if (typed.length > MAX_WORDS_LENGTH) return trouble();
  const words = plainWords(typed);
  if (words === '' || SINCE_LAST.test(words)) return { kind: 'since_last' };
  const count = COUNTED.test(words) ? MESSAGES.exec(words)?.[1] : undefined;
  if (count !== undefined) return lastMessages(Number(count.replaceAll(',', '')));
  const clock = clockOf(context);
  const range = readTime(words, clock);
  if (range !== null) return asWindow(range, clock.now);
  return FUTURE.test(words)
    ? trouble(`${COMMAND} today`)
    : trouble(...likelyForms(words), ...withFocus(typed));
}

function plainWords(typed: string): string {
  return typed
    .toLowerCase()
    .replace(POLITE_START, '')
    .replace(/[ ,;!?.]+$/, '')
    .replace(POLITE_END, '')
    .replace(HERE, '')
    .replace(LEADING_WORDS, '')
    .replace(/[ ,;!?.]+$/, '')
    .trim();
}

function clockOf({ now, timeZone, locale }: CommandContext): Clock {
  const local = DateTime.fromJSDate(now, { zone: timeZone });
  return {
    now: local.isValid ? local : DateTime.fromJSDate(now, { zone: 'UTC' }),
    monthFirst: /^en[-_]us\b/i.test(locale),
  };
}

function lastMessages(count: number): RecapWindow | Trouble {
  if (count > MAX_MESSAGES) return trouble(`${COMMAND} last ${MAX_MESSAGES}`);
  return count < 1 ? trouble(`${COMMAND} last 200`) : { kind: 'last_messages', count };
}

function readTime(words: string, clock: Clock): Range | null {
  return untilNow(words, clock) ?? since(words, clock) ?? readRange(words, clock) ?? single(words, clock);
}

/** `3d`, `last 3 days`, `past week`; but `last week` is a week of the calendar. */
function untilNow(words: string, { now }: Clock): Range | null {
  const length = words.replace(/^since /, '').replace(LEADING_WORDS, '');
  const [, which, rest = length] = /^(last|past|previous) (.+)$/.exec(length) ?? [];
  const isCalendar = which !== 'past' && /^(?:week|month|year)$/.test(rest);
  const unit = which !== undefined && !isCalendar ? readUnit(rest) : null;
  const duration = readDuration(rest) ?? unit;
  return duration === null ? null : { from: now.minus(duration), to: now };
}

function since(words: string, clock: Clock): Range | null {
  const [, start] = /^(?:since|from|after|starting) (?:the )?(.+)$/.exec(words) ?? [];
  const span = start === undefined ? null : readSpan(start, clock);
  return span === null ? null : { from: span.from, to: clock.now };
}

function single(words: string, clock: Clock): Range | null {
  const span = readSpan(words, clock);
  if (span === null) return null;
  return span.isMoment ? { from: span.from, to: clock.now } : span;
}

/** Cuts what lies in the future; what is then empty or longer than a year is no window. */
function asWindow(range: Range, now: DateTime): RecapWindow | Trouble {
  if (!range.from.isValid) return trouble(`${COMMAND} 1y`);
  const from = range.from;
  const to = range.to < now ? range.to : now;
  if (from >= now) return trouble(`${COMMAND} today`, `${COMMAND} yesterday`);
  if (from >= to) return trouble();
  if (from < to.minus({ years: 1 })) return trouble(yearBefore(to, now));
  return { kind: 'between', from: from.toJSDate(), to: to.toJSDate() };
}

function yearBefore(to: DateTime, now: DateTime): string {
  if (to >= now) return `${COMMAND} 1y`;
  const lastDay = to.minus({ milliseconds: 1 });
  const firstDay = lastDay.startOf('day').plus({ days: 1 }).minus({ years: 1 });
  return `${COMMAND} ${firstDay.toISODate()}..${lastDay.toISODate()}`;
}

/** What people type that lacks one thing. */
function likelyForms(words: string): string[] {
  const hour = /^(?:since|from|after) (\d{1,2})$/.exec(words)?.[1];
  if (hour !== undefined) return [`${COMMAND} since ${hour}:00`];
  const bareNumber = /^\d{1,6}$/.exec(words)?.[0];
  if (bareNumber !== undefined)
    return [`${COMMAND} last ${Math.min(Math.max(Number(bareNumber), 1), MAX_MESSAGES)}`];
  if (readUnit(words) !== null) return [`${COMMAND} past ${words}`];
  if (/^(?:last|past|messages)$/.test(words)) return [`${COMMAND} last 200`];
  if (/^(?:since|from|after)\b/.test(words)) return [`${COMMAND} since monday`];
  return [];
}

/** `3d on the outage` may mean what to focus on. */
function withFocus(typed: string): string[] {
  const [, window, subject] = /^(.+?) on (.+)$/i.exec(typed) ?? [];
  return window && subject ? [`${COMMAND} ${window} focus on ${readableText(subject, new Map())}`] : [];
}
