import { type ChannelScript, talk } from '../script.ts';
import { deniz, felix } from '../voices.ts';

export const hackWeek: ChannelScript = {
  name: 'hack-week',
  purpose: 'Ideas that are too silly for the roadmap',
  topic: '',
  appIsMember: true,
  members: ['deniz', 'felix', 'priya', 'ines', 'sven'],
  scenes: [
    talk('2d 9h', [
      deniz('new channel, new me. idea one: the scanner plays a ship horn for valid tickets'),
      felix('Idea two: it does not.').after('8m').reacted('joy', 'deniz', 'ines', 'priya'),
    ]),
  ],
};
