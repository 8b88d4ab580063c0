import { thread } from '../../script.ts';
import {
  aroha,
  caleb,
  deniz,
  felix,
  ines,
  jonas,
  kofi,
  maggie,
  mara,
  nora,
  priya,
  sven,
  tomasz,
  yuki,
} from '../../voices.ts';

/** The longest thread: planning a release, with a detour and a decision that is turned round twice. */
export const skerryRelease = thread('1d 22h', [
  ines(
    'What goes into the Skerry release, and what stays on the quay? :ship: Release day is {date+18}, code freeze {date+14}. My list:',
    '1. deck holds without double sales',
    '2. group bookings (from 10 people)',
    '3. dog tickets',
    '4. price calendar',
    '5. wheelchair spaces you can book yourself',
    '6. dark mode in Gangway',
    'Please shout.',
  )
    .reacted('ship', 'priya', 'mara', 'aroha')
    .edited(),
  mara('1 is fixed, everything else moves around it.'),
  caleb(
    'Group bookings please!! Salish Runs sign the pilot the day we have them. They carry 300 school classes a year.',
  ),
  sven('How sure is "sign"? Last year they also almost signed.'),
  caleb('Fair. I have an email from their COO, not a contract. But it says "as soon as".'),
  priya(
    'Group bookings is the largest one on the front end. Passenger list, split payment, changes. Three weeks for me alone.',
  ),
  jonas('And one week for the back end, if split payment is not in it.'),
  ines('Does Salish need split payment, @caleb?').after('6m'),
  caleb('Let me ask. I think the school pays one bill.'),
  caleb('They answered already! One bill per class. No split payment.')
    .after('52m')
    .reacted('tada', 'priya', 'ines'),
  priya('Then it is two weeks. Doable before the freeze if Felix helps with the passenger list.'),
  felix('I would love to. I have exams in the second half of next week though.'),
  mara('Group bookings without split payment: in. @priya owns it.').reacted(
    'white_check_mark',
    'priya',
    'caleb',
    'ines',
  ),
  nora(
    'Wheelchair spaces. Today people have to call us, and they are tired of calling. Eleven times this week, one lady cried. I would trade all the others for it.',
  )
    .after('20m')
    .reacted('heart', 'ines', 'maggie', 'aroha', 'kofi'),
  sven(
    'The spaces are in the timetable data for 70 % of the ships. For the rest somebody has to ask the lines.',
  ),
  nora('I will ask them. I have the list of ships, I only need to know what to ask.'),
  sven('Number of spaces, which deck, and whether there is a lift. I send you a template tomorrow.'),
  kofi(
    'May I add that the accessibility act applies to ticket shops as well. It is not optional for the European lines.',
  ),
  mara('In. No discussion needed.').reacted('clap', 'nora', 'kofi', 'maggie'),
  maggie("I'll draw the booking step by {weekday+2}, and I'd like to test it with real people, not with us."),
  ines('@maggie I know a group in Lisbon who would be happy to, shall I connect you?'),
  maggie('Yes please!'),
  yuki(
    'Price calendar: 34 % of visitors open at least three dates before they buy. It may be worth more than group bookings.',
  ).after('1h 5m'),
  jonas(
    'It needs prices for 60 days in one request. Today that takes 4 seconds. With a cache perhaps 300 ms, but the cache must know about holds. I would not start that before deck holds are live.',
  ),
  ines(
    'Hmm, I really like this one. What about only showing "cheap / normal / dear" for each day, updated every night?',
  ),
  jonas('That I can do in two days, from the nightly numbers.'),
  yuki('The colours from the night are right for 91 % of the days. I checked the last year.').after('38m'),
  sven('So it lies on 9 % of days. On holidays it will lie all day.'),
  mara('Price calendar: out of this release, first thing in the next one. I do not want it half.').reacted(
    'white_check_mark',
    'sven',
    'jonas',
  ),
  ines('Okay :disappointed: But then it really is the first thing in the next one.'),
  deniz('dark mode is done btw. it was two evenings. crew on night sailings will stop cursing me'),
  mara('Then it is in.').reacted('crescent_moon', 'deniz', 'felix'),
  tomasz('who tested it on the old zebra scanners').after('9m'),
  deniz('... nobody. i will, {weekday+1}'),
  ines('Dog tickets! Inselring asks every month. A dog is half a child and may not sit on the upper deck.'),
  jonas('A dog is a passenger kind with a price and a rule. One day, if cats are the same thing.'),
  priya('Are cats the same thing?'),
  sven('Legally a cat is hand luggage.'),
  aroha('We had a bloke book a sheep once. As a motorbike.').reacted(
    'sheep',
    'deniz',
    'ines',
    'caleb',
    'maggie',
    'nora',
  ),
  deniz('how many metres is a sheep, asking for the deck holds'),
  caleb('Depends on the haircut! Anyway this is Biscuit, she takes the ferry to Bowen every Sunday.')
    .with('biscuit-on-deck.jpg')
    .reacted('dog', 'ines', 'priya', 'maggie', 'felix', 'nora'),
  maggie("She's gorgeous. Right so, I'm obliged to post Captain Whiskers.")
    .with('captain-whiskers.jpg')
    .reacted('cat', 'caleb', 'ines'),
  mara('Lovely animals. Dog tickets: in, if they really are one day.').after('12m'),
  sven(
    'They are not. Each line has its own rule: muzzle, cabin, number of dogs, guide dogs free. I count nine different rule sets.',
  ).after('2h 15m'),
  mara('Then out.'),
  nora(
    'Guide dogs must be in, though. It would be odd to sell wheelchair spaces and then tell a blind passenger to call us.',
  ).reacted('100', 'kofi', 'maggie', 'ines', 'aroha'),
  mara(
    'You are right. Guide dogs free on every line, in this release. Dogs with a price and rules: later.',
  ).reacted('guide_dog', 'nora', 'kofi'),
  jonas(
    'Guide dogs I do together with the wheelchair spaces, they use the same screen. Both done by the freeze on {date+14}.',
  ),
  tomasz(
    'one ask from me: no release on a friday, no release on the day before a bank holiday. somebody check all the countries',
  ).after('25m'),
  yuki('I can check the calendars for the release day and the week after.'),
  ines('Thank you! And who tells the lines about the price calendar? They saw it in my demo :see_no_evil:'),
  ines(
    'So, for everyone who was on a boat: *in* are deck holds, group bookings without split payment, wheelchair spaces with guide dogs, dark mode. *Out* are the price calendar and dogs with a price.',
  )
    .after('46m')
    .reacted('raised_hands', 'mara', 'priya', 'jonas', 'nora', 'caleb', 'aroha'),
]);
