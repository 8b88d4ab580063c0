import type { Formats } from '../../formats.ts';

type Link = (label: string) => string;

/** What a person reads while asking for a recap: the help, the modal, and what was understood. */
export const asking = {
  /** A window as it was understood; `start` and `end` are days or moments of the reader's zone. */
  understood: (
    _: Formats,
    { place, start, end, link }: { place: string; start: string; end: string; link: Link },
  ) =>
    `Reading ${place} from ${start} to ${end}, your time. The recap comes in ${link('our direct messages')}, where only you see it.`,
  understoodDay: (_: Formats, { place, day, link }: { place: string; day: string; link: Link }) =>
    `Reading ${day} in ${place}, your time. The recap comes in ${link('our direct messages')}, where only you see it.`,
  understoodLast: (f: Formats, { count, place, link }: { count: number; place: string; link: Link }) =>
    `Reading ${f.plural(count, { one: 'the last message', other: 'the last # messages' })} of ${place}. The recap comes in ${link('our direct messages')}, where only you see it.`,
  now: 'now',
  joined: (_: Formats, { what, where }: { what: string; where: string }) =>
    `I am reading ${what} already, so there is no need to ask again. The recap appears ${where}.`,
  whereIn: { thread: 'in this thread', channel: 'in this channel', private: 'in our direct messages' },
  hereLink: 'here',

  cancelled: 'Cancelled. Nothing was posted.',
  cancelledUpdate: 'Cancelled. The recap stays as it was.',
  tooLate: 'Too late to cancel: the recap is done.',

  unclear: (_: Formats, { typed, command }: { typed: string; command: string }) =>
    `I did not understand “${typed}”. Did you mean ${command}?`,
  runNearest: 'Yes, do that',
  seeHelp: (_: Formats, { command }: { command: string }) => `${command} shows everything I understand.`,

  notInDirectMessage:
    'There is no channel to recap here. What works in our direct messages: `/recall <link to a message>` for its thread, `/recall note` for notes that you paste, `/recall find`, `/recall actions` and `/recall waiting`. For a channel, type `/recall` in that channel.',

  help: 'What I can do',
  helpRecaps: '*Recaps*, sent to you alone',
  helpAfterwards: '*Find and follow up*',
  helpDigests: '*Digests*, posted when your team wants them',
  helpSettings: '*Settings*',
  helpElsewhere: (_: Formats, { zone }: { zone: string }) =>
    [
      '*Without typing*',
      '• On a message in a thread: *⋮ More actions → Recall this thread* posts a recap there, *Recall just for me* sends it to you.',
      '• Mention me in a thread, with words to steer if you like: `@Recall focus on the outage`.',
      '• React with `:recall:` where the channel allows it.',
      `Days and times are those of your time zone, ${zone}.`,
    ].join('\n'),
  /** What each form of the command does, by its id. */
  forms: {
    since_last: 'this channel since your last recap (the first time: 24 hours)',
    duration: 'the last 3 days; also `12h`, `2w`',
    since: 'since a day, a date or a time',
    day: 'one day',
    week: 'a week of the calendar',
    between: 'from one day to another',
    last_messages: 'the last 200 messages',
    thread: 'the thread of that message',
    public: 'posts it for everyone',
    focus: 'says most about what you name',
    options: 'a form with all the choices',
    note: 'a recap of notes that you paste',
    actions: 'open action items',
    decisions: 'the decisions in this channel',
    find: 'searches past recaps, decisions and action items',
    tags: 'the tags of past recaps',
    waiting: 'what waits for you',
    digest: 'a form for a digest of this channel, or of several',
    digest_schedule:
      'sets one up; also `daily 9:00`, `weekdays 9:00`, `monthly first monday 9:00`, with a zone such as `Europe/Berlin` behind it',
    digest_change: 'shows, stops or posts it',
    settings: 'what I may do in this channel',
    admin: 'the admin view, for admins and owners',
    optout: 'leaves your messages out of recaps',
    optin: 'lets recaps use them again',
    help: 'this list',
  },

  options: {
    title: 'Recap with options',
    submit: 'Make the recap',
    close: 'Close',
    about: (_: Formats, { place }: { place: string }) => `A recap of ${place}.`,
    window: 'What to read',
    windows: {
      since_last: 'Since my last recap here',
      today: 'Today',
      yesterday: 'Yesterday',
      week: 'The last 7 days',
      custom: 'The days that I pick below',
    },
    from: 'From (the first day)',
    to: 'To (the last day; empty means today)',
    focus: 'Focus on',
    focusHint: 'For example: the outage, or what customers asked for',
    length: 'Length',
    lengths: { brief: 'Brief', standard: 'Standard', detailed: 'Detailed' },
    language: 'Language',
    channelLanguage: 'The language of the channel',
    where: 'Post it',
    wheres: { private: 'Just for me, in our direct messages', channel: 'In this channel, for everyone' },
    problems: {
      from_missing: 'Pick the first day, or another choice above.',
      from_in_future: 'This day is still to come. Pick an earlier one.',
      to_before_from: 'This is before the first day. Pick a later one.',
      too_long: 'I read a year at most. Pick a later day.',
    },
  },
};
