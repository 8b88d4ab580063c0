import { thread } from '../../script.ts';
import { felix, ines, jonas, maggie, mara, priya, sven, tomasz, yuki } from '../../voices.ts';

export const countdownReview = thread('9h 20m', [
  priya(
    'Checkout countdown is up for review: [booking-web #812](https://git.kelpline.example/booking-web/pull/812). Small, 140 lines, half of them tests. Anyone awake?',
  ).reacted('eyes', 'felix'),
  felix('I am! Question, maybe a silly one: why is the end of the hold a timestamp and not "seconds left"?'),
  priya(
    'Not silly. The phone sleeps, the tab sleeps, `setInterval` drifts. A timestamp stays right, we only subtract:',
    '```',
    'const left = Math.max(0, holdEndsAt - serverNow());',
    '```',
  ).reacted('bulb', 'felix'),
  felix('Ah, and `serverNow` because the phone clock may be wrong. Clever.'),
  jonas(
    'The header `x-kelpline-time` has milliseconds, please use it and not the `Date` header, the proxy rounds that one.',
  ),
  priya('Changed, thanks!').after('14m'),
  maggie('Could the last minute be amber instead of red? Red reads as "you did something wrong".').after(
    '21m',
  ),
  priya('Amber it is.').reacted('art', 'maggie'),
  felix('Approved, my first review that found nothing :sweat_smile:').reacted(
    'tada',
    'priya',
    'ines',
    'jonas',
  ),
  priya('It found a good question. Merging behind `deck_holds_v2`.'),
]);

export const negativeMetres = thread('3h 25m', [
  tomasz('the new alert works. it found a sailing with -6 metres. it leaves in five months.').reacted(
    'thinking_face',
    'jonas',
    'sven',
  ),
  sven('Which line?'),
  tomasz('inselring, the sunday 16:40'),
  sven(
    'They replaced the ship on that one. The Möwe has 48 m, the Seeschwalbe had 60. Bookings were made before.',
  ),
  jonas(
    'So it is not our bug, it is a smaller ship. But my migration script would stop at the check constraint there.',
  ).after('5m'),
  mara('Does that block {date+7}?'),
  jonas(
    'For Nordhav no. For Inselring yes, unless we clamp it or move somebody. I prefer to move somebody, clamping hides it.',
  ),
  ines('I will call Frau Petersen today, they know their Sunday people by name. 6 m is two cars.').reacted(
    'telephone_receiver',
    'mara',
  ),
  yuki('There are three more such sailings, all the same ship: -2 m, -1 m, -9 m. List attached.')
    .after('17m')
    .with('negative-sailings.csv'),
  jonas(
    'Thanks Yuki. I add a dry run to the script that prints such a list before it touches anything.',
  ).reacted('pray', 'tomasz', 'sven'),
]);

export const testShip = thread('5d 2h', [
  felix('How do I get a test sailing on my machine? The seed gives me only one from 2021.'),
  jonas('`npm run seed -- --line testline --days 30`, then you have the MS Testosteron for a month.'),
  felix('MS Testosteron?').reacted('joy', 'priya', 'sven', 'ines'),
  sven('Oskar named it. The test ferry before was the Titanic, that was worse in demos.'),
  felix('It works! Shall I put it into the README?').after('12m'),
  jonas('Yes please. And take the 2021 line out.'),
]);
