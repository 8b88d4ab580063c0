import { type ChannelScript, talk } from '../script.ts';
import { deniz, drydock, jonas, mara, nora, sven, tomasz } from '../voices.ts';
import { certificate, doubleSale, fullDisk, slowCheckout } from './ops-alerts/incidents.ts';

export const opsAlerts: ChannelScript = {
  name: 'ops-alerts',
  purpose: 'What the machines say, and what we do about it',
  topic: 'On call: tomasz (until Monday), then Jonas',
  appIsMember: true,
  members: ['mara', 'jonas', 'ines', 'tomasz', 'priya', 'deniz', 'yuki', 'kofi', 'sven', 'nora', 'zk'],
  scenes: [
    talk('6d 15h', [
      drydock(':package: deployed `booking` 5.88.0 to production'),
      drydock(':large_green_circle: nightly backup finished, 212 GB in 38 min'),
      drydock(':warning: *timetables* memory 82 %').after('3h'),
      drydock(':large_green_circle: *timetables* memory 61 %').after('20m'),
      sven('That is the import of Inselring. It reads the whole year at once, like a good book.').after('6m'),
    ]),
    doubleSale,
    talk('5d 4h', [
      drydock(':package: deployed `booking` 5.88.1 to production'),
      drydock(':large_green_circle: nightly backup finished, 212 GB in 39 min').after('4h'),
      drydock(':package: deployed `gangway-api` 3.21.0 to production').after('5h'),
    ]),
    talk('4d 6h', [
      drydock(':red_circle: *mail queue* 1,204 waiting (limit 500)'),
      tomasz('mail provider has a bad day, their status page says "degraded", which is a nice word'),
      drydock(':large_green_circle: *mail queue* 12 waiting').after('50m'),
      nora('About 300 people got their ticket an hour late. Nobody missed a boat.')
        .after('10m')
        .reacted('relieved', 'tomasz', 'mara'),
    ]),
    fullDisk,
    certificate,
    talk('2d 3h', [
      drydock(':package: deployed `booking-web` 2.140.0 to production'),
      drydock(':red_circle: *error rate* of `booking-web` 2.3 % (limit 1 %)'),
      drydock(':rewind: rolled `booking-web` back to 2.139.4').after('2m'),
      drydock(':large_green_circle: *error rate* of `booking-web` 0.1 %').after('3m'),
      tomasz('the robot rolled back before i had my glasses on. good robot').reacted(
        'robot_face',
        'jonas',
        'deniz',
        'mara',
      ),
      drydock(':package: deployed `booking-web` 2.140.1 to production').after('2h'),
    ]),
    slowCheckout,
    talk('20h', [
      drydock(':large_green_circle: nightly backup finished, 213 GB in 38 min'),
      drydock(':package: deployed `timetables` 1.61.0 to production').after('2h'),
      drydock(':warning: *refund job* ran 41 minutes (usually 9)').after('6h 50m'),
      tomasz('storm in the cook strait, that is expected. i muted it until tomorrow')
        .after('4m')
        .reacted('cyclone', 'nora'),
      drydock(':package: deployed `booking-web` 2.141.0 to production').after('2h'),
      drydock(':red_circle: *sailing below zero metres* 1 sailing, line `inselring`').after('3h 40m'),
      jonas('This is the new alert, discussed in #booking. No need to wake anybody.'),
      mara('Thanks. And @tomasz, you are off on {weekday+1}, Jonas takes the pager.').after('12m'),
      deniz('tomasz has a day off? screenshot'),
    ]),
  ],
};
