import { describe, expect, it } from 'vitest';
import { NO_WISHES } from '../../domain/conversation.ts';
import type { Digest } from '../../domain/digest/digest.ts';
import {
  type HomeToShow,
  homeView,
  ITEMS_A_PAGE,
  MOST_DIGESTS,
  MOST_QUESTIONS,
  MOST_RECAPS,
} from './home.ts';
import { speechFor } from './speech.ts';

const LONG = 'A sentence that goes on and on. '.repeat(200);
const uuidOf = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, i) => make(i));

const digestOf = (index: number): Digest => ({
  id: uuidOf(300 + index),
  workspaceId: 'T0ACME',
  channelIds: ['C0GENERAL'],
  postTo: 'C0GENERAL',
  isPersonal: false,
  schedule: { days: { kind: 'weekly', weekdays: [1] }, time: '09:00', timeZone: 'Europe/Berlin' },
  covers: 'since_last',
  wishes: NO_WISHES,
  tellsQuiet: false,
  state: index === 0 ? 'paused' : 'active',
  pausedFor: null,
  pausedIn: null,
  author: 'U0BO',
  nextDueAt: new Date('2026-11-09T08:00:00Z'),
  lastPeriodEnd: null,
  failures: 0,
});

function full(locale: string): HomeToShow {
  return {
    items: times(ITEMS_A_PAGE, (index) => ({
      id: uuidOf(index),
      workspaceId: 'T0ACME',
      channelId: 'C0GENERAL',
      conversationId: uuidOf(200),
      text: LONG,
      assignee: 'U0BO',
      due: '2026-11-05',
      sources: [{ ts: '1700000000.000100', threadTs: null }],
      state: 'open' as const,
      snoozedUntil: null,
      onlyFor: null,
      createdAt: new Date('2026-11-02T09:00:00Z'),
      changed: null,
    })),
    workspaceUrl: 'https://acme.slack.com/',
    page: 1,
    total: 500,
    waiting: {
      questions: times(MOST_QUESTIONS, () => ({ text: LONG, where: '<#C0GENERAL>' })),
      total: MOST_QUESTIONS + 3,
    },
    recaps: times(MOST_RECAPS, (index) => ({
      conversationId: uuidOf(100 + index),
      headline: LONG,
      what: 'Recap of a thread in <#C0GENERAL>',
      madeAt: new Date('2026-11-02T09:00:00Z'),
      url: 'https://acme.slack.com/archives/C0/p1',
    })),
    digests: times(MOST_DIGESTS + 2, digestOf),
    isOptedOut: true,
    now: new Date('2026-11-03T09:00:00Z'),
    speech: speechFor({ locale, timeZone: 'Europe/Berlin' }),
  };
}

describe.each(['en-US', 'de-DE'])('a full App Home in %s', (locale) => {
  const { blocks } = homeView(full(locale));

  it('stays within what Slack takes, with nothing cut off at the end', () => {
    expect(blocks.length).toBeLessThanOrEqual(100);
    expect(JSON.stringify(blocks).length).toBeLessThan(100_000);
    expect(blocks.at(-1)).toMatchObject({ text: { text: expect.stringContaining('/recall help') } });
  });

  it('gives no block id twice', () => {
    const ids = blocks.flatMap(({ block_id }) => block_id ?? []);
    expect(ids).toHaveLength(ITEMS_A_PAGE + MOST_DIGESTS);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

it('counts what is not shown', () => {
  const words = JSON.stringify(homeView(full('en-US')));
  expect(words).toContain('11–20 of 500');
  expect(words).toContain('3 more questions wait: type `/recall waiting` in any channel.');
});
