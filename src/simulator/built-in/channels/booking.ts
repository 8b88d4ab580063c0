import type { ChannelScript } from '../script.ts';
import { deckHolds } from './booking/deck-holds.ts';
import { offlineTickets, spreadsheet } from './booking/gangway.ts';
import { lastDay } from './booking/last-day.ts';
import { northpayDecision, northpayReversal } from './booking/payments.ts';
import { skerryRelease } from './booking/release.ts';
import { countdownReview, negativeMetres, testShip } from './booking/small-threads.ts';
import { week } from './booking/week.ts';

export const booking: ChannelScript = {
  name: 'booking',
  purpose: 'Building and running Booking, from the first click to the car deck',
  topic: 'Skerry release :ship: · flaky tests are not decorations',
  appIsMember: true,
  members: [
    'mara',
    'jonas',
    'ines',
    'tomasz',
    'priya',
    'deniz',
    'aroha',
    'caleb',
    'yuki',
    'kofi',
    'lena',
    'sven',
    'nora',
    'felix',
    'maggie',
    'zk',
    'tidetable',
  ],
  scenes: [
    ...week,
    northpayDecision,
    testShip,
    offlineTickets,
    spreadsheet,
    northpayReversal,
    skerryRelease,
    ...lastDay,
    deckHolds,
    countdownReview,
    negativeMetres,
  ],
};
