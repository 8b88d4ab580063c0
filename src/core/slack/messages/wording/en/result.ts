import type { Fault } from '../../../../domain/feedback.ts';
import type { Formats } from '../../formats.ts';

/** What is done with a recap that stands. Buttons and options have at most 75 characters, titles of modals 24. */
export const result = {
  update: 'Update',
  more: 'More detail',
  less: 'Less detail',
  good: '👍 Good recap',
  bad: '👎 Not so good',
  remove: 'Delete…',
  shareHere: 'Share here',
  shareTo: 'Share to a channel…',
  keep: 'Keep to myself',

  struck: (f: Formats, { count }: { count: number }) =>
    f.plural(count, {
      one: ':wastebasket: # point was removed because its message was deleted or edited.',
      other: ':wastebasket: # points were removed because their messages were deleted or edited.',
    }),
  /** Stands for the headline. */
  nothingLeft: 'What this recap was about was deleted or edited',

  sharedBy: (_: Formats, { person }: { person: string }) => `Shared by ${person}`,
  sharedIn: (_: Formats, { place }: { place: string }) => `Shared in ${place}`,
  sharedAlready: (_: Formats, { place }: { place: string }) => `This recap is shared in ${place} already.`,
  sharedNow: (_: Formats, { place }: { place: string }) =>
    `Done: everyone in ${place} can read this recap now, with its action items and decisions.`,
  notYourChannel: (_: Formats, { place }: { place: string }) =>
    `You are not in ${place}, so I cannot post there for you. Join it, then share again.`,
  shareTitle: 'Share this recap',
  shareWhere: 'Channel',
  shareHint:
    'You and I must both be in it. Everyone there can read the recap, its action items and its decisions.',
  share: 'Share',
  noSuchChannel: 'I am not in this channel. Type `/invite @Recall` there first, or pick another one.',
  notIn: 'You are not in this channel. Pick one that you are in.',

  removeTitle: 'Delete this recap?',
  removeText:
    'The recap goes away for everyone, with its action items and decisions. The messages that it was made from stay. This cannot be undone.',
  removeIt: 'Delete',
  leaveIt: 'Keep it',
  removed: 'The recap is deleted.',

  thanks: 'Thank you, that helps.',
  badTitle: 'What was wrong?',
  badWhy: 'The recap',
  faults: {
    missed: 'missed something',
    wrong: 'says something wrong',
    too_long: 'is too long',
    too_short: 'is too short',
    other: 'is not right in another way',
  } satisfies Record<Fault, string>,
  explanation: 'What should it have said?',
  explanationHint: 'The admins of this workspace can read it.',
  send: 'Send',
  skip: 'Skip',
};
