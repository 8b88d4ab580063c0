import { expect, it } from 'vitest';
import { scheduleWords } from './schedule-words.ts';

it.each([
  ['0 9 * * 1-5', 'Workdays at 09:00 (Europe/Berlin)'],
  ['30 17 * * *', 'Every day at 17:30 (Europe/Berlin)'],
  ['5 8 * * 1,4', 'Monday, Thursday at 08:05 (Europe/Berlin)'],
  ['0 9 * * 5#1', 'First Friday of the month at 09:00 (Europe/Berlin)'],
  ['0 9 1 * *', '0 9 1 * * (Europe/Berlin)'],
])('%s is told as %s', (cron, words) => expect(scheduleWords(cron, 'Europe/Berlin')).toBe(words));
