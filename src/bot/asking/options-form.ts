import { DateTime } from 'luxon';
import { z } from 'zod';
import { NO_WISHES, RECAP_LENGTHS, type Wishes } from '../../core/domain/conversation.ts';
import {
  INPUT_FOCUS,
  INPUT_FROM,
  INPUT_LENGTH,
  INPUT_RECAP_LANGUAGE,
  INPUT_TO,
  INPUT_WHERE,
  INPUT_WINDOW,
} from '../../core/slack/ids.ts';
import {
  type OptionsProblem,
  WINDOW_CHOICES,
  type WindowChoice,
} from '../../core/slack/messages/asking/options.ts';
import type { RecapWindow } from '../command-words/parse.ts';
import { type FormState, languageIn } from '../form-state.ts';

export type OptionsGiven =
  | { kind: 'options'; window: RecapWindow; wishes: Wishes; isPublic: boolean }
  | { kind: 'problems'; problems: Partial<Record<'from' | 'to', OptionsProblem>> };

interface Clock {
  now: Date;
  /** IANA. */
  timeZone: string;
}

const LONGEST_DAYS = 365;

/** What was chosen in the form, days being those of `timeZone`. Days that were picked count, whatever was chosen above them. */
export function readOptions(form: FormState, clock: Clock): OptionsGiven {
  const [from, to] = [form.day(INPUT_FROM), form.day(INPUT_TO)];
  const choice = z.enum(WINDOW_CHOICES).catch('since_last').parse(form.choice(INPUT_WINDOW));
  const isCustom = choice === 'custom' || from !== null || to !== null;
  const window = isCustom ? customWindow(from, to, clock) : windowOf(choice, clock);
  if (window.kind === 'problems') return window;
  return {
    kind: 'options',
    window,
    wishes: {
      focus: form.text(INPUT_FOCUS),
      length: z.enum(RECAP_LENGTHS).catch(NO_WISHES.length).parse(form.choice(INPUT_LENGTH)),
      language: languageIn(form, INPUT_RECAP_LANGUAGE),
    },
    isPublic: form.choice(INPUT_WHERE) === 'channel',
  };
}

function windowOf(choice: WindowChoice, { now, timeZone }: Clock): RecapWindow {
  const midnight = DateTime.fromJSDate(now, { zone: timeZone }).startOf('day');
  switch (choice) {
    case 'today':
      return { kind: 'between', from: midnight.toJSDate(), to: now };
    case 'yesterday':
      return { kind: 'between', from: midnight.minus({ days: 1 }).toJSDate(), to: midnight.toJSDate() };
    case 'week':
      return { kind: 'between', from: DateTime.fromJSDate(now).minus({ days: 7 }).toJSDate(), to: now };
    default:
      return { kind: 'since_last' };
  }
}

function customWindow(
  from: string | null,
  to: string | null,
  { now, timeZone }: Clock,
): RecapWindow | Extract<OptionsGiven, { kind: 'problems' }> {
  if (from === null) return problem('from', 'from_missing');
  const start = DateTime.fromISO(from, { zone: timeZone }).startOf('day');
  if (start.toJSDate() > now) return problem('from', 'from_in_future');
  if (to !== null && to < from) return problem('to', 'to_before_from');
  const end =
    to === null ? DateTime.fromJSDate(now) : DateTime.fromISO(to, { zone: timeZone }).plus({ days: 1 });
  const until = end.toJSDate() > now ? now : end.toJSDate();
  if (DateTime.fromJSDate(until).diff(start, 'days').days > LONGEST_DAYS + 1)
    return problem('from', 'too_long');
  return { kind: 'between', from: start.toJSDate(), to: until };
}

function problem(field: 'from' | 'to', what: OptionsProblem): Extract<OptionsGiven, { kind: 'problems' }> {
  return { kind: 'problems', problems: { [field]: what } };
}
