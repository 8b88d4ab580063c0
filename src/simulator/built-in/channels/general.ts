import { type ChannelScript, talk } from '../script.ts';
import {
  aroha,
  caleb,
  deniz,
  felix,
  ines,
  jonas,
  kofi,
  lena,
  maggie,
  mara,
  nora,
  oskar,
  priya,
  sven,
  tidetable,
  tomasz,
  yuki,
  zk,
} from '../voices.ts';
import { meetup, welcomeFelix } from './general/company.ts';
import { umzug } from './general/umzug.ts';

export const general: ChannelScript = {
  name: 'general',
  purpose: 'For everybody at Kelpline',
  topic: 'Company days: Bergen! Passport names to Lena',
  appIsMember: true,
  members: [
    'mara',
    'jonas',
    'ines',
    'tomasz',
    'priya',
    'deniz',
    'aroha',
    'caleb',
    'yuki',
    'kofi',
    'lena',
    'sven',
    'nora',
    'felix',
    'maggie',
    'zk',
    'tidetable',
  ],
  scenes: [
    talk('6d 22h', [
      tidetable('This week: *All hands* · Tomasz is on call · Aroha has a public holiday on {weekday+4}'),
      mara(
        'Today is the last day of Oskar. He goes to build wooden boats, which is the only acceptable reason. Thank you for four years, and for the payments nobody ever had to think about.',
      ).reacted('sailboat', 'jonas', 'ines', 'sven', 'priya', 'lena', 'tomasz', 'nora'),
      oskar(
        'Thank you all. If you ever see a badly varnished clinker boat near Porvoo, that is mine, please wave.',
      )
        .after('3h')
        .reacted('heart', 'mara', 'ines', 'sven', 'nora', 'maggie'),
      jonas(
        'He left me a note that says "the tests are the documentation". I have not yet decided if I am happy.',
      ),
    ]),
    welcomeFelix,
    talk('5d 23h', [
      lena('Expense reports of last month are due on {weekday+2}. @caleb, "fish, large" is not a category.'),
      caleb('It was a client dinner! For a large client.').reacted('fish', 'ines', 'lena', 'aroha'),
      lena('Then write the name of the client, please, and not that of the fish.').reacted(
        'joy',
        'mara',
        'nora',
        'kofi',
      ),
    ]),
    talk('4d 23h', [
      kofi(
        'Somebody sends text messages in the name of Mara and asks for gift cards. Mara does not need gift cards. Please delete and tell me the number.',
      ),
      mara('I confirm, I do not need gift cards.').reacted('joy', 'deniz', 'priya', 'felix'),
      nora('Got one too: ends in 4471.').after('7m'),
      kofi('Thank you, reported.'),
    ]),
    meetup,
    talk('3d 20h', [
      tidetable('*All hands* starts in 10 minutes · [join](https://meet.kelpline.example/all-hands)'),
      ines(
        'Slides are [here](https://wiki.kelpline.example/all-hands/latest), recording follows for the Pacific.',
      ),
      aroha('Watching it with my toast tomorrow, cheers!').after('15m'),
      ines(
        'Recording is up. The part about wheelchair spaces starts at 18:30, the part where my cat walks in at 24:10.',
      )
        .after('2h')
        .reacted('cat', 'maggie', 'aroha', 'felix'),
    ]),
    talk('2d 20h', [
      yuki('I am on leave on {weekday+3} and {weekday+4}. The dashboards run without me.'),
      sven('Do they?'),
      yuki('They did last time.').reacted('sunglasses', 'ines', 'priya'),
    ]),
    umzug,
    talk('1d 3h', [
      maggie('New brand colours are in the design kit. The blue is called "North Sea on a Tuesday".')
        .with('colours.png')
        .reacted('art', 'priya', 'ines', 'felix', 'mara'),
      deniz('what is it on a wednesday'),
      maggie('Grey. It is always grey on a Wednesday.'),
      zk('contrast of the grey on white is 3.9, you want 4.5'),
      maggie("Fixed, thanks! Wednesday's a bit darker now.").after('16m').edited(),
    ]),
    talk('13h', [
      lena('Reminder: names as in the passport. I have 11 of 16. You know who you are.'),
      tomasz('sent. my middle name is a secret, please treat it so').reacted('zipper_mouth_face', 'lena'),
      felix('Sent!'),
      caleb('Sent! Is anyone up for a run in Bergen, 7 am, before the talks?').after('25m'),
      priya('7 am is lunch time for me, I am in.').reacted('runner', 'caleb', 'ines'),
    ]),
    talk('4h', [
      nora(
        'A passenger wrote: "Booking a ferry took me less time than finding my shoes." I would like this on a wall.',
      ).reacted('heart', 'mara', 'ines', 'priya', 'maggie', 'jonas', 'caleb'),
      mara('Hamburg will have a lot of new wall.').reacted('joy', 'lena', 'jonas', 'felix'),
    ]),
  ],
};
