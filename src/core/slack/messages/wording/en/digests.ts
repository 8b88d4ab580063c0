import type { PeriodKind } from '../../../../domain/digest/period.ts';
import type { Formats } from '../../formats.ts';

/** Digests: what stands in one, and setting them up. Titles of modals have at most 24 characters, buttons and options 75. */
export const digests = {
  title: (_: Formats, { place, what }: { place: string; what: string }) => `Digest of ${place} · ${what}`,
  span: (_: Formats, { start, end }: { start: string; end: string }) => `${start} to ${end}`,
  more: (f: Formats, { count }: { count: number }) => `${f.number(count)} more`,
  continued: (_: Formats, { place }: { place: string }) => `${place} (continued)`,
  threads: 'Threads that mattered',
  thread: 'thread',
  /** `second` is how many people. */
  threadOf: (f: Formats, { count, second }: { count: number; second: number }) =>
    `${f.plural(count, { one: '# message', other: '# messages' })}, ${f.plural(second, { one: 'one person', other: '# people' })}`,
  others: 'What else was said',
  newItems: 'New action items',
  overdue: 'Overdue from before',
  closed: 'Done in this time',
  people: (f: Formats, { count }: { count: number }) =>
    f.plural(count, { one: '# person', other: '# people' }),
  threadCount: (f: Formats, { count }: { count: number }) =>
    f.plural(count, { one: '# thread', other: '# threads' }),
  lookedBack: (_: Formats, { day }: { day: string }) => `replies to threads from ${day} on are in it`,
  struck: (f: Formats, { count }: { count: number }) =>
    f.plural(count, {
      one: 'one point was struck, since its message is gone or changed',
      other: '# points were struck, since their messages are gone or changed',
    }),
  late: (_: Formats, { date }: { date: string }) => `:hourglass: This comes late; it was due on ${date}.`,
  folded: (f: Formats, { count }: { count: number }) =>
    f.plural(count, {
      one: 'It stands for the digest before it, too, which could not be posted.',
      other: 'It stands for the # digests before it, too, which could not be posted.',
    }),
  cut: 'It goes back 31 days at most; for what is older, ask for the days, as in `/recall 1 nov to 5 nov`.',
  missed: (_: Formats, { date }: { date: string }) =>
    `goes back to ${date}, since I could not read it for the digest before`,
  quietHere: 'Nothing happened here.',
  quiet: (_: Formats, { place }: { place: string }) => `:zzz: Nothing happened in ${place}.`,
  failed: (_: Formats, { place, why }: { place: string; why: string }) =>
    `:warning: ${place} is missing here. ${why}`,
  coming: (_: Formats, { place }: { place: string }) =>
    `:hourglass_flowing_sand: ${place} is read once more and comes here in a moment.`,
  moreWaiting: (f: Formats, { count }: { count: number }) =>
    `${f.plural(count, { one: 'One more thing waits', other: '# more things wait' })} for you: type \`/recall waiting\`.`,
  footer: (_: Formats, { person }: { person: string }) =>
    `Set up by ${person} · \`/recall digest list\` to change or stop it`,

  rhythms: {
    every_day: 'every day',
    workdays: 'every weekday, Monday to Friday',
    weekly: (_: Formats, { days }: { days: string }) => `every ${days}`,
    monthly: (_: Formats, { day }: { day: string }) => `on the first ${day} of every month`,
  },
  at: (_: Formats, { what, date, zone }: { what: string; date: string; zone: string }) =>
    `${what} at ${date} (${zone} time)`,
  covers: {
    since_last: 'the time since the digest before it',
    previous_day: 'the day before',
    previous_week: 'the week before, Monday to Sunday',
    previous_month: 'the month before',
  } satisfies Record<PeriodKind, string>,
  toYou: 'to you, by direct message',
  toPlace: (_: Formats, { place }: { place: string }) => `in ${place}`,
  willCome: (
    _: Formats,
    { place, what, where, about }: { place: string; what: string; where: string; about: string },
  ) => `A digest of ${place} comes ${where} ${what}. It covers ${about}.`,
  withYours: 'It also has your open action items and what waits for you.',
  next: (_: Formats, { date }: { date: string }) => `Next: ${date}.`,
  moved: (_: Formats, { date }: { date: string }) => `${date} (the clocks skip its usual time)`,
  gaps: 'Days that none of them covers are left out.',
  quietTold: 'When nothing happened, it says so in a line.',
  quietSilent: 'When nothing happened, nothing is posted.',

  setUp: (_: Formats, { what }: { what: string }) => `:white_check_mark: Done. ${what}`,
  changed: (_: Formats, { what }: { what: string }) => `:white_check_mark: Changed. ${what}`,
  paused: (_: Formats, { place }: { place: string }) =>
    `:double_vertical_bar: The digest of ${place} is paused. \`/recall digest resume\` starts it again.`,
  resumed: (_: Formats, { what }: { what: string }) => `:arrow_forward: It goes on. ${what}`,
  removed: (_: Formats, { place }: { place: string }) =>
    `The digest of ${place} is gone. What it posted stays. \`/recall digest\` sets up a new one.`,
  started: (_: Formats, { place, where }: { place: string; where: string }) =>
    `:hourglass_flowing_sand: On its way: the digest of ${place} comes ${where} in a few minutes. Where nothing happened since the last one, nothing is posted.`,
  startedAlready: 'That digest is on its way already.',
  none: (_: Formats, { place }: { place: string }) =>
    `There is no digest of ${place} yet. Type \`/recall digest\` for a form, or for example \`/recall digest weekly mon 9:00\`.`,
  noneOfYours: 'You have no digests yet. Type `/recall digest` for a form.',
  several: 'There are several digests here. Pick the one that you mean:',
  gone: 'That digest is gone. `/recall digest list` shows those that there are.',
  mayNotChange: (_: Formats, { person, who }: { person: string; who: string }) =>
    `Only ${person}, who set it up, or ${who} can change this digest. Ask one of them.`,
  guests:
    'Guests and people from other organizations cannot set up digests. Ask a full member of this workspace.',
  notMember: (_: Formats, { place }: { place: string }) =>
    `Digests of a channel are set up by its members. Join ${place} and ask again.`,
  notReadable: (_: Formats, { place }: { place: string }) =>
    `I cannot read ${place}. Type \`/invite @Recall\` there, then ask again.`,
  isPrivate: (_: Formats, { place }: { place: string }) =>
    `${place} is private, so its digest goes only there or to you alone. Pick that, or leave it out.`,
  isOff: (_: Formats, { place }: { place: string }) =>
    `Recall is switched off in ${place}. A channel manager or an admin can change that with \`/recall settings\`.`,
  tooMany: (_: Formats, { count }: { count: number }) =>
    `There are ${count} digests here already, and that is the most. Remove one first.`,

  list: (_: Formats, { place }: { place: string }) => `*Digests of ${place}*`,
  yours: '*Your digests*',
  of: (_: Formats, { place, where }: { place: string; where: string }) => `*${place}* · ${where}`,
  by: (_: Formats, { person }: { person: string }) => `set up by ${person}`,
  isPaused: '*paused*',
  isPausedFor: (_: Formats, { why }: { why: string }) => `*paused:* ${why}`,
  pause: 'Pause',
  resume: 'Resume',
  edit: 'Edit',
  now: 'Post it now',
  remove: 'Delete',
  removeTitle: 'Delete this digest?',
  removeText: 'It will not come any more. What it posted stays.',
  removeIt: 'Delete',
  keepIt: 'Keep it',
  stopped: (_: Formats, { place, why }: { place: string; why: string }) =>
    `:double_vertical_bar: I paused your digest of ${place}. ${why} After that, \`/recall digest resume\` starts it again.`,
  stoppedAfterFailures: (_: Formats, { place, why }: { place: string; why: string }) =>
    `:double_vertical_bar: I paused your digest of ${place}, since three in a row failed. ${why} \`/recall digest resume\` starts it again.`,
  whyStopped: {
    channel_archived: (_: Formats, { place }: { place: string }) =>
      `${place} is archived: have it unarchived, or take it out of the digest.`,
    channel_off: (_: Formats, { place }: { place: string }) =>
      `Recall is switched off in ${place}: a channel manager or an admin can switch it on with \`/recall settings\`.`,
    not_in_channel: (_: Formats, { place }: { place: string }) =>
      `I am not in ${place} any more: type \`/invite @Recall\` there.`,
    turned_private: (_: Formats, { place }: { place: string }) =>
      `${place} was made private, and what is said there goes to no other channel: have it posted there or to whoever set it up, or take ${place} out of the digest.`,
    /** Told to whoever set it up. */
    you_left: (_: Formats, { place }: { place: string }) =>
      `You are no longer in ${place}, so I do not read it for you: join it again, or take it out of the digest.`,
    /** Told to others. */
    author_left: (_: Formats, { place, person }: { place: string; person: string }) =>
      `${person}, who set it up, is no longer in ${place}.`,
  },
  moreOfThem: (f: Formats, { count }: { count: number }) =>
    f.plural(count, { one: 'One more is not shown.', other: '# more are not shown.' }),

  form: {
    title: 'Digest',
    submit: 'Save',
    close: 'Cancel',
    loading: 'One moment…',
    days: 'How often',
    dayChoices: {
      workdays: 'Every weekday, Monday to Friday',
      every_day: 'Every day',
      weekly: 'Weekly, on the days below',
      monthly: 'Monthly, on the first such day of the month',
    },
    weekdays: 'On which days',
    weekdaysHint: 'Counts for weekly and monthly alone. Monthly takes one day.',
    time: 'At what time',
    zone: 'Time zone',
    zoneHint: 'A city or a zone, such as Berlin or America/New_York',
    covers: 'What it covers',
    coverChoices: {
      since_last: 'The time since the digest before it',
      previous_day: 'The day before, from midnight to midnight',
      previous_week: 'The week before, Monday to Sunday',
      previous_month: 'The month before',
    } satisfies Record<PeriodKind, string>,
    channels: 'Which channels',
    where: 'Where it goes',
    whereChoices: {
      here: 'This channel',
      other: 'The channel that I pick below',
      direct: 'To me, with my action items and what waits for me',
    },
    other: 'Another channel',
    focus: 'Focus on',
    focusHint: 'For example: customers, or what was decided',
    length: 'Length',
    quiet: 'When nothing happened',
    quietChoices: { silent: 'Post nothing', line: 'Say so in a line' },
    preview: (_: Formats, { what }: { what: string }) => `:calendar: ${what}`,
    problems: {
      weekdays_missing: 'Pick at least one day.',
      weekdays_many: 'Pick one day for a monthly digest.',
      time_missing: 'Pick a time.',
      zone_unknown: 'I do not know this time zone. Type a city, such as Berlin.',
      channels_missing: 'Pick at least one channel.',
      other_missing: 'Pick a channel, or another choice above.',
    },
    unfinished: 'Fill in what is missing above, and I show when it comes.',
  },

  home: 'Your digests',
  homeNone: 'You have none. Type `/recall digest` in a channel to have its days or weeks summed up.',
  homeHow: 'To change one, type `/recall digest list` in any channel, or here in our messages.',
};
