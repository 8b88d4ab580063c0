import type { Formats } from '../../formats.ts';

/** What is read, while a recap is on its way. Everything that says what is read fits after “of”. */
export const progress = {
  thisThread: 'this thread',
  aThread: 'a thread',
  threadIn: (_: Formats, { thread, place }: { thread: string; place: string }) => `${thread} in ${place}`,
  thisConversation: 'our direct messages',
  notes: 'your notes',
  lastMessages: (f: Formats, { count, place }: { count: number; place: string }) =>
    `${f.plural(count, { one: 'the last message', other: 'the last # messages' })} of ${place}`,
  lastHours: (f: Formats, { hours, place }: { hours: number; place: string }) =>
    `${f.plural(hours, { one: 'the last hour', other: 'the last # hours' })} of ${place}`,
  lastDays: (f: Formats, { days, place }: { days: number; place: string }) =>
    `${f.plural(days, { one: 'the last day', other: 'the last # days' })} of ${place}`,
  since: (_: Formats, { start, place }: { start: string; place: string }) => `${place} since ${start}`,
  oneDay: (_: Formats, { day, place }: { day: string; place: string }) => `${day} in ${place}`,
  between: (_: Formats, { start, end, place }: { start: string; end: string; place: string }) =>
    `${start} to ${end} of ${place}`,

  reading: (_: Formats, { what }: { what: string }) => `Reading ${what}…`,
  readingMessages: (f: Formats, { count, what }: { count: number; what: string }) =>
    `Reading ${f.plural(count, { one: '# message', other: '# messages' })} of ${what}…`,
  asking: (f: Formats, { count }: { count: number }) =>
    `Asking the model about ${f.plural(count, { one: '# message', other: '# messages' })}…`,
  askingPart: (f: Formats, { count, part, of }: { count: number; part: number; of: number }) =>
    `Asking the model about ${f.plural(count, { one: '# message', other: '# messages' })}, part ${f.number(part)} of ${f.number(of)}…`,
  joining: (f: Formats, { of }: { of: number }) =>
    `All ${f.number(of)} parts are read. Making one recap of them…`,
  cancel: 'Cancel',
  queued: (_: Formats, { what }: { what: string }) =>
    `Your recap of ${what} is queued. My work queue is out of reach right now; the recap appears here once it is back, and there is no need to ask again.`,
  private: (_: Formats, { what, link }: { what: string; link(label: string): string }) =>
    `Reading ${what}. The recap comes in ${link('our direct messages')}, where only you see it.`,
  following: (_: Formats, { link }: { link(label: string): string }) =>
    `This thread has ${link('a recap')}. Reading what was said since…`,
  followingElsewhere: (_: Formats, { link }: { link(label: string): string }) =>
    `Reading what was said since ${link('the recap')}…`,
  rereading: (_: Formats, { link }: { link(label: string): string }) =>
    `Reading everything again. ${link('The recap')} stays as it is until I am done.`,
  updated: (f: Formats, { link, changes }: { link(label: string): string; changes: Changes }) =>
    `${link('The recap')} is up to date: ${changesIn(f, changes)}.`,
  updatedWithoutChange: (_: Formats, { link }: { link(label: string): string }) =>
    `${link('The recap')} is up to date; nothing in it changed.`,
  unchanged: (_: Formats, { link }: { link(label: string): string }) =>
    `Nothing was said here since ${link('the recap')}, so it still holds.`,
};

/** How many of a recap's items are what they were not before; at least one is. */
type Changes = Record<'new' | 'changed' | 'closed', number>;

function changesIn(f: Formats, changes: Changes): string {
  const told = [
    { count: changes.new, forms: { one: '# new', other: '# new' } },
    { count: changes.changed, forms: { one: '# changed', other: '# changed' } },
    { count: changes.closed, forms: { one: '# closed', other: '# closed' } },
  ];
  return told
    .filter(({ count }) => count > 0)
    .map(({ count, forms }) => f.plural(count, forms))
    .join(', ');
}
