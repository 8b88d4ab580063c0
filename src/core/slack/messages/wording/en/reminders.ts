import type { Formats } from '../../formats.ts';

/** Direct messages about action items. `place` is a channel. */
export const reminders = {
  dueToday: (_: Formats, { place }: { place: string }) =>
    `:alarm_clock: Action item due today, from ${place}`,
  due: (_: Formats, { place }: { place: string }) =>
    `:alarm_clock: You wanted to come back to this action item from ${place}`,
  overdue: (_: Formats, { place, date }: { place: string; date: string }) =>
    `:alarm_clock: Action item overdue since ${date}, from ${place}`,
  assigned: (_: Formats, { by, place }: { by: string; place: string }) =>
    `:point_right: ${by} gave you an action item from ${place}`,
  /** What a notification shows. */
  notification: (_: Formats, { about, text }: { about: string; text: string }) => `${about}: ${text}`,
  noLongerYours: 'This action item is not yours any more, so there is nothing left to do.',
  gone: 'This action item is gone, so there is nothing left to do.',
};
