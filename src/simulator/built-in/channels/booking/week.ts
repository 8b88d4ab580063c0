import { talk } from '../../script.ts';
import {
  caleb,
  deniz,
  drydock,
  felix,
  ines,
  jonas,
  kofi,
  mara,
  nora,
  priya,
  sven,
  tomasz,
  yuki,
} from '../../voices.ts';

/** The six days before the last one, in the channel itself. */
export const week = [
  talk('6d 20h', [
    ines(
      'New week, new wind. The three things I care about: double sales, wheelchair spaces, and nobody working on Sunday.',
    ).reacted('sailboat', 'priya', 'nora', 'mara'),
    sven('Two of three is possible.'),
    drydock('`timetables` main #1187 passed in 2 min 05 s'),
  ]),
  talk('5d 21h', [
    nora(
      'Nordhav has called. Three campervans could not board the 09:15 in Skarvøy although they had tickets.',
    ),
    jonas('Looking. The deck was sold to 226 m, it has 212. That must not be possible.'),
    mara('Please treat it as an incident. @tomasz opens the thread in #ops-alerts.'),
  ]),
  talk('4d 19h', [
    drydock('`booking` main #4381 passed in 6 min 30 s'),
    kofi(
      'A reminder that access reviews are due on {date+10}. I will send each of you the list of what you can see.',
    ).reacted('eyes', 'tomasz'),
    deniz('what if i can see too much'),
    kofi('Then you tell me, and I will be grateful.').reacted('heart', 'deniz', 'ines'),
  ]),
  talk('3d 22h', [
    yuki(
      'Numbers of last week: 48,210 tickets (+6 %), 1,904 cars, 7.1 % refunds. Conversion on phones is 2.3 %, on computers 4.8 %.',
    ),
    priya('Phones at half of computers is not good. I bet on the passenger form. It has eleven fields.'),
    yuki('Yes. 41 % of the phone visitors who leave, leave on that form.'),
    ines('Do we need all eleven? Who needs the date of birth?'),
    sven('The lines, for the passenger list, but only on sailings longer than 20 nautical miles.').after(
      '6m',
    ),
    priya('So on short sailings I can hide it. That is eleven minus four. I like it!'),
    ines('Yes please. Do that for lines under 20 miles, and let us look at the numbers again in two weeks.'),
    priya('Will be live by {weekday+3}.').reacted('rocket', 'ines', 'yuki'),
  ]),
  talk('2d 21h', [
    caleb('Question from Salish Runs: can a bike have a bike trailer?'),
    sven('A bike trailer is 0.8 m of deck, and yes.'),
    caleb('You folks are amazing. Next question will be about kayaks.'),
    sven('On the roof free, in the hand 0.5 m.').reacted('kayak', 'caleb', 'ines', 'deniz'),
  ]),
  talk('1d 20h', [
    drydock('`booking` main #4402 failed: `holds.test.ts` timed out after 30 s'),
    drydock('`booking` main #4403 passed in 6 min 09 s'),
    felix('Is it normal that the same test fails and then passes?'),
    jonas('Normal is the wrong word.').reacted('joy', 'felix', 'sven'),
    tomasz('it is a tradition'),
  ]),
];
