import { thread } from '../../script.ts';
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
  priya,
  sven,
  tomasz,
  yuki,
} from '../../voices.ts';

export const welcomeFelix = thread('6d 3h', [
  priya(
    'Everyone, please meet @felix! He studies in Hamburg, builds front ends with us two days a week, and has already found a typo in our imprint. Say hi :wave:',
  ).reacted('wave', 'mara', 'ines', 'jonas', 'lena', 'nora', 'maggie', 'deniz'),
  felix('Hi all, happy to be here! I row, I like CSS (really), and I have never been seasick. So far.'),
  deniz('"so far". write that down'),
  aroha('Nau mai, Felix! If you ever want a proper swell come and see us.').after('40m'),
  sven('Welcome. The coffee machine in Hamburg needs to be hit on the left side.'),
  lena('It does NOT. Please do not hit it. Felix, I show you.').reacted('joy', 'jonas', 'sven', 'felix'),
  kofi(
    'Welcome Felix. Your first security training is in your inbox; it takes twenty minutes and contains one joke.',
  ),
  felix('Done! The joke was on slide 14.').after('1h 5m').reacted('clap', 'kofi', 'mara', 'priya'),
]);

/** Where the whole company meets: options, a vote, a budget, and tasks. */
export const meetup = thread('4d 10h', [
  lena(
    'Company days! Three offers are in. Please read them and say what you think:',
    '1. *Bergen*, hotel at the harbour, 29,400 €',
    '2. *Horta*, Azores, a guest house of our customer, 26,100 €',
    '3. *Hamburg*, cheap, 17,800 €, but you all know my office',
  )
    .with('offers-company-days.pdf')
    .reacted('eyes', 'mara', 'ines', 'nora', 'caleb'),
  ines('Horta! I promise whales. :whale:'),
  nora('Bergen, I promise rain.').reacted('umbrella', 'sven', 'tomasz'),
  yuki(
    'Travel time, mean over all of us: Bergen 11 h 20, Horta 15 h 40, Hamburg 10 h 50. I take 31 hours to Horta.',
  ).after('25m'),
  aroha('From Auckland it is forever anyway, I will come wherever there is hot water.'),
  caleb(
    'Horta has one flight a day in and out. If that one is cancelled we all live there now. Not complaining!',
  ),
  kofi(
    'I need a visa for all three; the appointment in Accra takes about five weeks. The earlier we know, the better.',
  ).after('12m'),
  mara(
    'Kofi decides the clock then. We vote until {weekday+1} noon: :one: Bergen, :two: Horta, :three: Hamburg, on this message.',
  )
    .reacted('one', 'nora', 'yuki', 'kofi', 'mara', 'sven', 'jonas', 'tomasz', 'priya')
    .reacted('two', 'ines', 'caleb', 'deniz', 'maggie', 'aroha')
    .reacted('three', 'felix'),
  felix('I voted for Hamburg so that it is not alone.').reacted('heart', 'lena', 'jonas'),
  sven('Is that photo on page 2 of the offer really an orca? The fin is wrong.').after('2h'),
  nora('It is a pilot whale. In Bergen that is a bus.'),
  deniz('the hotel has a bus shaped like a whale or a whale called bus?'),
  nora('The bus line is called "Grindkval". I see how I did not help.').reacted(
    'joy',
    'deniz',
    'ines',
    'sven',
    'aroha',
    'maggie',
  ),
  mara('8 for Bergen, 5 for Horta, 1 for Hamburg. Bergen it is. Horta next time, I mean it.')
    .after('18h')
    .reacted('tada', 'nora', 'yuki', 'kofi'),
  lena('I book the hotel today, and I need names as in the passport from everyone by {weekday+4}.'),
  kofi('And I need an invitation letter, please, @lena, with the dates on it.'),
  lena('You have it tomorrow, with a stamp. They like stamps.').reacted('pray', 'kofi'),
  maggie('I can do the programme and the silly name tags.').after('14m'),
  tomasz('who has the pager while we are all in bergen'),
  jonas('Whoever sits next to the window in the rain?').after('21m'),
]);
