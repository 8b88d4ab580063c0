import { type ChannelScript, talk, thread } from '../script.ts';
import { aroha, ines, jonas, kofi, lena, nora, sven } from '../voices.ts';

const weatherRefunds = thread('3d 8h', [
  nora(
    'Two customers, same storm, different answers from us: one got the money back, one a voucher. Which is right when *the line* cancels because of weather?',
  ),
  aroha('Here it is always money back within 7 days, the law is not shy about it.'),
  nora('Inselring writes "voucher" in their terms.'),
  kofi(
    'Their terms cannot take that right away. When the line cancels, the passenger chooses: money, or another sailing. A voucher only if they ask for it.',
  ).reacted('memo', 'nora', 'aroha'),
  ines('So should the button for vouchers be the second one instead of the first?').after('9m'),
  nora('Yes please. And in the mail, too.'),
  jonas('The mail is a template for each line. I can change the default, Inselring has its own.'),
  ines('I change it with Frau Petersen by {weekday+2}. Default: money first, for everyone.').reacted(
    'white_check_mark',
    'nora',
    'kofi',
  ),
  nora('And the gentleman with the voucher?').after('45m'),
  kofi('Offer him the money.'),
  nora('Done. He wants to keep the voucher. People!').after('3h').reacted('joy', 'aroha', 'ines', 'jonas'),
]);

const twoPhones = thread('1d 11h', [
  aroha('Customer has bought the same ticket on two phones and only one shows up. Known?'),
  sven('With the same email? Then the second one replaces the first.'),
  aroha('Two emails, one card.'),
  sven('Then both should be there. Can you send me the booking numbers, without names?'),
  aroha('KC-20418 and KC-20419.').after('13m'),
  sven(
    '20419 was never paid, the card was declined. The app shows nothing in that case, which is not a great answer.',
  ).after('35m'),
  aroha('Ah! So he only paid once. Good on him. I will let him know.'),
]);

export const support: ChannelScript = {
  name: 'support',
  purpose: 'Questions from the lines and their passengers',
  topic: 'No names of passengers here, booking numbers only',
  appIsMember: false,
  members: ['nora', 'aroha', 'ines', 'jonas', 'kofi', 'lena', 'sven'],
  scenes: [
    weatherRefunds,
    twoPhones,
    talk('1d 2h', [
      nora('Waiting mails: 41. Yesterday it was 88. Thank you, whoever made the rain stop.'),
      lena('It was me. I left my umbrella in the car.').reacted('umbrella', 'nora', 'aroha'),
    ]),
  ],
};
