import type { ChannelMode } from '../../../../domain/channel.ts';
import type { Formats } from '../../formats.ts';

/** Slack shows at most 75 characters of an option's text, and as many of what is said below it. */
const modes = {
  off: { name: 'Off', says: 'Nobody gets recaps of this channel.' },
  ask: { name: 'When asked', says: 'I recap it for whoever asks, by command, shortcut or mention.' },
  on: {
    name: 'When asked, and by reaction',
    says: 'The same, and the reaction :recall: asks for a recap of a thread.',
  },
} satisfies Record<ChannelMode, { name: string; says: string }>;

/** A channel's settings and a person's own, and what Recall says when it joins. */
export const settings = {
  /** At most 24 characters, as for every title. */
  channelTitle: 'Channel settings',
  personalTitle: 'Your settings',
  loading: 'One moment…',
  save: 'Save',
  cancel: 'Cancel',
  close: 'Close',

  about: (_: Formats, { place }: { place: string }) => `What I do in ${place}, for everyone.`,
  mode: 'When I make recaps',
  modes,
  language: 'Language of recaps',
  automatic: 'The language that people write in',
  readOnly: (_: Formats, { who }: { who: string }) => `Only ${who} can change this. Ask one of them.`,
  admins: 'admins of this workspace',
  creator: (_: Formats, { person }: { person: string }) => `${person} (who made the channel)`,
  eitherOf: (_: Formats, { first, second }: { first: string; second: string }) => `${first} and ${second}`,
  changed: {
    off: (_: Formats, { place }: { place: string }) =>
      `Recall is now off in ${place}: nobody gets recaps of it until you switch it on again with \`/recall settings\`.`,
    ask: (_: Formats, { place }: { place: string }) =>
      `Recall now makes recaps in ${place} when somebody asks. A reaction alone starts none.`,
    on: (_: Formats, { place }: { place: string }) =>
      `Recall is now fully on in ${place}: the reaction :recall: on a message asks for a recap of its thread, too.`,
  } satisfies Record<ChannelMode, (f: Formats, given: { place: string }) => string>,

  words: 'Your messages in recaps',
  wordsIn: { name: 'Use my messages', says: 'Recaps of what you take part in are complete.' },
  wordsOut: {
    name: 'Leave my messages out',
    says: 'No recap uses them from now on; each says how many it lacks.',
  },
  optedOut:
    'Done: from now on I leave your messages out of every recap. A recap says how many messages it lacks, but not whose. Action items from messages of others may still name you, and recaps that stand stay as they are. To undo it, type `/recall optin`.',
  optedOutAlready:
    'I leave your messages out of recaps already. To have them in again, type `/recall optin`.',
  optedIn:
    'Done: from the next recap on I use your messages again. To leave them out, type `/recall optout`.',
  optedInAlready: 'I use your messages in recaps already. To leave them out, type `/recall optout`.',

  welcome: (_: Formats, { isOff }: { isOff: boolean }) =>
    [
      ':wave: Hello, I am Recall. I turn long threads and busy days into short recaps: what was said, decided and promised, each with a link to the message.',
      ...(isOff
        ? [
            'I am *switched off* in this channel. A channel manager or an admin can change that with `/recall settings`.',
          ]
        : [
            '• *Ask me:* mention me in a thread, or pick *⋮ More actions → Recall this thread*. `/recall` gives you a recap of the channel that only you see; `/recall help` has the rest.',
          ]),
      '• *What I keep:* recaps and links to messages, never the messages. I read them only when somebody asks.',
      '• *What I leave out:* messages with the reaction :no_recap: or starting with “off the record”, and all of yours after `/recall optout`.',
      ...(isOff ? [] : ['• *Switch me off here:* `/recall settings`.']),
    ].join('\n'),
};
