import { thread } from '../../script.ts';
import { deniz, drydock, ines, jonas, kofi, mara, nora, priya, sven, tomasz, yuki } from '../../voices.ts';

export const doubleSale = thread('5d 20h 30m', [
  tomasz(
    'incident: car deck of the skarv oversold, nordhav saturday 09:15. i coordinate. jonas looks at the code, nora talks to nordhav',
  ),
  jonas('First finding: two bookings point to the same hold. `hold_id 88213`, once at 21:04, once at 21:17.'),
  nora('Nordhav wants to know if the next sailings are safe. What do I tell them?'),
  yuki(
    'I count 3 sailings of theirs with more metres sold than there are, all in the past. The coming ones are fine as of now.',
  ).after('7m'),
  nora('Told them. They are calm, they are Norwegians.').reacted('flag-no', 'sven', 'mara'),
  jonas(
    'Second finding, and this is the cause: the hold was expired when the bank said yes, and we do not look again.',
    '```',
    'if (payment.status === "succeeded") {',
    '  await confirm(hold); // never asks whether the hold still lives',
    '}',
    '```',
  )
    .after('38m')
    .reacted('grimacing', 'priya', 'sven'),
  mara('Can we stop it from happening tonight, with something simple?'),
  jonas(
    'Yes: hold 30 minutes instead of 10 for Nordhav, by configuration. It is ugly because the deck looks full, but nobody is left behind.',
  ),
  mara('Do it. Real fix next week, in #booking.').reacted('white_check_mark', 'jonas', 'tomasz'),
  tomasz('config is out. watching').after('9m'),
  tomasz('no oversell since. closing the incident. i write the report by {weekday+3}')
    .after('5h 20m')
    .reacted('pray', 'mara', 'nora', 'jonas'),
]);

/** The thread in which the tour mentions the app. */
export const slowCheckout = thread('1d 5h', [
  drydock(
    ':red_circle: *checkout p95* is 4.8 s (limit 1.5 s) for 5 minutes · [dashboard](https://metrics.kelpline.example/d/checkout)',
  ),
  tomasz('on it'),
  nora('Support confirms, people write "the wheel turns and turns". Six messages in five minutes.'),
  tomasz('db is bored. redis is bored. web is bored. so somebody is waiting for somebody else'),
  priya('In the browser it is `POST /quote`, everything else is fast.').after('3m'),
  sven(
    '/quote asks the timetable for the sea state since Monday. That is new. The forecast service is in Bergen and answers when it likes.',
  ),
  tomasz('timeout of that call?'),
  sven('The default of the library. Which is, let me look, none.').reacted(
    'facepalm',
    'tomasz',
    'jonas',
    'priya',
  ),
  jonas('We could switch the sea state off, the flag is `quote_sea_state`.'),
  tomasz('flag off in 60 s unless somebody screams'),
  ines('Nobody screams. But Nordhav paid for that feature, so please not for long.'),
  tomasz('off. p95 1.1 s').after('4m').reacted('tada', 'nora', 'priya', 'ines'),
  drydock(':large_green_circle: *checkout p95* is back at 0.9 s'),
  mara('Thank you, quick work. What do we do so that it does not come back?').after('11m'),
  sven(
    "I'll put a 400 ms timeout around it and show the price without the sea state when it is late. By {weekday+1}.",
  ),
  sven('And a cache of ten minutes. The sea does not change faster than that.'),
  deniz('have you met the sea').reacted('ocean', 'ines', 'sven', 'nora'),
  jonas(
    'I would rather load it after the quote, in the browser. Then it can never make the price slow, timeout or not.',
  ).after('6m'),
  priya('That flickers. And people without JavaScript never see it.'),
  jonas('Who books a ferry without JavaScript?'),
  yuki('0.4 %. About 190 people last week.').reacted('eyes', 'priya'),
  tomasz('timeout now, beautiful later'),
  mara(
    'Agreed: timeout and cache now, and no new call in /quote without a timeout. The flag goes on again when p95 is under 1.2 s for a day.',
  ).after('8m'),
  tomasz(
    "i'll add a lint rule for http calls without a timeout. and @sven you tell nordhav when the flag is on again?",
  ),
  sven('@ines knows them better, can you?'),
  ines('Of course, just give me a sign.'),
  kofi(
    'Does the forecast service receive anything about the passenger? I do not find it in our list of sub-processors.',
  ).after('1h 12m'),
]);

export const fullDisk = thread('3d 14h', [
  drydock(':warning: *scanner-sync-2* disk 91 % full, 3 GB left'),
  tomasz('it is the debug log of gangway. again. @deniz'),
  deniz('i swear i turned it off. *looks* i turned it off on scanner-sync-1'),
  tomasz('there are two of them. that is what the 2 is for').reacted('joy', 'jonas', 'sven', 'mara'),
  deniz('off on both now, deleted 40 GB of "beep ok". sorry'),
  drydock(':large_green_circle: *scanner-sync-2* disk 22 % full'),
  tomasz('could the log level be one setting for both, please, pretty please').after('5m'),
  deniz('yes. {weekday+2}. you may hit me with a fender if not').reacted('handshake', 'tomasz'),
]);

export const certificate = thread('2d 16h', [
  drydock(':warning: the certificate of `tickets.nordhav.example` ends in 14 days'),
  tomasz('that one is not ours, nordhav renews it by hand'),
  nora('Last year they forgot and it was my Sunday.'),
  mara('Could we take it over, like we do for the others?').after('15m'),
  tomasz(
    'they would have to point one dns record at us. ten minutes of work, their it department needs six weeks to agree to ten minutes',
  ),
  nora('I wrote to their IT. If I have no answer by {weekday+4} I call, and I do not stop calling.').reacted(
    'fire',
    'tomasz',
    'mara',
  ),
]);
