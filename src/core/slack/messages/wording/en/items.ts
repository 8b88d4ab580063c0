import type { Formats } from '../../formats.ts';

/** Action items and what is done with them. Buttons and options have at most 75 characters, titles of modals 24. */
export const items = {
  done: 'Done',
  reopen: 'Not done',
  reassign: 'Reassign…',
  changeDue: 'Due date…',
  snooze: 'Snooze until…',
  drop: 'Not a task',
  putBack: 'Put it back',
  all: 'All action items',

  doneBy: 'done by',

  dueToday: 'due today',
  overdue: (_: Formats, { date }: { date: string }) => `overdue since ${date}`,
  snoozedUntil: (_: Formats, { date }: { date: string }) => `snoozed until ${date}`,
  source: 'message',

  told: {
    doneAlready: (_: Formats, { who }: { who: string }) => `${who} already marked this as done.`,
    droppedAlready: (_: Formats, { who }: { who: string }) => `${who} already said that this is not a task.`,
    openAlready: 'This is open again already.',
    sameAlready: 'It is like that already, so nothing changed.',
    dropped: (_: Formats, { text }: { text: string }) => `Off the list: “${text}”`,
    changedMeanwhile: (_: Formats, { who }: { who: string }) =>
      `${who} changed this in the meantime. Here is how it stands now; save again if you still want to change it.`,
  },
  you: 'You',
  someone: 'Somebody',
  gone: 'This action item is gone: its recap was deleted, or a newer recap no longer has it. Type `/recall actions` for what is open.',
  mayNot:
    'Only people who can read the channel that this comes from can change it. Ask somebody there to add you.',
  notTheirs: (_: Formats, { person }: { person: string }) =>
    `This comes from a private recap, so only ${person} can change it. Ask them.`,

  modals: {
    reassignTitle: 'Reassign',
    dueTitle: 'Due date',
    snoozeTitle: 'Snooze',
    allTitle: 'Action items',
    save: 'Save',
    cancel: 'Cancel',
    close: 'Close',
    loading: 'One moment…',
    person: 'Who does it?',
    personHint: 'Leave it empty to give it to nobody for now.',
    personHintPrivate: 'Only you see this recap, so the person is not told.',
    cannotRead: 'They cannot read the channel that this comes from. Pick somebody who can.',
    noPerson: 'That is an app, or somebody who has left. Pick a person of this workspace.',
    date: 'By when?',
    dateHint: 'Leave it empty for no date.',
    snoozeUntil: 'Snooze until',
    tomorrow: (_: Formats, { date }: { date: string }) => `Tomorrow morning (${date})`,
    nextMonday: (_: Formats, { date }: { date: string }) => `Next Monday (${date})`,
    onDate: 'Another day',
    day: 'Which day?',
    dayHint: 'You are reminded at 9 in the morning.',
    pickDay: 'Pick a day that is still to come.',
    pickDueDay: 'That day is over. Pick today or a later day.',
    now: 'No longer: show it now',
  },

  list: {
    mine: 'Your action items',
    ofPerson: (_: Formats, { person }: { person: string }) => `Action items of ${person}`,
    here: (_: Formats, { place }: { place: string }) => `Action items in ${place}`,
    open: (f: Formats, { count }: { count: number }) => f.plural(count, { one: '# open', other: '# open' }),
    page: (f: Formats, { page, pages }: { page: number; pages: number }) =>
      `page ${f.number(page)} of ${f.number(pages)}`,
    more: 'More',
    back: 'Back',
    noneMine: 'Nothing is waiting for you. :tada:',
    noneOfPerson: (_: Formats, { person }: { person: string }) =>
      `${person} has no open action items that you can see. :tada:`,
    noneHere: 'No open action items here. :tada: They come from recaps: type `/recall` to make one.',
    notReadable:
      'I can list action items only of channels that you and I are both in. Type `/invite @Recall` here, or ask for `/recall actions mine`.',
  },
};
