import { thread } from '../../script.ts';
import { ines, jonas, kofi, lena, mara, nora, priya, tomasz, yuki } from '../../voices.ts';

/** A decision, later reversed: the move to Northpay. */
export const northpayDecision = thread('6d 5h', [
  mara(
    'Northpay or stay with Coastpay? Their offer ends on {date+3}, so I would like an answer today. Everything @oskar found out is in [his notes](https://wiki.kelpline.example/payments/providers).',
  ).reacted('eyes', 'jonas', 'ines', 'lena'),
  lena(
    'From the money side it is simple: 1.1 % + 12 ct with Northpay, 1.6 % + 20 ct today. On last summer that is about 84,000 euros a year.',
  ),
  jonas(
    'From the code side not so simple. Oskar left us a clean interface, thank you Oskar wherever you are, but refunds and vouchers go around it. I count two weeks, maybe three.',
  ).reacted('wave', 'priya', 'mara'),
  priya(
    'Their card form is *so* much nicer. It is 31 kB instead of 140 and it speaks Portuguese. Ilhas Azuis would hug us.',
  ),
  kofi(
    'They hold the PCI DSS Level 1 attestation, dated this year, and their sub-processors are in the EEA. I have no objection. I would want the data processing agreement signed before the first live payment.',
  ),
  yuki(
    'One remark. 7 % of our payments are partial refunds. Does Northpay do more than one refund on a payment?',
  ).after('35m'),
  jonas('Their docs say yes. I have not tried it.'),
  ines('And could the lines run side by side, a few routes on Northpay, the rest on Coastpay?').after('12m'),
  jonas('Yes, the provider is a setting per line since the last big clean-up.'),
  mara('Then: we move to Northpay, starting with Inselring, first live payment on {date+20}.').reacted(
    'white_check_mark',
    'lena',
    'priya',
    'kofi',
  ),
  lena('I sign the contract tomorrow.'),
  kofi('I will have the processing agreement back from their counsel by {weekday+3}.'),
  jonas('I start with the refunds, since that is where the surprises live.').after('4m'),
]);

export const northpayReversal = thread('2d 3h', [
  jonas(
    'The surprise in the refunds was a big one. Northpay allows *one* refund on a payment. Their docs mean "one or more items", not "one or more refunds". I have it in writing from their support now.',
  )
    .with('northpay-support-answer.pdf')
    .reacted('grimacing', 'mara', 'ines', 'priya', 'tomasz'),
  yuki('So 7 % of payments would need a bank transfer by hand. In July that was 2,140 payments.'),
  nora('Two thousand transfers by hand would be my whole team for the whole of July. Please no.'),
  priya('Nooo. And the card form was so nice. :sob:'),
  lena(
    'I have not sent the signed contract yet. It is on my desk. Tell me before {weekday+2} noon what I do with it.',
  ).after('9m'),
  ines('Could we keep partial refunds as vouchers instead of money?'),
  kofi(
    'Not in Norway, nor in Germany. When the line cancels, the passenger may insist on money. I would advise against it.',
  ).after('13m'),
  tomasz('also vouchers are the one part of the system that still has a cron job from 2019'),
  mara(
    'Then I take my decision back. We stay with Coastpay for the coming season and look again in half a year, when their new refund interface is promised. @lena please do not send the contract.',
  )
    .after('40m')
    .reacted('white_check_mark', 'lena', 'jonas', 'nora', 'ines'),
  lena(
    'Done, it is in the shredder. I will call Coastpay about the fees, with the Northpay offer in my hand.',
  ).reacted('muscle', 'mara', 'nora'),
  jonas(
    "I'll write the refund cases down while I still remember them, then the second try starts with a list and not with a surprise. By {weekday+1}.",
  ),
  kofi('I will tell their counsel that the agreement rests for half a year.'),
  priya('Can we at least steal the idea of the small card form? Asking for Ilhas Azuis.').after('18m'),
]);
