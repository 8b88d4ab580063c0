import { talk } from '../../script.ts';
import {
  aroha,
  caleb,
  deniz,
  drydock,
  felix,
  ines,
  jonas,
  kofi,
  maggie,
  mara,
  nora,
  priya,
  sven,
  tidetable,
  tomasz,
  yuki,
  zk,
} from '../../voices.ts';

/** What was said in the channel itself during the last 24 hours; the tour's digest reads this. */
export const lastDay = [
  talk('23h 30m', [
    tidetable('*Booking stand-up* starts in 10 minutes · [join](https://meet.kelpline.example/booking)'),
    jonas(
      'I cannot join, the plumber is here. Yesterday: reproduced the double sale on my machine, it takes 30 seconds. Today: writing it up for everybody, with options.',
    ).reacted('wrench', 'mara'),
    sven(
      'Yesterday: 46 legs typed by hand, my wrists send regards. Today: the same 46 legs checked by somebody else, please?',
    ),
    yuki('I can check them, @sven. I compare with the printed timetable on their website.').reacted(
      'pray',
      'sven',
    ),
    priya('Yesterday: countdown. Today: countdown, tests, and the preview page with Felix after 14:00.'),
    ines('Today I have Nordhav at 13:00 and Salish in the evening. Anything I should ask Nordhav?'),
    mara(
      'Ask whether they can live with a 15-minute freeze of sales on the release day. I would like to have it in my pocket.',
    ),
    nora('And please ask them to stop sending customers my direct number :upside_down_face:').reacted(
      'joy',
      'ines',
      'jonas',
    ),
  ]),
  talk('21h 15m', [
    drydock('`booking` main #4408 failed: `holds.test.ts` timed out after 30 s'),
    jonas('That is the flaky one. It waits for a real clock. I restart it.'),
    tomasz('third time this week. a test we restart is a decoration'),
    jonas('You are right. I fix it today instead of restarting, it needs a clock that we pass in.').reacted(
      '+1',
      'tomasz',
      'sven',
    ),
    drydock('`booking` main #4409 passed in 6 min 12 s'),
  ]),
  talk('17h 5m', [
    ines(
      'Back from Nordhav. They are fine with the 15 minutes, but not between 06:00 and 09:00. They also ask for a report of all sailings that were ever oversold.',
    ),
    yuki('I can make this report. How far back?'),
    ines('They said "since we are with you", so two years?'),
    yuki(
      'Two years, by {weekday+2}. I will mark the ones where the ship was changed, these are not our fault.',
    ).reacted('pray', 'ines'),
    mara('Good. Show it to me before it goes out, please. I want to know the number before they do.'),
  ]),
  talk('14h 40m', [
    caleb(
      'Salish call done!! They loved the group booking sketch. Two wishes: teachers pay nothing, and a name list as CSV.',
    ),
    priya('Teachers free is a price rule, that exists. CSV upload, hmm, in which columns?'),
    caleb('I have their file, it is just first name, last name, age.').with('class-list-sample.csv'),
    kofi(
      '@caleb, that file has the names of real children in it. Please delete it here and send a sample with invented names.',
    ),
    caleb('Ouch, you are right. Asked them for a fake one, deleting it now.').reacted('pray', 'kofi'),
    kofi(
      'Thank you. For the feature itself: names of minors only as long as the sailing needs them. I propose deletion seven days after the return trip.',
    ),
    ines('Seven days sounds right, the line can still handle lost teddy bears in that time :teddy_bear:'),
    mara('Agreed: name lists of groups are deleted seven days after the return trip.').reacted(
      'white_check_mark',
      'kofi',
      'ines',
    ),
    priya('Then I need a column `delete_after` on the group. @jonas can you add it with the migration?'),
    jonas('Yes, it goes along with the other one.'),
  ]),
  talk('11h 45m', [
    aroha(
      'Morena! 9 m of swell in the strait, Kōwhai Crossings have cancelled everything until tomorrow noon. 612 tickets.',
    ),
    aroha('Refund job is running, 20 minutes for half of them. Is it always that slow?'),
    yuki(
      'It waits 2 seconds after each refund, so 612 tickets take about 20 minutes. It seems it counts twice here.',
    ),
    aroha(
      'Done now, 41 minutes all up. Nobody shouted at me, but in a real storm we would have three lines at once.',
    ).after('19m'),
    zk('the 2 s are from when coastpay allowed 30 calls a minute. they allow 600 now'),
    aroha('Oh! So we could just turn it down? Who owns that job these days, now that Oskar is gone?'),
  ]),
  talk('8h 30m', [
    drydock('`booking-web` main #2971 passed in 3 min 48 s'),
    felix('The preview page shows merged cells now! It is ugly but it finds all 46 legs.')
      .with('preview-first-light.png')
      .reacted('heart_eyes', 'priya', 'sven', 'ines'),
    sven('It finds 47. The 47th was not in my list. @felix you just saved a Sunday in Velas.').reacted(
      'tada',
      'felix',
      'priya',
      'mara',
    ),
    felix(':relaxed:'),
    maggie(
      "It isn't ugly, it's honest. I'll do you a nicer empty state, though, so it stops saying `undefined legs`.",
    ),
  ]),
  talk('6h 10m', [
    mara(
      'We should not deploy on the evening before {date+7}. Whoever has something for Nordhav, in by noon the day before.',
    ),
    tomasz('+1. i freeze the pipeline at 12:00 utc that day, you get a red button and a sad face'),
    jonas(
      'Then the dry run of the migration on the copy of production should be the day before that. I take the slot.',
    ),
    tomasz('copy is refreshed every night, 03:00. do not run it at 03:00').reacted('salute', 'jonas'),
    deniz('does anyone still need the old scanner build 3.8? nordhav has two phones left on it'),
    nora(
      'Those two phones belong to the captain of the Skarv and he will not give them up. I tried with cake.',
    ).reacted('cake', 'deniz', 'ines', 'mara'),
    deniz('ok 3.8 lives. i respect the captain'),
  ]),
  talk('2h 20m', [
    ines(
      'Frau Petersen moved two families to the 17:10, so the -6 m is gone. She did it in one phone call. I want to be Frau Petersen.',
    ),
    jonas('Wonderful. Three sailings left on the list.'),
    ines('She does the other three tomorrow, she needs to find a phone number for one of them.'),
    yuki(
      'I ran the check on the 47 legs. 46 are the same as the printed timetable. Leg 12 says 14:20, the print says 14:02.',
    ),
    sven('Typo by me. Fixed, thank you. That would have been 18 minutes of very empty quay.').reacted(
      'sweat_smile',
      'yuki',
      'ines',
    ),
    priya('Who writes the release note for the countdown? The lines should know before their passengers do.'),
    ines('Me! You get a draft by {weekday+1}. And @maggie could I have one picture for it?'),
    maggie('One picture, amber and all. You will have it tonight.').reacted('art', 'ines'),
  ]),
];
