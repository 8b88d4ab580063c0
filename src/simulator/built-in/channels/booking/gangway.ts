import { thread } from '../../script.ts';
import { deniz, felix, ines, jonas, kofi, maggie, mara, priya, sven, yuki, zk } from '../../voices.ts';

/** A disagreement about tickets that can be checked without a network. */
export const offlineTickets = thread('4d 7h', [
  deniz(
    'ok so the scanner in tunnels problem, also known as "every car deck ever": gangway has no signal inside a steel box, who knew. i want tickets that can be checked offline. proposal: sign the ticket, put the signature in the QR, phone checks it with a public key. done, no server',
  ).reacted('bulb', 'priya', 'felix'),
  sven(
    'And a ticket that was refunded ten minutes ago still scans green. That is not checking, that is hoping.',
  ),
  deniz('the app pulls a list of cancelled tickets whenever it sees a network. at the quay it always does'),
  kofi(
    'Which key, kept where, and rotated how often? A signing key on the booking server is acceptable. A signing key in the app is not.',
  ),
  deniz('only the public one in the app. private stays in KMS, i am silly but not that silly').reacted(
    'relieved',
    'kofi',
  ),
  sven('How large is the list of cancelled tickets on a storm day?').after('7m'),
  yuki('Worst day this year was 3,812 cancelled tickets, all lines together. Nordhav alone 2,950.'),
  deniz('as a bloom filter that is about 5 kB', '```', '2950 * 14.4 bits / 8 = 5310 bytes', '```'),
  sven(
    'A bloom filter says "cancelled" to people who are not. You want to explain that to a man with a trailer?',
  ),
  deniz('1 in 1000, and then the screen says "ask at the desk" and not "go away"').after('3m'),
  maggie(
    "Can I put in a word for the deckhand? It's raining, she has gloves on and forty cars behind her. Green, red, or a person. She won't be reading sentences.",
  ).reacted('100', 'deniz', 'ines', 'mara'),
  ines(
    'Green / red / person is lovely, can we call it exactly that? And how long is the QR then, will old printers do it?',
  ),
  deniz('version 6 QR, 41 modules. tried it on the worst printer in the azores, scans fine').after('21m'),
  jonas(
    'What I like: the booking side only signs, nothing else changes. What I do not like: two truths about a ticket. Which one wins when they differ?',
  ),
  deniz('server wins when there is a network, signature wins when there is not'),
  mara('I can follow that. Signed tickets, server first when there is a network. Ed25519, key in KMS.').after(
    '19m',
  ),
  kofi(
    'Agreed, with a rotation every ninety days and two keys valid at a time. I will write that down as a rule.',
  ),
  deniz('prototype on two phones by {weekday+4}, i need a boat for it tho'),
  ines(
    '@deniz Inselring would let you ride along for a day, I will ask Frau Petersen. Bring a jacket. :ocean:',
  ),
  felix('Can I come along? I have never seen the app being used for real.')
    .after('26m')
    .reacted('heart', 'ines', 'deniz'),
  deniz('yes! you carry the bad printer'),
  sven('For the record: I still think a storm day will prove me right.'),
  deniz('for the record: noted, framed, hung in the galley').reacted(
    'joy',
    'mara',
    'felix',
    'maggie',
    'sven',
  ),
  zk('what about screenshots? two people, one ticket, no network, two doors').after('3h 10m'),
]);

export const spreadsheet = thread('3d 6h', [
  sven(
    'The new timetable of Ilhas Azuis has arrived. It is a spreadsheet. With merged cells. And colours that mean something.',
  )
    .with('horario-novo-FINAL-v3.csv', 'as-cores.png')
    .reacted('skull', 'jonas', 'tomasz', 'priya'),
  ines('Oh no. What does the yellow mean? I can ask Dona Fátima.'),
  sven('Yellow is "if the weather allows". Orange is "if Captain Bettencourt allows".').reacted(
    'joy',
    'ines',
    'jonas',
    'deniz',
    'mara',
  ),
  jonas('And the merged cells?'),
  sven(
    'Sailings that go round three islands. The import reads only the first cell, so two of three legs are missing:',
    '```',
    'ROW 14  07:40  Velas | <empty> | <empty>',
    '-> imported: 1 leg, expected: 3',
    '```',
  ),
  ines('Could we ask them to fill in a form instead? I know, I know.').after('5m'),
  sven('We asked in 2022. They sent the form back as a spreadsheet.'),
  priya(
    'I could make a small preview page: drop the file, see the legs, fix by hand, then import. Two days?',
  ),
  sven('Better than teaching the importer about orange.'),
  mara('Do the preview. Nobody teaches the importer colours.')
    .after('33m')
    .reacted('white_check_mark', 'sven', 'priya'),
  priya('On it, by {weekday+3}. @felix want to pair on the table part?'),
  felix('Yes please! I have lectures until 14:00 but after that I am all yours.'),
  sven(
    'I will type in the 46 missing legs by hand tonight, so that the season can start. The ticket shop opens on {date+2}.',
  ),
  ines('You are a hero, @sven. What should the page show for the yellow ones, by the way?').after('44m'),
]);
