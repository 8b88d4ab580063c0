import { thread } from '../../script.ts';
import { aroha, deniz, ines, jonas, mara, nora, priya, sven, tomasz, yuki } from '../../voices.ts';

/** The thread that the tour recaps: one problem, three ways out, what was settled and who does what. */
export const deckHolds = thread('19h 40m', [
  jonas(
    'How do we stop selling the same metre of car deck twice? What happened to Nordhav on the Saturday 09:15:',
    '• a hold on deck metres lives 10 minutes',
    "• the bank's confirmation page can take longer than that",
    '• the hold expires, somebody else buys the metres, then the first payment comes back and we book it anyway',
    '14 m over on a 212 m deck, and three campervans stayed on the quay.',
    '',
    'I see three ways. *A* lock the sailing while we confirm. *B* one row per metre with a unique constraint. *C* keep everything and only check again before we capture the money.',
  )
    .reacted('eyes', 'mara', 'sven', 'ines')
    .edited(),
  sven(
    'B. The database should make it impossible, not unlikely. Everything else is a promise that the next person breaks.',
  ),
  jonas(
    'B means 212 rows for every sailing of the Skarv alone. Nordhav runs 41 sailings a day and sells 180 days ahead.',
  ),
  yuki('For all customers that is about 9.4 million rows. We have 61,000 sailing rows today.').after('6m'),
  sven('Nine million rows is nothing. Postgres does not even wake up for that.').reacted('zap', 'tomasz'),
  tomasz(
    'the rows are nothing. updating 5 rows per campervan 40 times a minute on a busy friday is not nothing. vacuum is my problem, so i get a vote',
  ).after('4m'),
  priya(
    'Question from the browser side: with A, what does the second customer see while the first one is still at the bank? A spinner?',
  ),
  jonas(
    'No, A only locks for the moment of confirming, some milliseconds:',
    '```',
    'BEGIN;',
    'SELECT free_metres FROM sailing WHERE id = $1 FOR UPDATE;',
    '-- still enough? then book, else refund',
    'UPDATE sailing SET free_metres = free_metres - $2 WHERE id = $1;',
    'COMMIT;',
    '```',
    'I measured it on the copy of production: 400 bookings a minute on one sailing, p99 of 38 ms.',
  ).after('11m'),
  sven('And when somebody forgets the FOR UPDATE?'),
  jonas(
    'Then a `CHECK (free_metres >= 0)` says no. So you get your "impossible", only with one row instead of 212.',
  ).reacted('ok_hand', 'tomasz', 'priya'),
  sven(
    'Hm. With the check I can live with it. I still think B is the cleaner model, but not this month.',
  ).after('8m'),
  mara(
    'Good. Then we go with A plus the check constraint. B goes into the ideas list, not into a branch.',
  ).reacted('white_check_mark', 'jonas', 'tomasz', 'ines'),
  ines(
    'Can we talk about the 10 minutes too? :pray: People on their phone at the kitchen table need longer. I would go to 20.',
  ).after('14m'),
  yuki(
    'Median time at the bank is 1 min 50 s. 95 % are back in 7 min 30 s. 99 % in 13 minutes. After 15 minutes almost nobody comes back.',
  ).after('9m'),
  mara('15 then. Longer holds make the deck look full when it is not.'),
  nora(
    'Please not too long. On Fridays I get "the website says full, the harbour says empty" three times an hour.',
  ),
  ines('15 works for me, thanks Yuki! :sparkles:').reacted('+1', 'yuki', 'priya'),
  priya(
    "I'll put a countdown into the checkout so that people know they are holding something. Maggie has a sketch already. I can have it behind the flag by {weekday+3}.",
  ).after('5m'),
  deniz('countdown with dramatic music or without').reacted('musical_note', 'priya', 'nora'),
  priya('With ship horn at zero, obviously.').reacted('joy', 'deniz', 'ines', 'jonas', 'nora'),
  jonas(
    "I'll have the migration script ready by {weekday+2}. It fills `free_metres` from the bookings. @sven can you review it?",
  ).after('31m'),
  sven('Sure. Send it before lunch, I am on the boat to Læsø after that.'),
  tomasz(
    "i'll add an alert when any sailing goes below zero metres, today. and one when a refund fires, so we notice if we annoy people",
  ),
  mara('@ines should we offer the three campervans something? A refund alone feels thin.').after('1h 20m'),
  ines(
    'Yes! Nordhav asked the same. I will check with their lawyer what passengers are owed when we overbook, and write it up.',
  ),
  nora(
    'No need for the lawyer. I talked to Nordhav at lunch, they gave all three a free crossing and a coffee, everyone is happy. One sent a photo.',
  )
    .after('48m')
    .with('happy-campers.jpg')
    .reacted('heart', 'ines', 'mara', 'priya'),
  ines('Oh perfect, then I drop the lawyer question. :tada:'),
  aroha(
    'Kia ora, reading along from breakfast. Does a motorbike hold 2 m or 1 m? Kōwhai Crossings count it as 1 and they sail with lots of them.',
  ).after('2h 5m'),
  sven(
    'It is per line, `vehicle_kind.length_m` in the timetable. Kōwhai has 1.2 for motorbikes. Nothing changes.',
  ).after('22m'),
  aroha(
    'Sweet as. And what happens to the holds when a captain closes check-in early? Ours do that whenever the swell comes up.',
  ),
  jonas('Uff, good question. I do not know. Right now I think they just sit there until they expire.').after(
    '16m',
  ),
  mara(
    'Rollout: behind a flag, Nordhav first on {date+7}, everybody else one week later if the alert stays quiet. @nora please tell Nordhav the date.',
  )
    .after('25m')
    .reacted('ship', 'ines', 'jonas', 'sven', 'nora'),
  nora('Will write to them tomorrow morning. They will want to know whether tickets already sold are safe.'),
  jonas('They are. The script only counts, it does not touch a booking.').reacted('raised_hands', 'nora'),
]);
