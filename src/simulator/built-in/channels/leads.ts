import { type ChannelScript, talk, thread } from '../script.ts';
import { ines, kofi, lena, mara, nora, priya } from '../voices.ts';

const smallLinePrice = thread('5d 1h', [
  lena(
    'The price for small lines. Today everyone pays 2.4 % a ticket, and at least 400 € a month. Four small lines told us that the 400 hurts in winter.',
  ),
  ines('One of them sells 60 tickets in February. They pay 400 € for that. I would be cross too.'),
  nora('And they are the friendliest customers I have.'),
  lena(
    'Without the minimum we lose about 19,000 € a year, if nobody leaves. If two of them leave we lose 26,000.',
  ).after('14m'),
  mara('So dropping it is cheaper than being stubborn?'),
  lena('Yes, if no new tiny line comes in that costs more support than it brings. Nora?'),
  nora(
    'Small lines write 40 % of my tickets. But mostly about the timetable import, and that is being fixed.',
  ).after('20m'),
  kofi('I would keep a small minimum, so that there is a contract worth the paper. Sixty euros, perhaps.'),
  mara('60 € minimum for lines under 2,000 tickets a month, from the next quarter on. Everyone else stays.')
    .after('6m')
    .reacted('white_check_mark', 'lena', 'ines', 'nora', 'kofi'),
  lena('I change the contracts and send them to you by {weekday+4}.'),
  ines('Who tells the ones that are just above 2,000?').after('1h'),
]);

const secondSre = thread('1d 6h', [
  mara(
    'Tomasz has been on call 19 of the last 28 days. That is too much and it is my fault. Options: a second SRE, or developers on the rota with proper pay for it.',
  ).reacted('eyes', 'lena', 'priya'),
  priya(
    'My team would join the rota if nights are paid and the alerts get better first. The noise is what scares people.',
  ),
  lena('A second SRE is about 88,000 € a year all in. The rota with eight people is about 21,000.'),
  kofi(
    'German and Norwegian law both ask for eleven hours of rest after a night call. The rota must plan for it.',
  ).after('11m'),
  ines('Would customers get slower features with developers on call?'),
  priya('A bit. One person per week is half there. But they will fix what wakes them.'),
  mara('I lean to the rota now and a second SRE after the season, if the numbers are as planned.').after(
    '30m',
  ),
  nora(
    'Please somebody ask Tomasz what *he* wants. He jokes about it, and I do not think that he is joking.',
  ).reacted('100', 'mara', 'priya', 'kofi'),
  mara(
    'You are right, and I should have started there. I talk to him on {weekday+1}, before we decide anything.',
  ),
  lena('I reserve the 21,000 in the budget meanwhile.'),
]);

export const leads: ChannelScript = {
  name: 'leads',
  purpose: 'People, money, contracts',
  topic: 'What is said here stays here',
  isPrivate: true,
  appIsMember: true,
  members: ['mara', 'lena', 'ines', 'priya', 'kofi', 'nora'],
  scenes: [
    smallLinePrice,
    talk('3d 2h', [
      lena('Quarter closed: revenue 1.92 million, 4 % over plan. Support hours 11 % over plan.'),
      nora('Those 11 % have names and addresses, and they are all about boats being full.'),
      kofi(
        'The auditors come on {date+30}. I need one hour of each of you before, I send invitations.',
      ).reacted('+1', 'mara', 'ines', 'nora'),
    ]),
    secondSre,
  ],
};
